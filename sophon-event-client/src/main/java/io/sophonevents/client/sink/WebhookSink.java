package io.sophonevents.client.sink;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.sophonevents.client.internal.Attempt;
import io.sophonevents.client.internal.GuardedHttp;
import io.sophonevents.event.Code;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventServerUrl;
import io.sophonevents.event.HistoryEventUrl;
import io.sophonevents.event.PictureChoice;
import io.sophonevents.event.SophonEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts each event to its endpoints as a box does: to the first one, and only if that did not take
 * it to the next, each once. It never waits to try again and never follows a redirect. A connection
 * that was kept and turns out to be dead before the answer begins is made anew, once.
 *
 * <p>2xx is {@link Delivery.Accepted}, but for an answer of a platform whose {@code status} is not
 * 0, which is {@link Delivery.Deferred}; 408, 425, 429, 500, 502, 503 and 504 are {@link
 * Delivery.Deferred}; every other status is {@link Delivery.Rejected}. Where no endpoint takes it,
 * the outcome is that of the first one that may take it another time.
 *
 * <p>It connects to no address of this machine, of its link, or of a cloud's metadata unless {@link
 * Builder#allowing} says so, and goes through no proxy. Safe for use by many threads.
 */
public final class WebhookSink implements EventSink {
  /** How long an attempt at one endpoint may take in all, unless said otherwise. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  /** How long a box gives each of its addresses. Source: docs/protocol.md, section 1.12. */
  public static final Duration BOX_TIMEOUT = Duration.ofMillis(500);

  /** How much of an answer is read to find its {@code status}. */
  static final int MAX_ANSWER_BYTES = 64 << 10;

  private static final Logger log = LoggerFactory.getLogger(WebhookSink.class);
  private static final Set<Integer> TRY_AGAIN = Set.of(408, 425, 429, 500, 502, 503, 504);
  private static final JsonFactory ANSWERS = new JsonFactory();

  private final List<HttpUrl> endpoints;
  private final BodyForm form;
  private final PictureChoice pictures;
  private final EventCodec codec;
  private final @Nullable WebhookSignature signature;
  private final boolean readsStatus;
  private final Clock clock;
  private final OkHttpClient client;

  private WebhookSink(Builder builder) {
    this.endpoints = List.copyOf(builder.endpoints);
    this.form = builder.form;
    this.pictures = builder.pictures;
    this.codec = new EventCodec().withPictures(builder.pictures);
    this.signature = builder.signature;
    this.readsStatus = builder.readsStatus;
    this.clock = builder.clock;
    this.client = builder.client();
  }

  /**
   * A sink with one endpoint and what a builder has unless told otherwise.
   *
   * @throws IllegalArgumentException if the endpoint is no http or https URL
   */
  public static WebhookSink open(String endpoint) {
    return builder(endpoint).open();
  }

  /**
   * A sink for one endpoint.
   *
   * @throws IllegalArgumentException if it is no http or https URL
   */
  public static Builder builder(String endpoint) {
    return new Builder(List.of(endpoint));
  }

  /**
   * A sink that does what a box does with these settings: addresses in their order, half a second
   * each, JSON or multipart, the pictures that are wanted. Whether to send strangers is asked of
   * who sends.
   *
   * @throws IllegalArgumentException if there is no address, or one is no http or https URL
   */
  public static Builder asBox(EventServerUrl.V2R1 settings) {
    return new Builder(settings.urls())
        .timeout(BOX_TIMEOUT)
        .form(form(settings.contentType()))
        .pictures(PictureChoice.from(settings));
  }

  /**
   * A sink for a {@link HistoryUpload} to one of the addresses in these settings, in their content
   * type and with the pictures that are wanted.
   *
   * @throws IllegalArgumentException if it is no http or https URL
   */
  public static Builder asBox(HistoryEventUrl.V2R1 settings, String endpoint) {
    return builder(endpoint)
        .form(form(settings.contentType()))
        .pictures(PictureChoice.from(settings));
  }

