package io.sophonevents.client.box;

import static java.util.Objects.requireNonNull;

import io.sophonevents.client.TransportException;
import io.sophonevents.client.internal.GuardedHttp;
import io.sophonevents.client.stream.EventHistory;
import io.sophonevents.event.EventCodec;
import java.net.InetAddress;
import java.security.KeyStore;
import java.time.Duration;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a box can be asked, with types: its devices, people and galleries, what it has
 * seen, its pictures, recognition, doors and settings. docs/box-api.md has the method for each call
 * of the vendor's pages.
 *
 * <p>The two generations of boxes have different calls for the same things. Which one a box is of
 * is found out with the first call that has to know, by asking for its devices, and then known; or
 * it is stated. What only one of them has says so and throws {@link UnsupportedOperationException}.
 *
 * <p>Every call waits for its answer and throws {@link BoxException} if the box refuses, {@link
 * TransportException} if there is no usable answer. What changes something is sent at most once.
 * Answers of up to 32 MiB are read; no redirect is followed and no proxy used. It connects to no
 * address of this machine, of its link, of a cloud's metadata or the like that a name leads to
 * unless {@link Builder#allowing} says so; {@code 127.0.0.1}, {@code ::1} and {@code localhost},
 * written as such, are meant. A box has no log-in: who reaches it may do all of this.
 *
 * <p>Safe for use by many threads.
 */
public final class BoxClient implements AutoCloseable {
  /** Where a box answers about recognition. */
  public static final int DEFAULT_PORT = 5555;

  /** Where the system of a box answers. */
  public static final int DEFAULT_SYSTEM_PORT = 8888;

  /** How long a call may take in all, unless said otherwise. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  private final RestCalls calls;
  private final BoxConnection box;

  private BoxClient(Builder builder) {
    HttpUrl url = builder.url;
    this.calls =
        new RestCalls(
            "box " + url.host(),
            builder.mostBytes,
            GuardedHttp.client(
                builder.timeout,
                builder.allowed.or(meant(url.host())),
                builder.trusted,
                null,
                new char[0]));
    this.box =
        new BoxConnection(
            calls, url, url.newBuilder().port(builder.systemPort).build(), builder.generation);
  }

  static Predicate<InetAddress> meant(String host) {
    boolean isLoopback =
        host.equals("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]{1,3}){3}");
    return address -> isLoopback && address.isLoopbackAddress();
  }

  /**
   * A box with the usual ports, whose generation is found out.
   *
   * @param address a host, {@code 192.168.1.19}, with a port if it is not 5555, {@code
   *     192.168.1.19:8080}, or an http or https URL
   * @throws IllegalArgumentException if it is none of these
   */
  public static BoxClient at(String address) {
    return builder(address).open();
  }

  /**
   * The same with settings.
   *
   * @throws IllegalArgumentException if it is no such address
   */
  public static Builder builder(String address) {
    return new Builder(address);
  }

  /** The address of who is asked, with a port. */
  static HttpUrl url(String who, String address, int defaultPort) {
    boolean isUrl = address.startsWith("http://") || address.startsWith("https://");
    String host = isUrl ? address.substring(address.indexOf("//") + 2) : address;
    boolean hasPort = host.matches("(\\[[^]]*]|[^:]*):[0-9]+/?");
    boolean isBareIpv6 =
        !isUrl && !hasPort && address.indexOf(':') >= 0 && !address.startsWith("[");
    HttpUrl url =
        HttpUrl.parse(isUrl ? address : "http://" + (isBareIpv6 ? "[" + address + "]" : address));
    if (url == null
        || !url.encodedPath().equals("/")
        || url.query() != null
        || url.fragment() != null
        || !url.username().isEmpty()
        || !url.password().isEmpty()) {
      throw new IllegalArgumentException(
          who
              + ": expected a host, with a port or not, or an http or https URL without a path but"
              + " was "
              + address.length()
              + " other chars");
    }
    return hasPort ? url : url.newBuilder().port(defaultPort).build();
  }

  /** Settings of a client. Not safe for use by many threads. */
  public static final class Builder {
    private final HttpUrl url;
    private int systemPort = DEFAULT_SYSTEM_PORT;
    private Duration timeout = DEFAULT_TIMEOUT;
    private Predicate<InetAddress> allowed = address -> false;
    private @Nullable BoxGeneration generation;
    private @Nullable KeyStore trusted;
    private int mostBytes = EventCodec.MAX_BODY_BYTES;

    private Builder(String address) {
      this.url = url("box", requireNonNull(address, "address"), DEFAULT_PORT);
    }

    /**
     * Where the system of the box answers, 8888 unless said otherwise.
     *
     * @throws IllegalArgumentException if it is no port
     */
    public Builder systemPort(int port) {
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException("port: expected one from 1 to 65535 but was " + port);
      }
      this.systemPort = port;
      return this;
    }

    /** States the generation, which is found out otherwise. */
    public Builder generation(BoxGeneration generation) {
      this.generation = requireNonNull(generation, "generation");
      return this;
    }

    /**
     * How long a call may take, from connecting to the end of the answer; a search by picture may
     * need more than the default.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder timeout(Duration timeout) {
      this.timeout = GuardedHttp.positive(timeout);
      return this;
    }

    /**
     * Which addresses may be connected to of those that are refused otherwise: loopback under
     * another name, link-local, unspecified, multicast, metadata.
     */
    public Builder allowing(Predicate<InetAddress> addresses) {
      this.allowed = requireNonNull(addresses, "addresses");
      return this;
    }

    /** Trusts these certificates, and none of those that come with Java. */
    public Builder trusting(KeyStore certificates) {
      this.trusted = requireNonNull(certificates, "certificates");
      return this;
    }

    /** For tests: the largest answer. */
    Builder mostBytes(int bytes) {
      this.mostBytes = bytes;
      return this;
    }

    /**
     * Opens it; nothing is asked yet.
     *
     * @throws IllegalArgumentException if the certificates cannot be used
     */
    public BoxClient open() {
      return new BoxClient(this);
    }
  }

  /**
   * Which calls the box has: as stated, or found out now if it is not known yet.
   *
   * @throws TransportException if it does not answer, or not as either does
   */
  public BoxGeneration generation() {
    return box.generation();
  }

  /** Gates, cameras and files that the box takes its pictures from. */
  public BoxDevices devices() {
    return new BoxDevices(box);
  }

  /** What the box has seen. */
  public BoxEvents events() {
    return new BoxEvents(box);
  }

  /** The people in its gallery. */
  public BoxPeople people() {
    return new BoxPeople(box);
  }

  /** Permission groups and galleries. */
  public BoxGroups groups() {
    return new BoxGroups(box);
  }

  /** Recognition of pictures that it is sent. */
  public BoxFaces faces() {
    return new BoxFaces(box);
  }

  /** The doors behind it. */
  public BoxDoor door() {
    return new BoxDoor(box);
  }

  /** Where it posts its events and its state. */
  public BoxReports reports() {
    return new BoxReports(box);
  }

  /** Its settings. */
  public BoxConfig config() {
    return new BoxConfig(box);
  }

  /** Pictures by their ids. */
  public BoxPictures pictures() {
    return new BoxPictures(box);
  }

  /**
   * For {@link io.sophonevents.client.stream.EventStream}: fills gaps from what the box has seen.
   */
  public EventHistory history() {
    return new BoxHistory(this);
  }

  /** Closes idle connections. May be called twice. */
  @Override
  public void close() {
    calls.close();
  }
}
