package io.sophonevents.receiver;

import io.sophonevents.client.TransportException;
import java.io.IOException;
import java.net.BindException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jetty as this receiver wants it: bound first, serving later, saying nothing of itself.
 *
 * <p>Safe for use by many threads.
 */
final class WebServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WebServer.class);

  private static final int MAX_THREADS = 16;
  private static final int INPUT_BUFFER_BYTES = 32 << 10;
  private static final int MIN_THREADS = 4;
  private static final long SWEEP_MILLIS = 250;
  private static final long TLS_RELOAD_MILLIS = 1_000;
  private static final long STOP_MILLIS = 10_000;

  private final Server server;
  private final TransportLimits limits;
  private final ReceiverMetrics metrics;
  private final ConnectionGuard guard;
  private final List<ServerConnector> connectors = new ArrayList<>();
  private @Nullable TlsContext tls;

  private WebServer(Server server, TransportLimits limits, ReceiverMetrics metrics) {
    this.server = server;
    this.limits = limits;
    this.metrics = metrics;
    this.guard = new ConnectionGuard(limits, metrics);
  }

  /**
   * Takes a port. Who connects waits until {@link #serve}.
   *
   * @throws TransportException if the port cannot be had
   */
  static WebServer bind(String host, int port, TransportLimits limits, ReceiverMetrics metrics) {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("receiver-http");
    Server server = new Server(threads);
    server.setStopTimeout(STOP_MILLIS);
    server.setErrorHandler(
        (request, response, callback) -> {
          Acknowledgement.forError(request).send(response, callback);
          return true;
        });
    WebServer web = new WebServer(server, limits, metrics);
    web.bind(host, port, "--port", http(configuration()));
    return web;
  }

  /**
   * Takes a port for TLS beside the other one, before {@link #serve}.
   *
   * @throws TransportException if the port cannot be had
   */
  void bindTls(String host, int port, TlsContext context) {
    HttpConfiguration configuration = configuration();
    // a box names us as it likes: whether the certificate has that name is for it to check
    configuration.addCustomizer(new SecureRequestCustomizer(false));
    bind(
        host,
        port,
        "--tls-port",
        new SslConnectionFactory(context.factory(), "http/1.1"),
        http(configuration));
    tls = context;
  }

  /** Reads in pieces that are large enough for bodies with pictures. */
  private static HttpConnectionFactory http(HttpConfiguration configuration) {
    HttpConnectionFactory factory = new HttpConnectionFactory(configuration);
    factory.setInputBufferSize(INPUT_BUFFER_BYTES);
    return factory;
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(TransportLimits.HEADER_BYTES);
    return configuration;
  }

  private void bind(String host, int port, String option, ConnectionFactory... protocols) {
    ServerConnector connector = new GuardedConnector(server, guard, protocols);
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(limits.idleTime().toMillis());
    try {
      connector.open();
    } catch (IOException | UnresolvedAddressException e) {
      throw notBound(host, port, option, e);
    }
    server.addConnector(connector);
    connectors.add(connector);
  }

  /** Its connections are known to the guard from their first moment. */
  private static final class GuardedConnector extends ServerConnector {
    private final ConnectionGuard guard;

    GuardedConnector(Server server, ConnectionGuard guard, ConnectionFactory... protocols) {
      super(server, 1, 1, protocols);
      this.guard = guard;
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(
        SocketChannel channel, ManagedSelector selector, SelectionKey key) {
      GuardedEndPoint connection =
          new GuardedEndPoint(channel, selector, key, getScheduler(), guard);
      connection.setIdleTimeout(getIdleTimeout());
      return connection;
    }

    @Override
    protected void onEndPointOpened(EndPoint endPoint) {
      super.onEndPointOpened(endPoint); // first: it must know whom it forgets when it is ended
      if (endPoint instanceof GuardedEndPoint connection) {
        guard.opened(connection);
      }
    }
  }

  /** What is wrong with a host or port, in the words of the command line. */
  static TransportException notBound(String host, int port, String option, Exception problem) {
    String reason = reason(problem);
    if (reason == null) {
      return new TransportException(
          "host " + host + " is not known; choose another with --host", problem);
    }
    if (reason.startsWith("Cannot assign")) {
      return new TransportException(
          "host " + host + " is no address of this machine; choose another with --host", problem);
    }
    String trouble =
        reason.contains("in use") ? " is in use" : " cannot be listened on (" + reason + ")";
    return new TransportException(
        "port "
            + port
            + " on "
            + host
            + trouble
            + "; choose another with "
            + option
            + " (0 picks a free one)",
        problem);
  }

  /** What the system said of the address; null if it has none. */
  private static @Nullable String reason(Exception problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return null;
      }
      if (cause instanceof BindException) {
        return String.valueOf(cause.getMessage());
      }
    }
    return problem.getClass().getSimpleName();
  }

  /** Answers requests from now on. */
  void serve(Handler handler) {
    server.setHandler(new RequestGuard(limits, metrics, new GracefulHandler(handler)));
    try {
      server.start();
    } catch (Exception e) {
      throw new TransportException("web server: expected to start but could not", e);
    }
    every(SWEEP_MILLIS, guard::sweep);
    if (tls != null) {
      every(TLS_RELOAD_MILLIS, tls::reloadIfChanged);
    }
  }

  /** Does it on a thread of the pool, again and again until the server stops. */
  private void every(long millis, Runnable work) {
    Runnable round =
        () -> {
          try {
            work.run();
          } finally {
            every(millis, work);
          }
        };
    if (server.isRunning()) {
      server
          .getScheduler()
          .schedule(() -> server.getThreadPool().execute(round), millis, TimeUnit.MILLISECONDS);
    }
  }

  int port() {
    return connectors.get(0).getLocalPort();
  }

  /** The port for TLS; -1 if there is none. */
  int tlsPort() {
    return tls == null ? -1 : connectors.get(1).getLocalPort();
  }

  /** Takes no more requests, and returns when those it has taken are answered. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      log.warn("stopping the web server failed error={}", e.getClass().getSimpleName());
    }
    connectors.forEach(ServerConnector::close); // bound, but perhaps never started
    server.destroy();
  }
}
