package io.sophonevents.client.box.server;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sophonevents.client.TransportException;
import io.sophonevents.client.box.BoxException;
import io.sophonevents.client.box.BoxGeneration;
import io.sophonevents.client.internal.OwnOrigin;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventFormatException;
import io.sophonevents.event.SophonEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The box's side of the REST calls (port 5555), for software that plays a box or stands between: a
 * {@link BoxService} says what is known and done, the server speaks both generations, or one. A
 * call that nobody answers, and one that is not as it should be, gets the error object of the
 * generation of its path.
 *
 * <p>Listens on this machine only unless it is told otherwise: the vendor's calls have no
 * authentication, so whoever reaches the port may use them. Requests that a page from elsewhere
 * makes are refused, also where its name was made to resolve to this machine: the {@code Host} has
 * to be a numeric address, {@code localhost} or one of the names that the server is told. Limits: 8
 * MiB for a body, 30 s for a request and its answer, 8 requests at once and 64 that wait; one more
 * is hung up on.
 *
 * <p>Safe for use by many threads.
 */
public final class BoxServer implements AutoCloseable {
  /** The largest body of a request. */
  static final int MAX_BODY_BYTES = 8 << 20;

  private static final Logger log = LoggerFactory.getLogger(BoxServer.class);
  private static final String V6_ROOT = "/sophon/v2/";
  private static final int FORBIDDEN = 403;
  private static final int BAD_GATEWAY = 502;

  private final EventCodec codec = new EventCodec();
  private final List<Route> routes;
  private final Set<String> names;
  private final Predicate<InetAddress> admitted;
  private final Consumer<String> before;
  private final RequestThreads threads = new RequestThreads();
  private final HttpServer http;

  private BoxServer(Builder builder) {
    this.routes = builder.routes();
    this.names = Set.copyOf(builder.names);
    this.admitted = builder.admitted;
    this.before = builder.before;
    String place = "box server " + builder.host + ":" + builder.port;
    try {
      this.http = HttpServer.create(new InetSocketAddress(builder.host, builder.port), 0);
    } catch (IOException e) {
      threads.close();
      throw new TransportException(
          place
              + (e instanceof BindException
                  ? ": expected a free port but it is in use or not allowed"
                  : ": expected to listen but could not"),
          e);
    }
    http.createContext("/", this::handle);
    http.setExecutor(threads);
    http.start();
  }

  /** Makes one; {@link Builder#open} starts it. */
  public static Builder builder(BoxService service) {
    return new Builder(service);
  }

  /** The port that is listened on. */
  public int port() {
    return http.getAddress().getPort();
  }