  private static BodyForm form(@Nullable Code contentType) {
    return contentType != null && contentType.text().equals("form-data")
        ? BodyForm.MULTIPART
        : BodyForm.JSON;
  }

  /** Settings of a sink. Not safe for use by many threads. */
  public static final class Builder {
    private final List<HttpUrl> endpoints = new ArrayList<>();
    private Duration timeout = DEFAULT_TIMEOUT;
    private BodyForm form = BodyForm.JSON;
    private PictureChoice pictures = PictureChoice.ALL;
    private @Nullable WebhookSignature signature;
    private Predicate<InetAddress> allowed = address -> false;
    private boolean readsStatus = true;
    private @Nullable KeyStore trusted;
    private @Nullable KeyStore own;
    private char[] password = new char[0];
    private Clock clock = Clock.systemUTC();

    private Builder(List<String> urls) {
      if (urls.isEmpty()) {
        throw new IllegalArgumentException("endpoints: expected at least one but was none");
      }
      for (String endpoint : urls) {
        HttpUrl url = HttpUrl.parse(requireNonNull(endpoint, "endpoint"));
        if (url == null) {
          throw new IllegalArgumentException(
              "endpoint: expected an http or https URL but was "
                  + endpoint.length()
                  + " other chars");
        }
        endpoints.add(url);
      }
    }

    /**
     * How long an attempt at one endpoint may take, from connecting to the end of the answer. A
     * name server that does not answer can take longer.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder timeout(Duration timeout) {
      this.timeout = GuardedHttp.positive(timeout);
      return this;
    }

    /** How events are written; JSON unless said otherwise. */
    public Builder form(BodyForm form) {
      this.form = requireNonNull(form, "form");
      return this;
    }

    /** Which pictures are sent; all unless said otherwise. */
    public Builder pictures(PictureChoice pictures) {
      this.pictures = requireNonNull(pictures, "pictures");
      return this;
    }

    /** Signs each request; without it none is signed. */
    public Builder signature(WebhookSignature signature) {
      this.signature = requireNonNull(signature, "signature");
      return this;
    }

    /**
     * Which addresses may be connected to of those that are refused otherwise: loopback,
     * link-local, unspecified, multicast, metadata. For instance {@code
     * InetAddress::isLoopbackAddress}.
     */
    public Builder allowing(Predicate<InetAddress> addresses) {
      this.allowed = requireNonNull(addresses, "addresses");
      return this;
    }

    /** Takes every 2xx for taken, whatever the {@code status} in the answer. */
    public Builder ignoringAnswers() {
      this.readsStatus = false;
      return this;
    }

    /** Trusts these certificates, and none of those that come with Java. */
    public Builder trusting(KeyStore certificates) {
      this.trusted = requireNonNull(certificates, "certificates");
      return this;
    }

    /** Shows who this side is, where a receiver asks for it. */
    public Builder clientCertificate(KeyStore keys, char[] password) {
      this.own = requireNonNull(keys, "keys");
      this.password = password.clone();
      return this;
    }

    /** For tests: the clock of signatures and of dates in {@code Retry-After}. */
    Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * Opens it.
     *
     * @throws IllegalArgumentException if the certificates or keys cannot be used
     */
    public WebhookSink open() {
      return new WebhookSink(this);
    }

    private OkHttpClient client() {
      return GuardedHttp.client(timeout, allowed, trusted, own, password);
    }
  }

  @Override
  public Delivery send(SophonEvent event, String id) {
    return send(event.kind().name(), id, RequestBytes.of(event, form, codec));
  }

  /** Whether several events can go in one request: a form has one. */
  boolean takesBatches() {
    return form == BodyForm.JSON;
  }

  /** Whether the JSON of an event is sent as it is. */
  boolean sendsWholeJson() {
    return form == BodyForm.JSON && pictures.equals(PictureChoice.ALL);
  }

  /** The same for an event whose JSON is there. */
  Delivery send(String kind, String id, byte[] json) {
    return send(kind, id, RequestBytes.ofJson(json));
  }

