package io.sophonevents.client.internal;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.Proxy;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Makes the HTTP clients of this module: they connect to no special address unless that is allowed,
 * go through no proxy, follow no redirect, try nothing twice, and give up after a time.
 *
 * <p>Each request carries an {@link Attempt} as its tag, see {@link #tagged}.
 */
public final class GuardedHttp {
  private static final int IDLE_CONNECTIONS = 32;
  private static final int IDLE_MINUTES = 5;

  private GuardedHttp() {}

  /**
   * A client.
   *
   * @param timeout for a call in all
   * @param allowed of the addresses that are refused otherwise
   * @param trusted null: the certificates that come with Java
   * @param own null: this side shows no certificate
   * @throws IllegalArgumentException if the certificates or keys cannot be used
   */
  public static OkHttpClient client(
      Duration timeout,
      Predicate<InetAddress> allowed,
      @Nullable KeyStore trusted,
      @Nullable KeyStore own,
      char[] password) {
    OkHttpClient.Builder client =
        new OkHttpClient.Builder()
            .proxy(Proxy.NO_PROXY)
            .socketFactory(new GuardedSockets(allowed))
            .eventListenerFactory(call -> requireNonNull(call.request().tag(Attempt.class)))
            .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_MINUTES, TimeUnit.MINUTES))
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .callTimeout(timeout)
            .connectTimeout(timeout)
            // the call's time ends each read and write; a time of their own would cost two
            // calls of the system more for each answer
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO);
    if (trusted != null || own != null) {
      useKeys(client, trusted, own, password);
    }
    return client.build();
  }

  /**
   * A time that a caller gives for a call.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public static Duration positive(Duration timeout) {
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException("timeout: expected a positive one but was " + timeout);
    }
    return timeout;
  }

  /** The request with an attempt of its own. */
  public static Request tagged(Request.Builder request) {
    return request.tag(Attempt.class, new Attempt()).build();
  }

  /** The attempt of a request. */
  public static Attempt attempt(Request request) {
    return requireNonNull(request.tag(Attempt.class));
  }

  /** Ends what a client keeps. May be called twice. */
  public static void close(OkHttpClient client) {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private static void useKeys(
      OkHttpClient.Builder client,
      @Nullable KeyStore trusted,
      @Nullable KeyStore own,
      char[] password) {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      KeyManager[] keys = null;
      if (own != null) {
        KeyManagerFactory factory =
            KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(own, password);
        keys = factory.getKeyManagers();
      }
      SSLContext context = SSLContext.getInstance("TLS");
      X509TrustManager manager = new InTimeTrust((X509TrustManager) trust.getTrustManagers()[0]);
      context.init(keys, new TrustManager[] {manager}, null);
      client.sslSocketFactory(context.getSocketFactory(), manager);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "TLS: expected certificates and keys that can be used but "
              + e.getClass().getSimpleName(),
          e);
    }
  }
}
