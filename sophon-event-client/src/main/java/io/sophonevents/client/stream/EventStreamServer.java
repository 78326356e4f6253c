package io.sophonevents.client.stream;

import static java.util.Objects.requireNonNull;

import io.sophonevents.client.TransportException;
import io.sophonevents.client.internal.SocketServer;
import io.sophonevents.client.internal.SocketServer.Message;
import io.sophonevents.client.internal.SocketServer.Peer;
import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventFormatException;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The box's side of the event stream, for software that plays a box or stands between: a client
 * connects, sends its subscription, and gets the events of the devices it named, with the pictures
 * it asked for. Who subscribes as V6 does gets events of V6, others those of the V5 generation. A
 * later subscription on the same connection replaces the earlier one; one that names no device gets
 * nothing.
 *
 * <p>Nothing but events is sent, not even pings, which no page has and of which the vendor's own
 * client dies; pings of a client are answered. The system asks a client that is silent for 30 s
 * whether it is there, and gives up after three times 10 s.
 *
 * <p>A client that reads too slowly is dropped, never waited for: at most 4,096 messages or 8 MiB
 * wait for it, and 40 MiB for all clients together. At most 1,024 connections are open, 256 of them
 * from one address, each with 10 s for its handshake and 64 KiB for a message, over all fragments.
 * A handshake that a page from elsewhere asks for is refused. Safe for use by many threads.
 */
public final class EventStreamServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventStreamServer.class);

  private final EventCodec codec = new EventCodec();
  private final Map<Peer, Subscriber> subscribers = new ConcurrentHashMap<>();
  private final SocketServer sockets;

  private final Consumer<StreamSubscription> subscribed;

  private EventStreamServer(
      String host,
      int port,
      Predicate<InetAddress> admitted,
      Consumer<StreamSubscription> subscribed) {
    this.subscribed = requireNonNull(subscribed, "subscribed");
    this.sockets = SocketServer.open(host, port, admitted, new Subscriptions());
  }

  /**
   * Listens.
   *
   * @param host the address to bind, {@code 127.0.0.1} for this machine only
   * @param port 0 picks a free one
   * @throws TransportException if the port is in use or not allowed
   */
  public static EventStreamServer open(String host, int port) {
    return open(host, port, client -> true);
  }

  /**
   * Listens, for some clients only.
   *
   * @param host the address to bind, {@code 127.0.0.1} for this machine only
   * @param port 0 picks a free one
   * @param admitted whether a client may connect from this address; called on network threads
   * @throws TransportException if the port is in use or not allowed
   */
  public static EventStreamServer open(String host, int port, Predicate<InetAddress> admitted) {
    return open(host, port, admitted, subscription -> {});
  }

  /**
   * Listens, and tells what is subscribed to.
   *
   * @param host the address to bind, {@code 127.0.0.1} for this machine only
   * @param port 0 picks a free one
   * @param admitted whether a client may connect from this address; called on network threads
   * @param subscribed told of each subscription once it holds; called on network threads, must not
   *     block
   * @throws TransportException if the port is in use or not allowed
   */
  public static EventStreamServer open(
      String host,
      int port,
      Predicate<InetAddress> admitted,
      Consumer<StreamSubscription> subscribed) {
    return new EventStreamServer(host, port, admitted, subscribed);
  }

  /** The port that is listened on. */
  public int port() {
    return sockets.port();
  }

  /** How many clients have subscribed. */
  public int subscribers() {
    return subscribers.size();
  }

  /**
   * Sends the event to every client that subscribed to its device, in the layout of the generation
   * that the client subscribed in; {@link AccessEvent#convertTo} says what is lost where the event
   * has another one. Costs nothing while nobody has subscribed. Never blocks.
   */
  public void publish(AccessEvent event) {
    String deviceId = event.captureDeviceId();
    if (deviceId == null || subscribers.isEmpty()) {
      return;
    }
    Publication publication = new Publication(event);
    send(deviceId, publication::message);
  }

  /**
   * Sends a text as it is to every client that subscribed to the device, for messages that the
   * library cannot read, and for tests. Nobody looks into it: what pictures it has, and what
   * layout, every such client gets, whatever it asked for. Never blocks.
   *
   * @param message UTF-8
   */
  public void publishAsIs(String deviceId, byte[] message) {
    requireNonNull(deviceId, "deviceId");
    Message framed = Message.of(message);
    send(deviceId, choice -> framed);
  }

  private void send(String deviceId, Function<Choice, Message> messages) {
    subscribers.forEach(
        (peer, subscriber) -> {
          if (subscriber.devices.contains(deviceId)) {
            peer.send(messages.apply(subscriber.choice));
          }
        });
    sockets.dropSlowest();
  }

  /** Ends every connection and stops listening. May be called twice. */
  @Override
  public void close() {
    sockets.close();
  }

  /** How an event is to be written. */
  private record Choice(
      Class<? extends StreamEvent> layout, boolean faceImage, boolean registeredImage) {}

  /**
   * One event: converted once for each layout that is listened to, written once for each choice.
   */
  private final class Publication {
    private final AccessEvent event;
    private final Map<Class<?>, StreamEvent> layouts = new HashMap<>();
    private final Map<Choice, Message> messages = new HashMap<>();

    Publication(AccessEvent event) {
      this.event = event;
    }

    Message message(Choice choice) {
      return messages.computeIfAbsent(choice, this::write);
    }

    private Message write(Choice choice) {
      StreamEvent whole =
          layouts.computeIfAbsent(choice.layout, missing -> event.convertTo(choice.layout).event());
      return Message.of(codec.encode(whole.withPictures(choice.faceImage, choice.registeredImage)));
    }
  }

  private record Subscriber(Set<String> devices, Choice choice) {
    static Subscriber of(StreamSubscription subscription) {
      Class<? extends StreamEvent> layout =
          subscription instanceof StreamSubscription.V6R1
              ? StreamEvent.V6R1.class
              : StreamEvent.V5R2.class;
      return new Subscriber(
          Set.copyOf(subscription.deviceIds()),
          new Choice(layout, subscription.wantsFaceImage(), subscription.wantsRegisteredImage()));
    }
  }

  private final class Subscriptions implements SocketServer.Handler {
    @Override
    public void onMessage(Peer peer, byte[] message) {
      try {
        if (codec.decode(message) instanceof StreamSubscription subscription) {
          subscribers.put(peer, Subscriber.of(subscription));
          log.info("subscribed devices={}", subscription.deviceIds().size());
          subscribed.accept(subscription);
          return;
        }
        peer.refuse("expected a subscription but was another message");
      } catch (EventFormatException e) {
        log.warn("unreadable subscription bytes={} problem={}", message.length, e.getMessage());
        peer.refuse("expected a subscription");
      }
    }

    @Override
    public void onClose(Peer peer) {
      subscribers.remove(peer);
    }
  }
}
