package io.sophonevents.receiver;

import io.sophonevents.client.TransportException;
import java.io.IOException;
import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
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

  private static final int MAX_THREADS = 64;
  private static final int MIN_THREADS = 4;
  private static final long IDLE_MILLIS = 30_000;
  private static final long STOP_MILLIS = 10_000;

  private final Server server;
  private final ServerConnector connector;

  private WebServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Takes a port. Who connects waits until {@link #serve}.
   *
   * @throws TransportException if the port cannot be had
   */
  static WebServer bind(String host, int port) {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("receiver-http");
    Server server = new Server(threads);
    server.setStopTimeout(STOP_MILLIS);
    server.setErrorHandler(
        (request, response, callback) -> {
          Acknowledgement.forError(request).send(response, callback);
          return true;
        });

    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    try {
      connector.open();
    } catch (IOException | UnresolvedAddressException e) {
      throw notBound(host, port, "--port", e);
    }
    return new WebServer(server, connector);
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
    server.setHandler(new GracefulHandler(handler));
    try {
      server.start();
    } catch (Exception e) {
      throw new TransportException("web server: expected to start but could not", e);
    }
  }

  int port() {
    return connector.getLocalPort();
  }

  /** Takes no more requests, and returns when those it has taken are answered. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      log.warn("stopping the web server failed error={}", e.getClass().getSimpleName());
    }
    connector.close(); // bound, but perhaps never started
    server.destroy();
  }
}
