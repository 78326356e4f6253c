package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.Decoded;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventKind;
import io.sophonevents.event.FormPart;
import io.sophonevents.event.Hint;
import io.sophonevents.event.RealTimeEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Forms that OkHttp writes and Jetty reads: the event that arrives is the one that was sent. */
@SuppressWarnings("NullAway") // what is opened for all tests, and fields that the test has filled
final class FormOverHttpTest {
  private static final long PATIENCE_SECONDS = 30;

  private static final BlockingQueue<Arrived> ARRIVED = new LinkedBlockingQueue<>();

  private static WebServer server;
  private static OkHttpClient client;

  private final EventCodec codec = new EventCodec();

  /** A form as Jetty read it, and what its request says of it. */
  private record Arrived(List<FormPart> parts, Hint hint) {}

  private static final class Receiving extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws IOException {
      String contentType = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
      Hint hint = new Hint(Request.getPathInContext(request), contentType);
      byte[] body = Request.asInputStream(request).readAllBytes();
      ARRIVED.add(new Arrived(ReceivedForm.in(body, contentType).orElseThrow(), hint));
      callback.succeeded();
      return true;
    }
  }

  private enum Writing {
    MULTIPART,
    URLENCODED;

    RequestBody body(List<FormPart> parts) {
      return this == MULTIPART ? FormBodies.multipart(parts) : FormBodies.urlencoded(parts);
    }
  }

  @BeforeAll
  static void open() {
    server = WebServer.bind("127.0.0.1", 0, TransportLimits.DEFAULT, new ReceiverMetrics());
    server.serve(new Receiving());
    client = new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(PATIENCE_SECONDS)).build();
  }

  @AfterAll
  static void close() {
    client.connectionPool().evictAll();
    server.close();
  }

  static List<String> postedSamples() {
    return Samples.named("realtime-", "history-event-v", "access-record-report-");
  }

  @ParameterizedTest
  @MethodSource("postedSamples")
  void everyPostedSampleArrivesAsMultipart(String name) throws Exception {
    assertArrives(Samples.sample(name), Writing.MULTIPART);
  }

  @ParameterizedTest
  @MethodSource("postedSamples")
  void everyPostedSampleArrivesUrlencoded(String name) throws Exception {
    assertArrives(Samples.sample(name), Writing.URLENCODED);
  }

  @Test
  void thereAreSamplesOfEveryPostedKind() {
    assertThat(postedSamples())
        .extracting(name -> codec.decode(Samples.sample(name).getBytes(UTF_8), Hint.POSTED).kind())
        .containsOnly(EventKind.REAL_TIME, EventKind.HISTORY, EventKind.ACCESS_RECORD);
  }

  @Test
  void picturesThatAreFilesKeepTheirBytes() throws Exception {
    byte[] face = picture(60_000);
    byte[] scene = picture(200_000);
    byte[] registered = "\u00ff\u00d8\u00ff\u00e0\r\n--\r\n\r\n\u0000--".getBytes(ISO_8859_1);
    List<FormPart> parts = new ArrayList<>(texts("identity_id", "7", "timestamp", "1602612036150"));
    parts.add(FormPart.text("out_timestamp", "1602612038610"));
    parts.add(FormPart.file("recognize_face", "image/jpeg", face));
    parts.add(FormPart.file("spot_pic", "image/jpeg", scene));
    parts.add(FormPart.file("reg_pic", "image/jpeg", registered));

    Decoded arrived = post(EventKind.HISTORY, FormBodies.multipart(parts));

    AccessEvent event = (AccessEvent) arrived.event();
    assertThat(event.kind()).isEqualTo(EventKind.HISTORY);
    assertThat(event.faceImage().bytes()).contains(face);
    assertThat(event.sceneImage().bytes()).contains(scene);
    assertThat(event.registeredImage().bytes()).contains(registered);
    assertThat(arrived.deviations()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anExtensionThatPythonWroteIsRead(Writing writing) throws Exception {
    List<FormPart> parts = new ArrayList<>(texts("identity_id", "7", "timestamp", "1566016554020"));
    parts.add(
        FormPart.text(
            "ext_data", "{'person_type': 5, 'a': True, 'b': None, 'c': 'it\\'s 小明 + 1 & 2 = 3%'}"));

    RealTimeEvent event = (RealTimeEvent) post(EventKind.REAL_TIME, writing.body(parts)).event();

    assertThat(event)
        .isEqualTo(
            codec.decode(
                """
                {"identity_id":"7","timestamp":1566016554020,"ext_data":{"person_type":5,"a":true,
                 "b":null,"c":"it's 小明 + 1 & 2 = 3%"}}
                """
                    .getBytes(UTF_8)));
  }

  @ParameterizedTest
  @EnumSource
  void aLargeEventWithANameOutsideAsciiArrives(Writing writing) throws Exception {
    String event =
        """
        {"identity_id":"7","identity_name":"小明 é 😀\\r\\n\\"+%%26","timestamp":1566016554020,
         "名字":"=&","ext_data":{"spot_pic":"%s","recognize_face":"%s","person_type":1}}
        """
            .formatted(Samples.base64(picture(200_000)), Samples.base64(picture(60_000)));
    assertThat(event.length()).isGreaterThan(346_000);

    assertArrives(event, writing);
  }

  private void assertArrives(String json, Writing writing) throws Exception {
    Decoded sent = codec.inspect(json.getBytes(UTF_8), Hint.POSTED);

    Decoded arrived = post(sent.event().kind(), writing.body(codec.encodeForm(sent.event())));

    assertThat(arrived.event()).isExactlyInstanceOf(sent.event().getClass());
    assertThat(arrived.event()).isEqualTo(sent.event());
    assertThat(arrived.deviations()).isEqualTo(sent.deviations());
    assertThat(arrived.bytes()).isEqualTo(codec.encode(sent.event()));
  }

  private Decoded post(EventKind kind, RequestBody form) throws Exception {
    okhttp3.Request request =
        new okhttp3.Request.Builder()
            .url("http://127.0.0.1:" + server.port() + kind.defaultPath())
            .post(form)
            .build();
    try (okhttp3.Response response = client.newCall(request).execute()) {
      assertThat(response.code()).as("%s", response.body().string()).isEqualTo(200);
    }
    Arrived arrived = requireNonNull(ARRIVED.poll(PATIENCE_SECONDS, SECONDS), "form");
    return codec.decodeForm(arrived.parts(), arrived.hint());
  }

  private static List<FormPart> texts(String... namesAndTexts) {
    List<FormPart> parts = new ArrayList<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      parts.add(FormPart.text(namesAndTexts[i], namesAndTexts[i + 1]));
    }
    return parts;
  }

  /** The beginning of a JPEG, and noise, always the same. */
  private static byte[] picture(int size) {
    byte[] picture = new byte[size];
    new Random(size).nextBytes(picture);
    System.arraycopy(Samples.JPEG, 0, picture, 0, Samples.JPEG.length);
    return picture;
  }

  /** The parts of a form as OkHttp writes them. */
  private static final class FormBodies {
    private FormBodies() {}

    static RequestBody multipart(List<FormPart> parts) {
      MultipartBody.Builder body = new MultipartBody.Builder().setType(MultipartBody.FORM);
      for (FormPart part : parts) {
        RequestBody content = RequestBody.create(part.bytes(), mediaType(part));
        body.addFormDataPart(part.name(), fileName(part), content);
      }
      return body.build();
    }

    static RequestBody urlencoded(List<FormPart> parts) {
      FormBody.Builder body = new FormBody.Builder();
      parts.forEach(part -> body.add(part.name(), part.text()));
      return body.build();
    }

    private static @Nullable MediaType mediaType(FormPart part) {
      return part.contentType() == null ? null : MediaType.parse(part.contentType());
    }

    /** Receivers take a part for a file if it has a name of one. */
    private static @Nullable String fileName(FormPart part) {
      String type = part.contentType();
      return type != null && type.toLowerCase(Locale.ROOT).startsWith("image/")
          ? part.name() + '.' + type.substring("image/".length())
          : null;
    }
  }
}