  /** Ends every connection and stops listening. May be called twice. */
  @Override
  public void close() {
    http.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      BoxGeneration generation = path.startsWith(V6_ROOT) ? BoxGeneration.V6 : BoxGeneration.V5;
      if (!mayAsk(exchange)) {
        log.warn("refused a call reason=\"foreign origin, host or address\"");
        exchange.sendResponseHeaders(FORBIDDEN, -1);
        return;
      }
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
      Object answer;
      int status = 200;
      try {
        answer = answer(exchange, path, body);
      } catch (BoxRefusal e) {
        status = BoxErrors.status(e.code());
        answer = BoxErrors.answer(generation, e.code(), e.words());
      } catch (BoxException e) { // of the box that this one stands before
        String code = e.code() == null ? "INTERNAL_ERROR" : e.code().text();
        status = BoxErrors.status(code);
        answer = BoxErrors.answer(generation, code, e.words() == null ? "" : e.words());
      } catch (TransportException e) { // to that box
        status = BAD_GATEWAY;
        answer = BoxErrors.answer(generation, "INTERNAL_ERROR", "no answer from the box behind");
      } catch (EventFormatException e) {
        status = BoxErrors.status("INVALID_ARGUMENTS");
        answer = BoxErrors.answer(generation, "INVALID_ARGUMENTS", requireNonNull(e.getMessage()));
      } catch (RuntimeException e) {
        log.error("the box service failed error={}", e.getClass().getName());
        status = BoxErrors.status("INTERNAL_ERROR");
        answer = BoxErrors.answer(generation, "INTERNAL_ERROR", "the call failed");
      }
      log.debug("answered generation={} status={} bytes={}", generation, status, body.length);
      send(exchange, status, answer);
    }
  }

  private boolean mayAsk(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    Predicate<String> own = name -> OwnOrigin.isUnforgeable(name) || isOwnName(name);
    return admitted.test(exchange.getRemoteAddress().getAddress())
        && host != null
        && own.test(host)
        && OwnOrigin.allows(exchange.getRequestHeaders().getFirst("Origin"), host, own);
  }

  private boolean isOwnName(String host) {
    return names.contains(host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", ""));
  }

  private Object answer(HttpExchange exchange, String path, byte[] body) {
    if (body.length > MAX_BODY_BYTES) {
      throw new BoxRefusal("PAYLOAD_TOO_LARGE", "expected at most " + MAX_BODY_BYTES + " bytes");
    }
    before.accept(path);
    String method = exchange.getRequestMethod();
    boolean isPath = false;
    for (Route route : routes) {
      if (route.isAt(path)) {
        isPath = true;
        if (route.method.equals(method)) {
          String rawQuery = exchange.getRequestURI().getRawQuery();
          return route.handler.answer(
              new BoxCall(route.nameIn(exchange.getRequestURI().getPath()), rawQuery, body));
        }
      }
    }
    throw new BoxRefusal("NOT_FOUND", isPath ? "no such method here" : "no such call");
  }

  private void send(HttpExchange exchange, int status, Object answer) throws IOException {
    byte[] bytes;
    String type;
    if (answer instanceof EncodedImage picture) {
      bytes = picture.bytes().orElse(new byte[0]);
      type =
          "image/"
              + picture
                  .header()
                  .map(header -> header.format().name().toLowerCase(Locale.ROOT))
                  .orElse("jpeg");
    } else {
      bytes = codec.encode((SophonEvent) answer);
      type = "application/json";
    }
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  /** What answers a call: a message, or a picture. */
  interface Handler {
    Object answer(BoxCall call);
  }

  /**
   * One call.
   *
   * @param path ends with {@code /*} where a name follows
   */
  private record Route(String method, String path, Handler handler) {
    private static final String NAME = "/*";

    boolean isAt(String asked) {
      return path.endsWith(NAME)
          ? asked.startsWith(path.substring(0, path.length() - 1))
          : asked.equals(path);
    }

    String nameIn(String asked) {
      return path.endsWith(NAME) ? asked.substring(path.length() - 1) : "";
    }
  }

  /** Collects the calls of the generations that the server speaks. */
  static final class Routes {
    private static final String V6_CALLS = V6_ROOT + "face/";

    private final List<Route> routes = new ArrayList<>();
    private final Set<BoxGeneration> generations;

    private Routes(Set<BoxGeneration> generations) {
      this.generations = generations;
    }

    void every(String method, String path, Handler handler) {
      routes.add(new Route(method, path, handler));
    }

    void v5(String method, String path, Handler handler) {
      if (generations.contains(BoxGeneration.V5)) {
        every(method, path, handler);
      }
    }

    /** Posted, with a picture's id got; some pages have that posted too. */
    void v6(String name, Handler handler) {
      if (generations.contains(BoxGeneration.V6)) {
        every("POST", V6_CALLS + name, handler);
        if (name.endsWith(Route.NAME)) {
          every("GET", V6_CALLS + name, handler);
        }
      }
    }
  }

  /** Makes a server. Not safe for use by many threads. */
  public static final class Builder {
    private final BoxService service;
    private final List<Route> own = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private String host = "127.0.0.1";
    private int port;
    private Set<BoxGeneration> generations = EnumSet.allOf(BoxGeneration.class);
    private Predicate<InetAddress> admitted = client -> true;
    private Consumer<String> before = path -> {};

    private Builder(BoxService service) {
      this.service = requireNonNull(service, "service");
    }

    /** The address to bind; 127.0.0.1, this machine only, if it is not set. */
    public Builder host(String host) {
      this.host = requireNonNull(host, "host");
      return this;
    }

    /** The port; a free one if it is not set, or 0. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** Speaks one generation only, as a box does: the other's paths are not found. */
    public Builder generation(BoxGeneration generation) {
      this.generations = EnumSet.of(generation);
      return this;
    }

    /** A name by which the server is known, besides its addresses. */
    public Builder name(String name) {
      names.add(name.toLowerCase(Locale.ROOT));
      return this;
    }

    /** Whether a client may ask from this address; all may if it is not set. */
    public Builder admitted(Predicate<InetAddress> admitted) {
      this.admitted = requireNonNull(admitted, "admitted");
      return this;
    }

    /**
     * Called with the path before each call; may throw a {@link BoxRefusal} to refuse it, and may
     * block.
     */
    public Builder before(Consumer<String> before) {
      this.before = requireNonNull(before, "before");
      return this;
    }

    /**
     * Answers a call that the service has no method for, or in place of it.
     *
     * @param path {@code /SophonFogSys/api/PrettyScore}
     * @param request the kind of message that the body is
     */
    public <T extends SophonEvent> Builder answer(
        String method, String path, Class<T> request, Function<T, SophonEvent> answer) {
      own.add(new Route(method, path, call -> answer.apply(call.message(request))));
      return this;
    }

    /** The same for a call whose body says nothing. */
    public Builder answer(String method, String path, Supplier<SophonEvent> answer) {
      own.add(new Route(method, path, call -> answer.get()));
      return this;
    }

    private List<Route> routes() {
      Routes routes = new Routes(generations);
      routes.routes.addAll(own);
      BoxCalls.addTo(routes, service);
      return List.copyOf(routes.routes);
    }

    /**
     * Binds and serves.
     *
     * @throws TransportException if the address cannot be bound
     */
    public BoxServer open() {
      return new BoxServer(this);
    }
  }
}
