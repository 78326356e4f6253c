package io.sophonevents.client.box.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads under the JDK's server, which has no such limits itself. */
@Timeout(60)
class RequestLimitsTest {
  private static final String REQUEST =
      "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void aRequestThatDripsIsEndedAndItsThreadAnswersTheNext() throws Exception {
    HttpServer server =
        server(new RequestThreads(300), new CountDownLatch(0), new CountDownLatch(1));
    for (int i = 0; i < RequestThreads.THREADS; i++) {
      send(connect(server), "GET / HTTP/1.1\r\nHost:");
    }
    Socket late = connect(server);
    send(late, REQUEST);
    assertThat(answer(late)).startsWith("HTTP/1.1 204");
    for (Socket dripping : sockets) {
      assertThat(answer(dripping)).isEmpty();
    }
    server.stop(0);
  }

  @Test
  void aHandlerThatTakesTooLongIsInterrupted() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    HttpServer server = server(new RequestThreads(300), new CountDownLatch(1), interrupted);
    Socket socket = connect(server);
    send(socket, REQUEST);
    assertThat(answer(socket)).isEmpty();
    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    server.stop(0);
  }

  @Test
  void asManyWaitAsMayAndOneMoreIsHungUpOn() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    RequestThreads threads = new RequestThreads();
    HttpServer server = server(threads, open, new CountDownLatch(1));
    int most = RequestThreads.THREADS + RequestThreads.WAITING;
    for (int i = 0; i < most; i++) {
      send(connect(server), REQUEST);
      while (threads.held() <= i) {
        Thread.onSpinWait();
      }
    }
    Socket more = connect(server);
    send(more, REQUEST);
    assertThat(answer(more)).isEmpty();
    open.countDown();
    for (Socket socket : sockets.subList(0, most)) {
      assertThat(answer(socket)).startsWith("HTTP/1.1 204");
    }
    Socket again = connect(server);
    send(again, REQUEST);
    assertThat(answer(again)).startsWith("HTTP/1.1 204");
    server.stop(0);
  }

  /** A server that answers when it is open. */
  private static HttpServer server(
      RequestThreads threads, CountDownLatch open, CountDownLatch interrupted) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            if (open.await(30, TimeUnit.SECONDS)) {
              exchange.sendResponseHeaders(204, -1);
            }
          } catch (InterruptedException e) {
            interrupted.countDown();
            Thread.currentThread().interrupt();
          }
        });
    server.start();
    return server;
  }

  private Socket connect(HttpServer server) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort());
    socket.setSoTimeout(20_000);
    sockets.add(socket);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
  }

  /** All that is answered, until the server hangs up. */
  private static String answer(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    } catch (SocketException reset) {
      return "";
    }
  }
}
