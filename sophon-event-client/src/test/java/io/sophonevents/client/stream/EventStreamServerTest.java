package io.sophonevents.client.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With bare sockets: they may do what no client does, and see each frame. */
@Timeout(1800)
class EventStreamServerTest {
  private static final String DEVICE = "23c7232b-0b35-4813-be6b-6ec4ee21ac4f";
  private static final String V5 = "{\"need_face\":true,\"event_list\":[\"" + DEVICE + "\"]}";
  private static final String V6 =
      "{\"with_face_image\":true,\"media_device_ids\":[\"" + DEVICE + "\"]}";
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int LAST = 0x80;

  /** The attack that costs most, and so is made seldom. */
  private static final int EMPTY_FRAGMENTS = 10;

  /** How many hostile connections; more in the long check. */
  private static final int HOSTILE = Integer.getInteger("hostile", 2_000);

  private final BlockingQueue<StreamSubscription> subscribed = new LinkedBlockingQueue<>();
  private final EventStreamServer server =
      EventStreamServer.open("127.0.0.1", 0, client -> true, subscribed::add);
  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
  }

  @Test
  void anEventIsWrittenOnceForAllSubscribersOfAGeneration() throws Exception {
    StreamEvent.V5R2 event = event("1", 300_000);
    for (int i = 0; i < 64; i++) {
      subscribe(i % 2 == 0 ? V5 : V6);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long own = Thread.currentThread().getId();
    server.publish(event); // once to warm up
    long before = threads.getThreadAllocatedBytes(own);
    server.publish(event);
    long allocated = threads.getThreadAllocatedBytes(own) - before;
    // each of the two is written, and framed
    assertThat(allocated).isBetween(2 * 400_000L, 10 * 400_000L);
    for (Socket socket : sockets) {
      assertThat(nextText(socket)).contains("\"identity_id\":\"1\"").hasSizeGreaterThan(400_000);
    }
  }

  @Test
  void aSubscriptionMayComeInFragmentsOrAsABinaryMessage() throws Exception {
    byte[] whole = V5.getBytes(UTF_8);
    Socket fragmented = shakeHands();
    send(fragmented, TEXT, part(whole, 0, 10));
    send(fragmented, 9 | LAST, new byte[] {7}); // a ping between two fragments
    send(fragmented, 0, part(whole, 10, 11));
    send(fragmented, LAST, part(whole, 11, whole.length));
    assertThat(next().deviceIds()).containsExactly(DEVICE);
    Socket binary = shakeHands();
    send(binary, BINARY | LAST, whole);
    assertThat(next().deviceIds()).containsExactly(DEVICE);

    server.publish(event("1", 0));
    assertThat(nextFrame(fragmented)).isEqualTo("pong 1");
    assertThat(nextText(fragmented)).contains("\"identity_id\":\"1\"");
    assertThat(nextText(binary)).contains("\"identity_id\":\"1\"");
  }

  @Test
  void aSubscriptionOfTheLimitIsTakenAndOneByteMoreIsRefused() throws Exception {
    int limit = 64 << 10;
    String most = V5 + " ".repeat(limit - V5.length());
    subscribe(most);
    Socket more = shakeHands();
    send(more, TEXT | LAST, (most + " ").getBytes(UTF_8));
    assertThat(nextFrame(more)).startsWith("close 1009");
    Socket inFragments = shakeHands();
    send(inFragments, TEXT, most.getBytes(UTF_8));
    send(inFragments, LAST, new byte[] {' '});
    assertThat(nextFrame(inFragments)).startsWith("close 1009");
  }

  @Test
  void aMessageIsPassedOnAsItIsToWhoSubscribedToItsDevice() throws Exception {
    Socket own = subscribe(V5);
    Socket other = subscribe(V5.replace(DEVICE, "another"));
    server.publishAsIs(DEVICE, "{not read".getBytes(UTF_8));
    server.publishAsIs("another", "second".getBytes(UTF_8));
    assertThat(nextText(own)).isEqualTo("{not read");
    assertThat(nextText(other)).isEqualTo("second");
  }

  @Test
  void hostileClientsGetNothingAndLeaveNothingBehind() throws Exception {
    Socket honest = subscribe(V5);
    Random random = new Random(7);
    hostile(random, 300);
    long heap = usedHeap();
    Set<Thread> threads = Thread.getAllStackTraces().keySet();
    hostile(random, HOSTILE);
    assertThat(Thread.getAllStackTraces().keySet()).hasSizeLessThanOrEqualTo(threads.size() + 1);
    assertThat(usedHeap() - heap).isLessThan(4 << 20);

    assertThat(server.subscribers()).isEqualTo(1);
    server.publish(event("1", 0));
    assertThat(nextText(honest)).contains("\"identity_id\":\"1\"");
    assertThat(subscribed).isEmpty();
  }

  private void hostile(Random random, int connections) throws IOException {
    for (int i = 0; i < connections; i++) {
      // from many addresses, as no address may have more than its number of connections
      try (Socket socket = connect("127.0." + (1 + i % 200) + "." + (1 + i / 200 % 200))) {
        if (random.nextInt(20) == 0) {
          byte[] noHandshake = new byte[random.nextInt(300)];
          random.nextBytes(noHandshake);
          socket.getOutputStream().write(noHandshake);
          continue;
        }
        assertThat(shakeHands(socket)).isTrue();
        attack(socket, random);
        assertThat(nextFrame(socket)).matches("close 10(02|03|07|09).*|gone");
      } catch (SocketException hungUp) {
        // as may be
      }
    }
  }

  private static void attack(Socket socket, Random random) throws IOException {
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    byte[] garbage = new byte[random.nextInt(200)];
    random.nextBytes(garbage);
    switch (random.nextInt(200) == 0 ? EMPTY_FRAGMENTS : random.nextInt(EMPTY_FRAGMENTS)) {
      case 0 -> send(socket, TEXT | LAST, new byte[] {'{', (byte) 0xc3, (byte) 0x28, '}'});
      case 1 -> send(socket, BINARY | LAST, garbage);
      case 2 -> send(socket, TEXT | LAST, mutated(random));
      case 3 -> send(socket, TEXT | LAST, "[".repeat(1 + random.nextInt(60_000)).getBytes(UTF_8));
      case 4 ->
          send(socket, TEXT | LAST, "{\"identity_id\":\"1\",\"timestamp\":1}".getBytes(UTF_8));
      case 5 -> { // more than there may be, announced
        out.write(new byte[] {(byte) (TEXT | LAST), (byte) 0xff});
        out.writeLong(random.nextLong() & Long.MAX_VALUE);
        out.writeInt(0);
        out.write(garbage);
      }
      case 6 -> { // fragments without an end
        send(socket, TEXT, "{".getBytes(UTF_8));
        for (int i = 0; i < 70; i++) {
          send(socket, 0, new byte[1000]);
        }
      }
      case 7 -> send(socket, (3 + random.nextInt(5)) | LAST, garbage); // no such kind of frame
      case 8 -> send(socket, 8 | LAST, new byte[] {3, (byte) 0xe8, (byte) 0xc3, (byte) 0x28});
      case EMPTY_FRAGMENTS -> {
        ByteArrayOutputStream empty = new ByteArrayOutputStream();
        empty.write(new byte[] {TEXT, (byte) 0x80, 0, 0, 0, 0});
        for (int i = 0; i < 70_000; i++) {
          empty.write(new byte[] {0, (byte) 0x80, 0, 0, 0, 0});
        }
        out.write(empty.toByteArray());
      }
      default -> send(socket, 9, garbage); // a ping in fragments
    }
  }

  /** A subscription with some characters changed so that it is none. */
  private static byte[] mutated(Random random) {
    char[] text = V5.toCharArray();
    for (int i = 0; i < 5; i++) {
      text[random.nextInt(text.length)] = (char) (' ' + random.nextInt(90));
    }
    text[0] = '!';
    return new String(text).getBytes(UTF_8);
  }

  private static long usedHeap() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private static StreamEvent.V5R2 event(String id, int pictureBytes) {
    StreamEvent.V5R2.Builder event =
        StreamEvent.V5R2
            .builder(IdentityId.of(id), EventTime.ofMillis(1566016554020L))
            .deviceId(DEVICE);
    return pictureBytes == 0
        ? event.build()
        : event.faceImage(EncodedImage.of(new byte[pictureBytes])).build();
  }

  private StreamSubscription next() throws InterruptedException {
    StreamSubscription next = subscribed.poll(20, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return java.util.Objects.requireNonNull(next);
  }

  private Socket subscribe(String subscription) throws Exception {
    Socket socket = shakeHands();
    send(socket, TEXT | LAST, subscription.getBytes(UTF_8));
    next();
    return socket;
  }

  private Socket shakeHands() throws IOException {
    Socket socket = connect("127.0.0.1");
    sockets.add(socket);
    assertThat(shakeHands(socket)).isTrue();
    return socket;
  }

  private Socket connect(String from) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(20_000);
    socket.setReuseAddress(true);
    socket.setTcpNoDelay(true);
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    return socket;
  }

  private static boolean shakeHands(Socket socket) throws IOException {
    String request =
        """
        GET / HTTP/1.1
        Host: 127.0.0.1
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
        Sec-WebSocket-Version: 13

        """;
    socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(UTF_8));
    StringBuilder answer = new StringBuilder();
    for (int next = 0; next >= 0 && answer.indexOf("\r\n\r\n") < 0; ) {
      next = socket.getInputStream().read();
      answer.append((char) next);
    }
    return answer.toString().startsWith("HTTP/1.1 101 ");
  }

  private static byte[] part(byte[] whole, int from, int to) {
    return java.util.Arrays.copyOfRange(whole, from, to);
  }

  /** Sends a frame with a mask of zeros. */
  private static void send(Socket socket, int firstByte, byte[] payload) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(firstByte);
    if (payload.length < 126) {
      out.write(0x80 | payload.length);
    } else if (payload.length < 65536) {
      out.write(0x80 | 126);
      out.writeShort(payload.length);
    } else {
      out.write(0x80 | 127);
      out.writeLong(payload.length);
    }
    out.writeInt(0);
    out.write(payload);
    socket.getOutputStream().write(bytes.toByteArray());
  }

  private static String nextText(Socket socket) throws IOException {
    String frame = nextFrame(socket);
    assertThat(frame).startsWith("text ");
    return frame.substring("text ".length());
  }

  /** What the server says next: its kind, and its text, length or code. */
  private static String nextFrame(Socket socket) throws IOException {
    try {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      int kind = in.readUnsignedByte();
      int length = in.readUnsignedByte();
      byte[] payload =
          new byte
              [length < 126
                  ? length
                  : length == 126 ? in.readUnsignedShort() : (int) in.readLong()];
      in.readFully(payload);
      return switch (kind) {
        case TEXT | LAST -> "text " + new String(payload, UTF_8);
        case 8 | LAST -> "close " + (((payload[0] & 0xff) << 8) + (payload[1] & 0xff));
        case 9 | LAST -> "ping " + payload.length;
        case 10 | LAST -> "pong " + payload.length;
        default -> "frame " + kind;
      };
    } catch (EOFException | SocketException gone) {
      return "gone";
    }
  }
}
