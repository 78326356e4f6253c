package io.sophonevents.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sophonevents.client.stream.EventStreamServer;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.Score;
import io.sophonevents.event.StreamEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/**
 * One event to 64 subscribers, as fast as the slowest of them takes it: our server, which writes
 * the event for each publication, beside Java-WebSocket alone, which is given the text.
 */
final class FanOutBench {
  private static final int SUBSCRIBERS = 64;
  private static final String DEVICE = "23c7232b-0b35-4813-be6b-6ec4ee21ac4f";
  private static final int PICTURE_BYTES = 260_000;

  /** Sends an event. */
  private interface Sender {
    void send() throws Exception;
  }

  private FanOutBench() {}

  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[0]);
    compare("347 kB", rounds, event(PICTURE_BYTES), 400, 4);
    compare("small", rounds, event(0), 5_000, 256);
    System.exit(0);
  }

  private static StreamEvent.V5R2 event(int pictureBytes) {
    byte[] picture = new byte[pictureBytes];
    new Random(1).nextBytes(picture);
    StreamEvent.V5R2.Builder event =
        StreamEvent.V5R2
            .builder(IdentityId.of("666666"), EventTime.ofMillis(1566016554020L))
            .deviceId(DEVICE)
            .score(Score.of(94.8))
            .captureDeviceIp("192.168.1.243");
    return pictureBytes == 0 ? event.build() : event.sceneImage(EncodedImage.of(picture)).build();
  }

  private static void compare(
      String name, int rounds, StreamEvent.V5R2 event, int events, int window) throws Exception {
    String text = new String(new EventCodec().encode(event), UTF_8);
    try (EventStreamServer ours = EventStreamServer.open("127.0.0.1", 0);
        Subscribers ofOurs = new Subscribers(ours.port());
        Bare theirs = new Bare();
        Subscribers ofTheirs = new Subscribers(theirs.getPort())) {
      while (ours.subscribers() < SUBSCRIBERS || theirs.getConnections().size() < SUBSCRIBERS) {
        Thread.onSpinWait();
      }
      double[] our = new double[rounds];
      double[] their = new double[rounds];
      for (int i = -1; i < rounds; i++) { // once to warm up
        double first = ofOurs.rate(() -> ours.publish(event), text.length(), events, window);
        double second = ofTheirs.rate(() -> theirs.broadcast(text), text.length(), events, window);
        if (i >= 0) {
          our[i] = first;
          their[i] = second;
        }
      }
      Arrays.sort(our);
      Arrays.sort(their);
      System.out.printf(
          Locale.ROOT,
          "%s (%d bytes) to %d subscribers: min %.0f/s, median %.0f/s; Java-WebSocket alone: "
              + "min %.0f/s, median %.0f/s; ratio %.2f, %.2f%n",
          name,
          text.length(),
          SUBSCRIBERS,
          our[0],
          our[rounds / 2],
          their[0],
          their[rounds / 2],
          our[0] / their[0],
          our[rounds / 2] / their[rounds / 2]);
    }
  }

  /** The library as its page shows it. */
  private static final class Bare extends WebSocketServer implements AutoCloseable {
    private final CountDownLatch started = new CountDownLatch(1);

    Bare() throws InterruptedException {
      super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      setTcpNoDelay(true);
      setDaemon(true);
      start();
      started.await();
    }

    @Override
    public void onStart() {
      started.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake request) {}

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {}

    @Override
    public void onMessage(WebSocket socket, String message) {}

    @Override
    public void onError(WebSocket socket, Exception problem) {
      problem.printStackTrace();
    }

    @Override
    public void close() {
      try {
        stop(1000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ClosedSelectorException stopped) {
        // the library's own thread was quicker than its good-byes
      }
    }
  }

  /** Sockets that subscribe, and whose bytes one thread reads and counts. */
  private static final class Subscribers implements AutoCloseable {
    private final Selector selector = Selector.open();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final long[] read = new long[SUBSCRIBERS];
    private final Thread reader = new Thread(this::read, "subscribers");
    private long expected;

    Subscribers(int port) throws IOException {
      for (int i = 0; i < SUBSCRIBERS; i++) {
        SocketChannel channel =
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channels.add(channel);
        shakeHands(channel);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, i);
      }
      reader.setDaemon(true);
      reader.start();
    }

    private static void shakeHands(SocketChannel channel) throws IOException {
      String request =
          """
          GET / HTTP/1.1
          Host: 127.0.0.1
          Upgrade: websocket
          Connection: Upgrade
          Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
          Sec-WebSocket-Version: 13

          """;
      channel.write(ByteBuffer.wrap(request.replace("\n", "\r\n").getBytes(UTF_8)));
      StringBuilder answer = new StringBuilder();
      ByteBuffer one = ByteBuffer.allocate(1);
      while (answer.indexOf("\r\n\r\n") < 0) {
        channel.read(one.clear());
        answer.append((char) one.get(0));
      }
      byte[] subscription =
          ("{\"need_face\": true, \"event_list\": [\"" + DEVICE + "\"]}").getBytes(UTF_8);
      ByteBuffer frame = ByteBuffer.allocate(6 + subscription.length);
      frame.put((byte) 0x81).put((byte) (0x80 | subscription.length)).putInt(0).put(subscription);
      channel.write(frame.flip());
    }

    private void read() {
      ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
      try {
        while (selector.isOpen()) {
          selector.select();
          long least;
          for (SelectionKey key : selector.selectedKeys()) {
            int some = ((SocketChannel) key.channel()).read(buffer.clear());
            if (some < 0) {
              key.cancel();
            }
            read[(Integer) key.attachment()] += Math.max(some, 0);
          }
          selector.selectedKeys().clear();
          synchronized (this) {
            least = Arrays.stream(read).min().orElseThrow();
            if (least >= expected) {
              notifyAll();
            }
          }
        }
      } catch (IOException | ClosedSelectorException e) {
        // closed
      }
    }

    private synchronized void await(long bytes) throws InterruptedException {
      expected = bytes;
      selector.wakeup();
      while (Arrays.stream(read).min().orElseThrow() < bytes) {
        wait(100);
      }
    }

    /** Events a second, each to all. */
    double rate(Sender sender, int textBytes, int events, int window) throws Exception {
      long frame = (long) textBytes + (textBytes < 126 ? 2 : textBytes < 65536 ? 4 : 10);
      long before = Arrays.stream(read).min().orElseThrow();
      long start = System.nanoTime();
      for (int i = 0; i < events; i++) {
        if (i % window == 0 && i >= window) {
          await(before + (i - window) * frame);
        }
        sender.send();
      }
      await(before + events * frame);
      return events * 1e9 / (System.nanoTime() - start);
    }

    @Override
    public void close() throws IOException {
      selector.close();
      for (SocketChannel channel : channels) {
        channel.close();
      }
    }
  }
}
