package io.sophonevents.client.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sophonevents.client.TransportException;
import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventFormatException;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.SophonEvent;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class EventStreamTest {
  private static final String DEVICE = "23c7232b-0b35-4813-be6b-6ec4ee21ac4f";

  private final EventStreamServer server = EventStreamServer.open("127.0.0.1", 0);
  private final URI uri = URI.create("ws://127.0.0.1:" + server.port());
  private final BlockingQueue<SophonEvent> events = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aSubscriberGetsTheEventsOfItsDevicesInOrder() throws Exception {
    try (EventStream stream = subscribe(StreamSubscription.V5R2.withPictures(List.of(DEVICE)))) {
      server.publish(event("1", DEVICE));
      server.publish(event("2", "another-device"));
      server.publish(event("3", DEVICE));

      assertThat(next()).isEqualTo(event("1", DEVICE));
      assertThat(next()).isEqualTo(event("3", DEVICE));
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void picturesAreSentOnlyWhereTheyWereAskedFor() throws Exception {
    StreamSubscription none = new StreamSubscription.V5R2(false, null, List.of(DEVICE), Map.of());
    try (EventStream stream = subscribe(none)) {
      server.publish(event("1", DEVICE));

      StreamEvent.V5R2 received = (StreamEvent.V5R2) next();
      assertThat(received.faceImage()).isNull();
      assertThat(received.sceneImage()).isNull();
      assertThat(received.registeredImage()).isNull();
      assertThat(received.identityId()).isEqualTo(IdentityId.of("1"));
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void aSubscriptionThatNamesNoDeviceGetsNothing() throws Exception {
    StreamSubscription none = new StreamSubscription.V5R2(true, true, null, Map.of());
    try (EventStream empty = subscribe(none)) {
      server.publish(event("1", DEVICE));
      try (EventStream stream =
          EventStream.connect(
              uri, StreamSubscription.V5R2.withPictures(List.of(DEVICE)), this::add)) {
        awaitSubscribers(2);
        server.publish(event("2", DEVICE));

        assertThat(((StreamEvent) next()).captureDeviceId()).isEqualTo(DEVICE);
        assertThat(events).isEmpty();
        assertThat(stream).isNotSameAs(empty);
      }
    }
  }

  @Test
  void aListenerThatThrowsGetsTheNextEvent() throws Exception {
    EventStreamListener failing =
        event -> {
          add(event);
          throw new IllegalStateException("a bug of the user's");
        };
    try (EventStream stream =
        EventStream.connect(uri, StreamSubscription.V5R2.withPictures(List.of(DEVICE)), failing)) {
      awaitSubscribers(1);
      server.publish(event("1", DEVICE));
      server.publish(event("2", DEVICE));

      assertThat(next()).isEqualTo(event("1", DEVICE));
      assertThat(next()).isEqualTo(event("2", DEVICE));
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void theEndOfTheConnectionIsToldAfterTheLastEvent() throws Exception {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    EventStreamListener listener =
        new EventStreamListener() {
          @Override
          public void onEvent(ReceivedEvent event) {
            told.add("event");
          }

          @Override
          public void onDisconnect(String reason) {
            told.add(reason);
          }
        };
    try (EventStream stream =
        EventStream.connect(uri, StreamSubscription.V5R2.withPictures(List.of(DEVICE)), listener)) {
      awaitSubscribers(1);
      server.publish(event("1", DEVICE));
      server.close();

      assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("event");
      assertThat(told.poll(10, TimeUnit.SECONDS)).startsWith("closed by the box, code ");
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void aMessageThatIsNoEventIsToldAndTheStreamGoesOn() throws Exception {
    BlockingQueue<String> problems = new LinkedBlockingQueue<>();
    EventStreamListener listener =
        new EventStreamListener() {
          @Override
          public void onEvent(ReceivedEvent event) {
            add(event);
          }

          @Override
          public void onUnreadable(byte[] message, EventFormatException problem) {
            problems.add(problem.getMessage());
          }
        };
    StreamEvent.V5R2 broken = event("1", DEVICE);
    // an unknown field may be anything; an id of a wrong type can only come from a wrong box
    try (SocketServerSaying box =
            new SocketServerSaying("{\"identity_id\": 5, \"device_id\": \"x\", \"ext_data\": {}}");
        EventStream stream =
            EventStream.connect(
                box.uri(), StreamSubscription.V5R2.withPictures(List.of(DEVICE)), listener)) {
      assertThat(problems.poll(10, TimeUnit.SECONDS))
          .isEqualTo("stream event: expected string but was number at $.identity_id");
      box.say(new String(new EventCodec().encode(broken), UTF_8));
      assertThat(next()).isEqualTo(broken);
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void aPageFromElsewhereCannotListen() {
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> browserSocket("http://evil.example").join())
        .withCauseInstanceOf(IOException.class);
    assertThat(server.subscribers()).isZero();
  }

  @Test
  void aRefusedHandshakeHoldsNoConnection() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(handshake("Origin: http://evil.example"));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).doesNotContain("101 ");
    }
  }

  @Test
  void aPageOfTheServerItselfCan() {
    WebSocket socket = browserSocket("http://127.0.0.1:" + server.port()).join();
    socket.sendText("{\"need_face\": false, \"event_list\": [\"" + DEVICE + "\"]}", true).join();
    awaitSubscribers(1);
    assertThat(server.subscribers()).isEqualTo(1);
    socket.abort();
  }

  @Test
  void aFirstMessageThatIsNoSubscriptionEndsTheConnection() throws Exception {
    BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(
                uri,
                new WebSocket.Listener() {
                  @Override
                  public @Nullable CompletionStage<?> onClose(
                      WebSocket webSocket, int statusCode, String reason) {
                    closed.add(statusCode);
                    return null;
                  }
                })
            .join();
    socket.sendText("hello", true).join();

    assertThat(closed.poll(10, TimeUnit.SECONDS)).isEqualTo(1003);
    assertThat(server.subscribers()).isZero();
  }

  @Test
  void aSubscriberThatDoesNotReadIsDroppedAndTheOthersAreServed() throws Exception {
    try (Socket deaf = rawSubscriber();
        EventStream stream =
            EventStream.connect(
                uri, StreamSubscription.V5R2.withPictures(List.of(DEVICE)), this::add)) {
      awaitSubscribers(2);
      List<SophonEvent> received = new ArrayList<>();
      // far more than the sockets' buffers hold and the queue may; one at a time for the one who
      // reads
      for (int i = 0; i < 200; i++) {
        server.publish(big());
        received.add(next());
      }
      assertThat(received).hasSize(200);
      awaitSubscribers(1);
      assertThat(deaf.isConnected()).isTrue();
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void onlyAnAddressThatIsAdmittedListens() throws IOException {
    try (EventStreamServer guarded =
        EventStreamServer.open(
            "127.0.0.1", 0, client -> client.getHostAddress().equals("127.0.0.1"))) {
      assertThat(answerTo("127.0.0.1", guarded.port())).startsWith("HTTP/1.1 101");
      assertThat(answerTo("127.0.0.2", guarded.port())).doesNotContain("101");
    }
  }

  /** What a handshake from this address is told, until the server hangs up or has said enough. */
  private static String answerTo(String address, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(10_000);
      socket.bind(new InetSocketAddress(address, 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.getOutputStream().write(handshake("Pragma: no-cache"));
      return new String(socket.getInputStream().readNBytes(12), UTF_8);
    }
  }

  @Test
  void eachSubscriberGetsTheLayoutOfItsGeneration() throws Exception {
    BlockingQueue<SophonEvent> ofV6 = new LinkedBlockingQueue<>();
    try (EventStream old = subscribe(StreamSubscription.V5R2.withPictures(List.of(DEVICE)));
        EventStream current =
            EventStream.connect(
                uri,
                StreamSubscription.V6R1.withPictures(List.of(DEVICE)),
                event -> ofV6.add(event.event()))) {
      awaitSubscribers(2);
      StreamEvent.V5R2 event = event("1", DEVICE);
      server.publish(event);

      assertThat(next()).isEqualTo(event);
      SophonEvent converted = ofV6.poll(10, TimeUnit.SECONDS);
      assertThat(converted).isEqualTo(event.convertTo(StreamEvent.V6R1.class).event());
      assertThat(old).isNotSameAs(current);
    }
  }

  @Test
  void anEventOfAnotherKindIsConverted() throws Exception {
    try (EventStream stream = subscribe(StreamSubscription.V6R1.withPictures(List.of(DEVICE)))) {
      AccessEvent history =
          (AccessEvent)
              new EventCodec()
                  .decode(
                      """
                      {"identity_id":"7","timestamp":1602612036150,"score":91.5,
                       "out_timestamp":1602612038610,"ep_info":{"device_id":"%s"}}
                      """
                          .formatted(DEVICE)
                          .getBytes(UTF_8));
      server.publish(history);

      assertThat(next()).isEqualTo(history.convertTo(StreamEvent.V6R1.class).event());
      assertThat(stream).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"with_face_image\": false, \"media_device_ids\": [\"DEVICE\"]} | V6R1 | false | false",
        "{\"with_face_image\": true, \"media_device_ids\": [\"DEVICE\"]} | V6R1 | true | false",
        "{\"with_register_image\": true, \"media_device_ids\": [\"DEVICE\"]} | V6R1 | false | true",
        "{\"event_list\": [\"DEVICE\"]} | V5R2 | false | false",
        "{\"need_face\": true, \"event_list\": [\"DEVICE\"]} | V5R2 | true | false",
        "{\"need_register\": true, \"event_list\": [\"DEVICE\"]} | V5R2 | false | true"
      })
  void whatWasSubscribedToDecidesLayoutAndPictures(
      String subscription, String layout, boolean face, boolean registered) throws Exception {
    BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    WebSocket socket = listen(texts);
    socket.sendText(subscription.replace("DEVICE", DEVICE), true).join();
    awaitSubscribers(1);
    server.publish(event("1", DEVICE));

    String text = texts.poll(10, TimeUnit.SECONDS);
    assertThat(text).isNotNull();
    StreamEvent received =
        (StreamEvent) new EventCodec().decode(requireNonNull(text).getBytes(UTF_8));
    assertThat(received.layout()).isEqualTo(layout);
    assertThat(received.faceImage() != null).isEqualTo(face);
    assertThat(received.registeredImage() != null).isEqualTo(registered);
    socket.abort();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event_list\": []}",
        "{\"need_face\": true}",
        "{\"media_device_ids\": []}",
        "{\"with_face_image\": true}"
      })
  void aSubscriptionWithoutDevicesIsTakenAndGetsNothing(String subscription) throws Exception {
    BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    WebSocket socket = listen(texts);
    socket.sendText(subscription, true).join();
    awaitSubscribers(1);
    try (EventStream stream =
        EventStream.connect(
            uri, StreamSubscription.V5R2.withPictures(List.of(DEVICE)), this::add)) {
      awaitSubscribers(2);
      server.publish(event("1", DEVICE));
      next();
      socket.sendText("{\"event_list\": [\"" + DEVICE + "\"]}", true).join();
      while (texts.isEmpty()) { // until the new subscription holds
        server.publish(event("2", DEVICE));
      }

      assertThat(texts.poll()).contains("\"identity_id\":\"2\"");
      assertThat(stream).isNotNull();
    }
    socket.abort();
  }

  @Test
  void twoHundredClientsGetEveryEventAndTheDeafAreDropped() throws Exception {
    List<EventStream> streams = new ArrayList<>();
    List<Socket> deaf = new ArrayList<>();
    BlockingQueue<SophonEvent> heard = new LinkedBlockingQueue<>();
    try {
      for (int i = 0; i < 180; i++) {
        boolean pictures = i % 10 < 2;
        streams.add(
            EventStream.connect(
                uri,
                i % 2 == 0
                    ? new StreamSubscription.V5R2(pictures, false, List.of(DEVICE), Map.of())
                    : new StreamSubscription.V6R1(pictures, false, List.of(DEVICE), Map.of()),
                event -> heard.add(event.event())));
      }
      for (int i = 0; i < 20; i++) {
        deaf.add(rawSubscriber());
      }
      awaitSubscribers(200);
      for (int i = 0; i < 40; i++) {
        server.publish(big());
        for (int client = 0; client < 180; client++) {
          assertThat(heard.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
      }
      awaitSubscribers(180);
      assertThat(heard).isEmpty();
    } finally {
      streams.forEach(EventStream::close);
      for (Socket socket : deaf) {
        socket.close();
      }
    }
  }

  @Test
  void aPortInUseIsReportedByNumber() {
    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(() -> EventStreamServer.open("127.0.0.1", server.port()))
        .withMessage(
            "stream server 127.0.0.1:%d: expected a free port but it is in use or not allowed",
            server.port());
  }

  @Test
  void aBoxThatIsNotThereIsReported() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(
            () ->
                EventStream.connect(
                    URI.create("ws://127.0.0.1:" + port),
                    StreamSubscription.V5R2.withPictures(List.of()),
                    this::add))
        .withMessage(
            "stream 127.0.0.1:%d: expected a connection within 5000 ms but got: ConnectException",
            port);
  }

  private EventStream subscribe(StreamSubscription subscription) {
    EventStream stream = EventStream.connect(uri, subscription, this::add);
    awaitSubscribers(1);
    return stream;
  }

  private void add(ReceivedEvent event) {
    events.add(event.event());
  }

  private void awaitSubscribers(int count) {
    while (server.subscribers() != count) {
      Thread.onSpinWait();
    }
  }

  private SophonEvent next() throws InterruptedException {
    SophonEvent event = events.poll(10, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    return requireNonNull(event);
  }

  private CompletableFuture<WebSocket> browserSocket(String origin) {
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .header("Origin", origin)
        .buildAsync(uri, new WebSocket.Listener() {});
  }

  /** A client of another make, which says what it is sent. */
  private WebSocket listen(BlockingQueue<String> texts) {
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .buildAsync(
            uri,
            new WebSocket.Listener() {
              @Override
              public @Nullable CompletionStage<?> onText(
                  WebSocket webSocket, CharSequence data, boolean last) {
                texts.add(data.toString());
                webSocket.request(1);
                return null;
              }
            })
        .join();
  }

  private static StreamEvent.V5R2 big() {
    return StreamEvent.V5R2
        .builder(IdentityId.of("big"), EventTime.ofMillis(1))
        .deviceId(DEVICE)
        .faceImage(EncodedImage.of(new byte[300_000]))
        .build();
  }

  /** Subscribes and never reads: only a bare socket can be that rude. */
  private Socket rawSubscriber() throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    socket.getOutputStream().write(handshake("Pragma: no-cache"));
    byte[] answer = new byte[12];
    assertThat(socket.getInputStream().readNBytes(answer, 0, 12)).isEqualTo(12);
    assertThat(new String(answer, UTF_8)).isEqualTo("HTTP/1.1 101");
    byte[] subscription =
        ("{\"need_face\": true, \"event_list\": [\"" + DEVICE + "\"]}").getBytes(UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(6 + subscription.length);
    // a final text frame with a mask of zeros
    frame.put((byte) 0x81).put((byte) (0x80 | subscription.length)).putInt(0).put(subscription);
    socket.getOutputStream().write(frame.array());
    return socket;
  }

  private static byte[] handshake(String header) {
    String text =
        """
        GET / HTTP/1.1
        Host: 127.0.0.1
        %s
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
        Sec-WebSocket-Version: 13

        """
            .formatted(header);
    return text.replace("\n", "\r\n").getBytes(UTF_8);
  }

  private static StreamEvent.V5R2 event(String id, String device) {
    return StreamEvent.V5R2
        .builder(IdentityId.of(id), EventTime.ofMillis(1566016554020L))
        .deviceId(device)
        .registeredImage(EncodedImage.of(new byte[] {1}))
        .sceneImage(EncodedImage.of(new byte[] {2}))
        .faceImage(EncodedImage.of(new byte[] {3}))
        .build();
  }
}
