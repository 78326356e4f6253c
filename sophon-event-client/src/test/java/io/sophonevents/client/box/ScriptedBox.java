package io.sophonevents.client.box;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** A real HTTP server that answers as told and keeps what it was asked, to the letter. */
final class ScriptedBox implements AutoCloseable {
  private static final Path SAMPLES = Path.of("../sophon-event-model/src/test/resources/samples");

  private final HttpServer server;
  private final Map<String, Queue<Reply>> replies = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final List<Map<String, List<String>>> headers = new ArrayList<>();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Reply(int status, String contentType, byte[] body) {}

  ScriptedBox() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
          byte[] body;
          try (InputStream in = exchange.getRequestBody()) {
            body = in.readAllBytes();
          }
          Reply reply = replyTo(call, exchange.getRequestURI().getRawQuery(), body);
          synchronized (this) {
            headers.add(Map.copyOf(exchange.getRequestHeaders()));
          }
          if (!reply.contentType.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", reply.contentType);
          }
          exchange.sendResponseHeaders(
              reply.status, reply.body.length == 0 ? -1 : reply.body.length);
          exchange.getResponseBody().write(reply.body);
          exchange.close();
        });
    server.start();
  }

  private synchronized Reply replyTo(String call, String query, byte[] body) {
    asked.add(
        call
            + (query == null ? "" : "?" + query)
            + (body.length == 0 ? "" : " " + new String(body, UTF_8)));
    Queue<Reply> queue = replies.get(call);
    if (queue == null) {
      return new Reply(404, "text/html", "<h1>Not Found</h1>".getBytes(UTF_8));
    }
    return queue.size() == 1 ? queue.element() : queue.remove();
  }

  /** Answers this call with JSON; the last answer is given again and again. */
  ScriptedBox on(String call, String json) {
    return on(call, 200, "application/json", json.getBytes(UTF_8));
  }

  ScriptedBox onSample(String call, String sample) {
    try {
      return on(call, 200, "application/json", Files.readAllBytes(SAMPLES.resolve(sample)));
    } catch (IOException e) {
      throw new IllegalStateException("expected the sample " + sample, e);
    }
  }

  synchronized ScriptedBox on(String call, int status, String contentType, byte[] body) {
    replies
        .computeIfAbsent(call, c -> new ArrayDeque<>())
        .add(new Reply(status, contentType, body));
    return this;
  }

  /** What was asked since this was called last. */
  synchronized List<String> asked() {
    List<String> all = List.copyOf(asked);
    asked.clear();
    return all;
  }

  synchronized List<Map<String, List<String>>> headers() {
    return List.copyOf(headers);
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** A client whose ports are both this one. */
  BoxClient client(BoxGeneration generation) {
    return BoxClient.builder(address()).systemPort(port()).generation(generation).open();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
