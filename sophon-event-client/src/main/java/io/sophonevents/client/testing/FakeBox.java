package io.sophonevents.client.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.sophonevents.client.box.BoxGeneration;
import io.sophonevents.client.box.server.BoxRefusal;
import io.sophonevents.client.box.server.BoxServer;
import io.sophonevents.client.box.server.InMemoryBox;
import io.sophonevents.client.stream.EventStreamServer;
import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.Code;
import io.sophonevents.event.MediaDevice;
import io.sophonevents.event.StoredEvent;
import io.sophonevents.event.StreamSubscription;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A box for tests: real sockets on this machine, an event stream and REST calls over one memory,
 * and faults as a script asks for them.
 *
 * <pre>{@code
 * try (FakeBox box = FakeBox.open(BoxGeneration.V5)) {
 *   EventStream stream = …(box.streamUri()) …
 *   box.nextSubscription(Duration.ofSeconds(5)); // the client has subscribed
 *   box.sees(event);                             // stored, and pushed to who subscribed
 *   box.streamLine().cut();                      // the connection breaks
 *   box.sees(missed);                            // stored only: nobody listens
 * }
 * }</pre>
 *
 * <p>It has one capture device, {@link #DEVICE_ID}; {@link #memory} takes more, and what else a box
 * remembers. What disturbs the two lines is at {@link FaultyLine}. Safe for use by many threads.
 */
public final class FakeBox implements AutoCloseable {
  /** The capture device that the box has from the start. */
  public static final String DEVICE_ID = "23c7232b-0b35-4813-be6b-6ec4ee21ac4f";

  private static final String HOST = "127.0.0.1";

  private final InMemoryBox memory = new InMemoryBox();
  private final BlockingQueue<StreamSubscription> subscriptions = new LinkedBlockingQueue<>();
  private final EventStreamServer stream;
  private final BoxServer rest;
  private final FaultyLine streamLine;
  private final FaultyLine restLine;
  private volatile @Nullable BoxRefusal refusal;

  private FakeBox(BoxGeneration generation) {
    this.stream = EventStreamServer.open(HOST, 0, client -> true, subscriptions::add);
    this.rest = BoxServer.builder(memory).generation(generation).before(path -> refuse()).open();
    this.streamLine = FaultyLine.to(HOST, stream.port());
    this.restLine = FaultyLine.to(HOST, this.rest.port());
  }

  /** A box that answers the calls of this generation; its stream takes either. */
  public static FakeBox open(BoxGeneration generation) {
    FakeBox box = new FakeBox(requireNonNull(generation, "generation"));
    box.memory.add(
        generation == BoxGeneration.V5
            ? MediaDevice.V2R6
                .builder("door", Code.of("photo"), "192.168.1.96")
                .deviceId(DEVICE_ID)
                .build()
            : MediaDevice.V6R1
                .builder("door", Code.of("photo"), "192.168.1.96")
                .deviceId(DEVICE_ID)
                .build());
    return box;
  }

  private void refuse() {
    BoxRefusal why = refusal;
    if (why != null) {
      throw why;
    }
  }

  /** Where its event stream is, {@code ws://127.0.0.1:…}. */
  public URI streamUri() {
    return URI.create("ws://" + HOST + ":" + streamLine.port());
  }

  /** Where it answers calls, {@code http://127.0.0.1:…}. */
  public URI restUri() {
    return URI.create("http://" + HOST + ":" + restLine.port());
  }

  /** What it remembers: devices, events, pictures, people, doors that were opened. */
  public InMemoryBox memory() {
    return memory;
  }

  /** It sees somebody: the event is stored, and pushed to whoever subscribed to its device. */
  public StoredEvent sees(AccessEvent event) {
    StoredEvent stored = memory.add(event);
    stream.publish(event);
    return stored;
  }

  /** Pushes any text as a message to whoever subscribed to the device. */
  public void says(String deviceId, String text) {
    stream.publishAsIs(deviceId, text.getBytes(UTF_8));
  }

  /** How many clients have subscribed and are connected, as far as the box knows. */
  public int subscribers() {
    return stream.subscribers();
  }

  /**
   * The next subscription that it takes, the first one first; once it is returned, events go to
   * that client.
   *
   * @throws AssertionError if none comes in time
   */
  public StreamSubscription nextSubscription(Duration patience) {
    try {
      StreamSubscription next = subscriptions.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (next == null) {
        throw new AssertionError("fake box: expected a subscription within " + patience);
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("fake box: interrupted while it waited for a subscription", e);
    }
  }

  /** The line to its event stream. */
  public FaultyLine streamLine() {
    return streamLine;
  }

  /** The line to its REST calls. */
  public FaultyLine restLine() {
    return restLine;
  }

  /**
   * Refuses every call from now on.
   *
   * @param code as {@code INTERNAL_ERROR}, see {@link BoxRefusal}
   */
  public void refusesCalls(String code, String words) {
    refusal = new BoxRefusal(code, words);
  }

  /** Answers calls again. */
  public void answersCalls() {
    refusal = null;
  }

  /** Ends all connections and stops listening. May be called twice. */
  @Override
  public void close() {
    streamLine.close();
    restLine.close();
    stream.close();
    rest.close();
  }
}
