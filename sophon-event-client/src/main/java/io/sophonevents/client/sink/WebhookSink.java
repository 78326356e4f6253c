package io.sophonevents.client.sink;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.EventCodec;
import io.sophonevents.event.SophonEvent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts each event as JSON to one URL, once, and never follows a redirect.
 *
 * <p>2xx is {@link Delivery.Accepted}; 408, 425, 429, 500, 502, 503 and 504 are {@link
 * Delivery.Deferred}; every other status is {@link Delivery.Rejected}.
 *
 * <p>Safe for use by many threads.
 */
public final class WebhookSink implements EventSink {
  /** How long one attempt may take in all, unless said otherwise. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(WebhookSink.class);
  private static final MediaType JSON = MediaType.get("application/json");
  private static final Set<Integer> TRY_AGAIN = Set.of(408, 425, 429, 500, 502, 503, 504);

  private final EventCodec codec = new EventCodec();
  private final HttpUrl endpoint;
  private final OkHttpClient client;

  private WebhookSink(HttpUrl endpoint, Duration timeout) {
    this.endpoint = endpoint;
    this.client =
        new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .callTimeout(timeout)
            .connectTimeout(timeout)
            .readTimeout(timeout)
            .writeTimeout(timeout)
            .build();
  }

  /**
   * A sink with {@link #DEFAULT_TIMEOUT}.
   *
   * @throws IllegalArgumentException if the endpoint is no http or https URL
   */
  public static WebhookSink open(String endpoint) {
    return open(endpoint, DEFAULT_TIMEOUT);
  }

  /**
   * A sink.
   *
   * @param endpoint an http or https URL
   * @param timeout for one attempt from connecting to the end of the answer
   * @throws IllegalArgumentException if the endpoint is no such URL or the time-out is not positive
   */
  public static WebhookSink open(String endpoint, Duration timeout) {
    HttpUrl url = HttpUrl.parse(requireNonNull(endpoint, "endpoint"));
    if (url == null) {
      throw new IllegalArgumentException(
          "endpoint: expected an http or https URL but was " + endpoint.length() + " other chars");
    }
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException("timeout: expected a positive one but was " + timeout);
    }
    return new WebhookSink(url, timeout);
  }

  @Override
  public Delivery send(SophonEvent event) {
    byte[] body = codec.encode(event);
    Request request =
        new Request.Builder().url(endpoint).post(RequestBody.create(body, JSON)).build();
    long start = System.nanoTime();
    Delivery delivery = attempt(request);
    long millis = (System.nanoTime() - start) / 1_000_000;
    if (delivery instanceof Delivery.Accepted) {
      log.debug(
          "delivered kind={} bytes={} host={} millis={}",
          event.kind(),
          body.length,
          endpoint.host(),
          millis);
    } else {
      log.warn(
          "not delivered kind={} bytes={} host={} millis={} outcome={}",
          event.kind(),
          body.length,
          endpoint.host(),
          millis,
          delivery);
    }
    return delivery;
  }

  private Delivery attempt(Request request) {
    try (Response response = client.newCall(request).execute()) {
      int status = response.code();
      if (response.isSuccessful()) {
        return new Delivery.Accepted();
      }
      return TRY_AGAIN.contains(status)
          ? new Delivery.Deferred(status, retryAfter(response))
          : new Delivery.Rejected(status);
    } catch (IOException e) {
      return new Delivery.Unreachable(reason(e));
    }
  }

  /** Whole seconds only; anything else counts as not said. */
  private static @Nullable Duration retryAfter(Response response) {
    String value = response.header("Retry-After");
    return value != null && value.matches("\\d{1,9}")
        ? Duration.ofSeconds(Long.parseLong(value))
        : null;
  }

  private static String reason(IOException problem) {
    if (problem instanceof UnknownHostException) {
      return "host not found";
    }
    if (problem instanceof ConnectException) {
      return "connection refused";
    }
    if (problem instanceof SSLException) {
      return "TLS failed";
    }
    if (problem instanceof InterruptedIOException) {
      return "timed out";
    }
    return "connection lost";
  }

  /** Closes idle connections. May be called twice. */
  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
