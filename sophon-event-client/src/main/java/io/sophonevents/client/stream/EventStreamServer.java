package io.sophonevents.client.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sophonevents.client.TransportException;
import io.sophonevents.client.internal.SocketServer;
import io.sophonevents.client.internal.SocketServer.Peer;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventFormatException;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The box's side of the event stream, for software that plays a box or stands between: a client
 * connects, sends its subscription, and gets the events of the devices it named, with the pictures
 * it asked for. A later subscription on the same connection replaces the earlier one.
 *
 * <p>A client that reads too slowly is dropped, never waited for. A handshake that a page from
 * elsewhere asks for is refused. Safe for use by many threads.
 */
public final class EventStreamServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventStreamServer.class);

  private final EventCodec codec = new EventCodec();
  private final Map<Peer, StreamSubscription> subscriptions = new ConcurrentHashMap<>();
  private final SocketServer sockets;

  private EventStreamServer(String host, int port, Predicate<InetAddress> admitted) {
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
    return new EventStreamServer(host, port, admitted);
  }

  /** The port that is listened on. */
  public int port() {
    return sockets.port();
  }

  /** How many clients have subscribed. */
  public int subscribers() {
    return subscriptions.size();
  }

  /** Sends the event to every client that subscribed to its device. Never blocks. */
  public void publish(StreamEvent.V5R2 event) {
    String deviceId = event.deviceId();
    if (deviceId == null || subscriptions.isEmpty()) {
      return;
    }
    String[] texts = new String[4]; // written once per choice of pictures, not once per client
    subscriptions.forEach(
        (peer, subscription) -> {
          if (subscription.deviceIds().contains(deviceId)) {
            peer.send(text(event, subscription, texts));
          }
        });
  }

  private String text(StreamEvent.V5R2 event, StreamSubscription subscription, String[] texts) {
    boolean face = subscription.wantsFaceImage();
    boolean registered = subscription.wantsRegisteredImage();
    int choice = (face ? 1 : 0) + (registered ? 2 : 0);
    if (texts[choice] == null) {
      texts[choice] = new String(codec.encode(event.withPictures(face, registered)), UTF_8);
    }
    return texts[choice];
  }

  /** Ends every connection and stops listening. May be called twice. */
  @Override
  public void close() {
    sockets.close();
  }

  private final class Subscriptions implements SocketServer.Handler {
    @Override
    public void onMessage(Peer peer, byte[] message) {
      try {
        if (codec.decode(message) instanceof StreamSubscription subscription) {
          subscriptions.put(peer, subscription);
          log.info("subscribed devices={}", subscription.deviceIds().size());
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
      subscriptions.remove(peer);
    }
  }
}