  /** One request with several events; a single one goes as it is. */
  Delivery send(List<SophonEvent> events, String id) {
    return events.size() == 1
        ? send(events.get(0), id)
        : send("batch of " + events.size(), id, RequestBytes.ofBatch(events, codec));
  }

  private Delivery send(String kind, String id, RequestBytes body) {
    Delivery outcome = null;
    for (HttpUrl endpoint : endpoints) {
      Delivery delivery = send(kind, id, body, endpoint);
      if (delivery instanceof Delivery.Accepted) {
        return delivery;
      }
      if (outcome == null || outcome instanceof Delivery.Rejected) {
        outcome = delivery;
      }
    }
    return requireNonNull(outcome);
  }

  private Delivery send(String kind, String id, RequestBytes body, HttpUrl endpoint) {
    long start = System.nanoTime();
    Delivery delivery = attempt(request(id, body, endpoint), true);
    long millis = (System.nanoTime() - start) / 1_000_000;
    if (delivery instanceof Delivery.Accepted) {
      log.debug(
          "delivered id={} kind={} bytes={} host={} millis={}",
          id,
          kind,
          body.contentLength(),
          endpoint.host(),
          millis);
    } else {
      log.warn(
          "not delivered id={} kind={} bytes={} host={} millis={} outcome={}",
          id,
          kind,
          body.contentLength(),
          endpoint.host(),
          millis,
          delivery);
    }
    return delivery;
  }

  private Request request(String id, RequestBytes body, HttpUrl endpoint) {
    Request.Builder request =
        new Request.Builder().url(endpoint).post(body).header(WebhookSignature.ID_HEADER, id);
    if (signature != null) {
      Instant now = clock.instant();
      request
          .header(WebhookSignature.TIMESTAMP_HEADER, String.valueOf(now.getEpochSecond()))
          .header(WebhookSignature.SIGNATURE_HEADER, signature.sign(id, now, body::writeTo));
    }
    return GuardedHttp.tagged(request);
  }

  private Delivery attempt(Request request, boolean mayBeStale) {
    Attempt attempt = GuardedHttp.attempt(request);
    try (Response response = client.newCall(request).execute()) {
      int status = response.code();
      if (response.isSuccessful()) {
        return saysFailure(response)
            ? new Delivery.Deferred(status, null)
            : new Delivery.Accepted();
      }
      return TRY_AGAIN.contains(status)
          ? new Delivery.Deferred(
              status, RetryAfter.parse(response.header("Retry-After"), clock.instant()))
          : new Delivery.Rejected(status);
    } catch (IOException e) {
      if (mayBeStale && attempt.wasStale(e)) {
        client.connectionPool().evictAll();
        return attempt(GuardedHttp.tagged(request.newBuilder()), false);
      }
      return new Delivery.Unreachable(attempt.reason(e));
    }
  }

  /** Whether the answer is an object with a {@code status} that is not 0. Reads all of it. */
  private boolean saysFailure(Response response) throws IOException {
    BufferedSource answer = response.body().source();
    answer.request(MAX_ANSWER_BYTES + 1L); // also when it is not asked: half an answer is none
    long bytes = answer.getBuffer().size();
    if (!readsStatus || bytes == 0 || bytes > MAX_ANSWER_BYTES) {
      return false;
    }
    try (JsonParser in = ANSWERS.createParser(answer.readByteArray())) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        JsonToken value = in.nextToken();
        if (name.equals("status")
            && (value == JsonToken.VALUE_NUMBER_INT || value == JsonToken.VALUE_STRING)) {
          return !in.getText().equals("0") && in.getText().matches("-?[0-9]+");
        }
        in.skipChildren();
      }
      return false;
    } catch (JsonProcessingException noJson) {
      return false;
    }
  }

  /** Closes idle connections. May be called twice. */
  @Override
  public void close() {
    GuardedHttp.close(client);
  }
}
