package io.sophonevents.client.box;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sophonevents.client.TransportException;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.MediaDevice;
import io.sophonevents.event.PersonRegistration;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class BoxClientTest {
  private static final String V5_DEVICES = "GET /SophonDevice/api/Devices";
  private static final String V6_DEVICES = "POST /sophon/v2/face/getmediadevices";

  private ScriptedBox box;

  @BeforeEach
  void start() throws IOException {
    box = new ScriptedBox();
  }

  @AfterEach
  void stop() {
    box.close();
  }

  @Test
  void theGenerationIsFoundOutOnce() {
    box.onSample(V5_DEVICES, "devices-response-v5.json");
    try (BoxClient client = BoxClient.at(box.address())) {
      assertThat(box.asked()).isEmpty();
      assertThat(client.generation()).isEqualTo(BoxGeneration.V5);
      assertThat(box.asked()).containsExactly(V6_DEVICES + " {}", V5_DEVICES);
      assertThat(client.generation()).isEqualTo(BoxGeneration.V5);
      assertThat(box.asked()).isEmpty();
    }
  }

  @Test
  void aBoxOfV6IsAskedOnce() {
    box.onSample(V6_DEVICES, "devices-response-v6.json");
    try (BoxClient client = BoxClient.at("http://" + box.address())) {
      assertThat(client.generation()).isEqualTo(BoxGeneration.V6);
      assertThat(box.asked()).containsExactly(V6_DEVICES + " {}");
    }
  }

  @Test
  void aRefusalInTheWordsOfV6TellsTheGenerationToo() {
    box.on(
        V6_DEVICES,
        500,
        "application/json",
        "{\"error\":{\"code\":\"INTERNAL_ERROR\"}}".getBytes(UTF_8));
    try (BoxClient client = BoxClient.at(box.address())) {
      assertThat(client.generation()).isEqualTo(BoxGeneration.V6);
    }
  }

  @Test
  void neitherGenerationIsAnError() {
    try (BoxClient client = BoxClient.at(box.address())) {
      assertThatExceptionOfType(TransportException.class)
          .isThrownBy(client::generation)
          .withMessage(
              "box 127.0.0.1: expected the devices of V5 or V6 but neither was answered; state the"
                  + " generation");
    }
  }

  @Test
  void devicesOfV5() {
    box.onSample(V5_DEVICES, "devices-response-v5.json");
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      List<MediaDevice> devices = client.devices().all();
      assertThat(devices).isNotEmpty().allSatisfy(d -> assertThat(d.deviceId()).isNotEmpty());
      String id = String.valueOf(devices.get(0).deviceId());
      assertThat(client.devices().find(id)).contains(devices.get(0));
      assertThat(box.asked()).containsExactly(V5_DEVICES, V5_DEVICES + "?device_id=" + id);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500 | {\"error\":{\"code\":40004,\"message\":\"m\",\"status\":\"s\"}} | 40004 NO_FACE",
        "200 | {\"data\":{},\"error\":{\"code\":\"ID_NOT_FOUND\"}} | ID_NOT_FOUND",
        "200 | {\"error\":{\"code\":777}} | 777",
        "200 | {\"error\":{\"code\":\"SOMETHING_NEW\"}} | SOMETHING_NEW",
        "200 | {\"error\":{\"code\":\"小明 was here\"}} | <11 chars>",
        "200 | {\"error\":\"broken\"} | HTTP 200",
        "404 | <h1>Not Found</h1> | HTTP 404",
        "302 | {} | HTTP 302",
        "401 | {\"data\":{}} | HTTP 401"
      })
  void aRefusalSaysWhoWhatAndWhy(int status, String answer, String code) {
    box.on(
        "PUT /SophonFogSys/api/users", status, "application/json", answer.trim().getBytes(UTF_8));
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      PersonRegistration person = PersonRegistration.V2R1.builder(IdentityId.of("4711")).build();
      assertThatExceptionOfType(BoxException.class)
          .isThrownBy(() -> client.people().update(person))
          .withMessage("box 127.0.0.1: refused PUT /SophonFogSys/api/users with " + code)
          .satisfies(e -> assertThat(e.httpStatus()).isEqualTo(status));
    }
    assertThat(box.asked()).hasSize(1); // a change is never asked for twice
  }

  @Test
  void aCodeIsKnownByNumberAndByWord() {
    BoxErrorCode code = new BoxErrorCode("40401");
    assertThat(code.is("ID_NOT_FOUND")).isTrue();
    assertThat(code.is("40401")).isTrue();
    assertThat(code.is("40400")).isFalse();
    assertThat(code.isKnown()).isTrue();
    assertThat(new BoxErrorCode("NO_FACE_ERROR").isKnown()).isTrue();
    assertThat(new BoxErrorCode("41000").isKnown()).isFalse();
  }

  @Test
  void whatIsNotWhatWasAskedForIsNoAnswer() {
    box.on(V5_DEVICES, "{\"data\":{\"devices_list\":\"none\"}}");
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      assertThatExceptionOfType(TransportException.class)
          .isThrownBy(client.devices()::all)
          .withMessageStartingWith(
              "box 127.0.0.1: no usable answer to GET /SophonDevice/api/Devices, ")
          .withMessageEndingWith("at $.data.devices_list");
    }
  }

  @Test
  void anAnswerOfTheLimitIsReadAndOneByteMoreIsNot() {
    byte[] answer = "{\"data\":{\"devices_list\":[]}}".getBytes(UTF_8);
    box.on(V5_DEVICES, 200, "application/json", answer);
    for (int most : List.of(answer.length, answer.length - 1)) {
      try (BoxClient client =
          BoxClient.builder(box.address()).generation(BoxGeneration.V5).mostBytes(most).open()) {
        if (most == answer.length) {
          assertThat(client.devices().all()).isEmpty();
        } else {
          assertThatExceptionOfType(TransportException.class)
              .isThrownBy(client.devices()::all)
              .withMessage(
                  "box 127.0.0.1: expected at most 27 bytes in answer to GET"
                      + " /SophonDevice/api/Devices but were more");
        }
      }
    }
  }

  @Test
  void aBoxThatIsSilentIsGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        BoxClient client =
            BoxClient.builder("127.0.0.1:" + silent.getLocalPort())
                .generation(BoxGeneration.V5)
                .timeout(Duration.ofMillis(200))
                .open()) {
      assertThatExceptionOfType(TransportException.class)
          .isThrownBy(client.devices()::all)
          .withMessage(
              "box 127.0.0.1: no answer to GET /SophonDevice/api/Devices, timed out waiting for the"
                  + " answer");
    }
  }

  @Test
  void aBoxThatNeverEndsItsAnswerIsGivenUp() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (ServerSocket endless = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        BoxClient client =
            BoxClient.builder("127.0.0.1:" + endless.getLocalPort())
                .generation(BoxGeneration.V5)
                .mostBytes(1 << 20)
                .open()) {
      Thread sender =
          new Thread(
              () -> {
                try (Socket socket = endless.accept();
                    OutputStream out = socket.getOutputStream()) {
                  out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
                  byte[] some = new byte[8192];
                  while (true) {
                    out.write(some);
                  }
                } catch (IOException e) {
                  over.countDown();
                }
              });
      sender.start();
      assertThatExceptionOfType(TransportException.class)
          .isThrownBy(client.devices()::all)
          .withMessageContaining("expected at most 1048576 bytes");
      over.await();
    }
  }

  @Test
  void aQuestionOverADeadConnectionIsAskedAgainAndAChangeHasItsOwn() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        BoxClient client =
            BoxClient.builder("127.0.0.1:" + server.getLocalPort())
                .generation(BoxGeneration.V5)
                .open()) {
      List<String> connections = new CopyOnWriteArrayList<>();
      Thread closer = new Thread(() -> answerOnceEach(server, connections));
      closer.start();
      assertThat(client.devices().all()).isEmpty();
      assertThat(client.devices().all()).isEmpty(); // the kept connection is dead by now
      client.groups().describeGallery("a", "b");
      assertThat(connections).hasSize(3);
      assertThat(connections.get(2)).startsWith("PUT");
    }
  }

  /** Closes each connection after an answer that promises to keep it. */
  private static void answerOnceEach(ServerSocket server, List<String> connections) {
    String body = "{\"data\":{\"devices_list\":[]}}";
    byte[] answer =
        ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body).getBytes(UTF_8);
    try {
      while (true) {
        try (Socket socket = server.accept()) {
          byte[] buffer = new byte[4096];
          StringBuilder request = new StringBuilder();
          while (request.indexOf("\r\n\r\n") < 0) {
            int read = socket.getInputStream().read(buffer);
            request.append(new String(buffer, 0, read, UTF_8));
          }
          connections.add(request.toString());
          socket.getOutputStream().write(answer);
        }
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "ftp://192.0.2.1",
        "192.0.2.1/x",
        "http://a@192.0.2.1",
        "a b",
        "192.0.2.1:99999",
        "http://192.0.2.1?x=1"
      })
  void anAddressThatIsNoneIsRefused(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BoxClient.at(address))
        .withMessageStartingWith("box: expected a host");
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.1.19, box 192.168.1.19",
    "box-7.example:8080, box box-7.example",
    "http://192.168.1.19, box 192.168.1.19",
    "https://192.168.1.19/, box 192.168.1.19",
    "::1, box ::1",
    "[fd00::2]:80, box fd00::2"
  })
  void addresses(String address, String subject) {
    try (BoxClient client = BoxClient.builder(address).generation(BoxGeneration.V6).open()) {
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> client.groups().galleryId("x"))
          .withMessage(subject + ": V6 has no galleries");
    }
  }

  @Test
  void aNameThatLeadsHereIsRefused() {
    // Java takes 127.1 for 127.0.0.1, so it stands for a name that somebody made lead here
    try (BoxClient client =
        BoxClient.builder("127.1:" + box.port()).generation(BoxGeneration.V5).open()) {
      assertThatExceptionOfType(TransportException.class)
          .isThrownBy(client.devices()::all)
          .withMessageEndingWith(", address not allowed");
      assertThat(box.asked()).isEmpty();
    }
    box.onSample(V5_DEVICES, "devices-response-v5.json");
    try (BoxClient client =
        BoxClient.builder("127.1:" + box.port())
            .generation(BoxGeneration.V5)
            .allowing(InetAddress::isLoopbackAddress)
            .open()) {
      assertThat(client.devices().all()).isNotEmpty();
    }
  }

  @Test
  void theMetadataOfACloudIsNoBox() {
    try (BoxClient client =
        BoxClient.builder("169.254.169.254").generation(BoxGeneration.V5).open()) {
      assertThatExceptionOfType(TransportException.class)
          .isThrownBy(client.devices()::all)
          .withMessageEndingWith(", address not allowed");
    }
  }

  @Test
  void whatErasesIsRefusedWithoutTheRightConfirmation() {
    Confirmation other = Confirmation.forBox("192.168.1.19");
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.config().wipe(BoxConfig.Wipe.EVERYTHING, other))
          .withMessage("confirmation: expected one for 127.0.0.1 but was one for another box");
      assertThatIllegalArgumentException().isThrownBy(() -> client.devices().removeAll(other));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.groups().deletePermissionGroup("staff", other));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.groups().deleteGallery("staff", true, other));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.events().delete(List.of("1"), other));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.events().deletePictures(List.of(), other));
      assertThat(box.asked()).isEmpty();
    }
  }

  @Test
  void aMessageOfTheOtherGenerationIsRefusedUnsent() {
    try (BoxClient client = box.client(BoxGeneration.V6)) {
      PersonRegistration person = PersonRegistration.V2R1.builder(IdentityId.of("4711")).build();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.people().register(person))
          .withMessage(
              "box 127.0.0.1: expected a PersonRegistration.V6R1 for a box of V6 but was a"
                  + " PersonRegistration.V2R1");
      assertThat(box.asked()).isEmpty();
    }
  }

  @Test
  void aPermissionGroupOfV5IsMadeAndItsIdAskedFor() {
    box.on("POST /SophonFogSys/api/permissions", "{\"data\":{}}")
        .onSample("GET /SophonFace/api/permissions", "constructed/group-ids-answer-v5r7.json");
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      assertThat(client.groups().createPermissionGroup("example group", "d"))
          .contains("00000000-0000-4000-8000-000000000002");
      assertThat(box.asked())
          .containsExactly(
              "POST /SophonFogSys/api/permissions"
                  + " {\"permission_name\":\"example group\",\"description\":\"d\"}",
              "GET /SophonFace/api/permissions?info.name=example%20group&exact=true");
    }
  }

  @Test
  void anUpdateOfV6IsAskedForUnderTheOtherSpellingWhereTheFirstIsUnknown() {
    box.on("POST /sophon/v2/face/updateidenity", "{}");
    try (BoxClient client = box.client(BoxGeneration.V6)) {
      client.people().update(PersonRegistration.V6R1.builder(IdentityId.of("1")).build());
      assertThat(box.asked())
          .containsExactly(
              "POST /sophon/v2/face/updateidentity {\"identity_id\":\"1\"}",
              "POST /sophon/v2/face/updateidenity {\"identity_id\":\"1\"}");
    }
  }

  @Test
  void anOldBoxIsAskedForItsMonitorWhereItHasIt() {
    box.onSample(
        "GET /SophonFogSys/api/MonitorServerUrl",
        "constructed/monitor-server-url-answer-v2r1.json");
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      assertThat(client.reports().monitor().urls()).isNotEmpty();
      assertThat(box.asked())
          .containsExactly(
              "GET /SophonSystem/api/monitor", "GET /SophonFogSys/api/MonitorServerUrl");
    }
  }

  @Test
  void nobodyIsNoError() {
    box.on(
            "GET /SophonFogSys/api/users",
            500,
            "application/json",
            "{\"error\":{\"code\":40401}}".getBytes(UTF_8))
        .on(
            "POST /sophon/v2/face/getidentity",
            404,
            "application/json",
            "{\"error\":{\"code\":\"ID_NOT_FOUND\"}}".getBytes(UTF_8));
    for (BoxGeneration generation : BoxGeneration.values()) {
      try (BoxClient client = box.client(generation)) {
        assertThat(client.people().find(IdentityId.of("4711"))).isEmpty();
      }
    }
  }

  @Test
  void itemsThatAreNotSetAreNamed() {
    box.on(
            "PUT /SophonConfig/api/Configs",
            "{\"data\":{\"failed_configs\":[\"B\"],\"success_configs\":[\"A\"]}}")
        .on(
            "POST /sophon/v2/face/setconfigs",
            400,
            "application/json",
            "{\"error\":{\"code\":\"CONFIG_ITEM_FAIL\",\"message\":\"B\"}}".getBytes(UTF_8))
        .on("POST /sophon/v2/face/getconfigs", "{\"A\":\"6.0\",\"B\":\"old\"}");
    Map<String, Object> items = Map.of("A", 6, "B", "new");
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      assertThatExceptionOfType(BoxException.class)
          .isThrownBy(() -> client.config().set(items))
          .withMessage(
              "box 127.0.0.1: refused PUT /SophonConfig/api/Configs with HTTP 200, failed: B");
    }
    try (BoxClient client = box.client(BoxGeneration.V6)) {
      assertThatExceptionOfType(BoxException.class)
          .isThrownBy(() -> client.config().set(items))
          .withMessage(
              "box 127.0.0.1: refused POST /sophon/v2/face/setconfigs with CONFIG_ITEM_FAIL,"
                  + " failed: B")
          .satisfies(e -> assertThat(e.failed()).containsExactly("B"));
    }
  }

  @Test
  void aWipeThatFailedIsNoSuccess() {
    box.on("POST /sophon/v2/face/wipedata", "{\"result\":false}");
    try (BoxClient client = box.client(BoxGeneration.V6)) {
      assertThatExceptionOfType(BoxException.class)
          .isThrownBy(
              () -> client.config().wipe(BoxConfig.Wipe.PEOPLE, Confirmation.forBox("127.0.0.1")));
      assertThat(box.asked()).containsExactly("POST /sophon/v2/face/wipedata {\"users\":true}");
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 255", "65536, 5", "-1, 5"})
  void aDoorThatCannotBeOpenedSoIsRefusedUnsent(int port, int seconds) {
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.door().open("192.0.2.1", port, 0, Duration.ofSeconds(seconds)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.door().open("192.0.2.1", 5555, 0, Duration.ofMillis(1500)));
      assertThat(box.asked()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", ".."})
  void anIdThatAPathDoesNotKeepIsRefused(String id) {
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      assertThatIllegalArgumentException().isThrownBy(() -> client.pictures().registered(id));
      assertThat(box.asked()).isEmpty();
    }
  }

  @Test
  void aPictureIsOneByItsTypeOrItsFirstBytes() {
    byte[] png = new byte[24];
    System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, 0, png, 0, 8);
    System.arraycopy("IHDR".getBytes(UTF_8), 0, png, 12, 4);
    png[19] = 1;
    png[23] = 1;
    box.on("GET /SophonFace/api/images/a", 200, "image/jpeg", new byte[] {1})
        .on("GET /SophonFace/api/images/b", 200, "text/html; charset=utf-8", png)
        .on("GET /SophonFace/api/images/c", 200, "text/html", "<p>".getBytes(UTF_8))
        .on("GET /SophonFace/api/images/d", 200, "image/jpeg", new byte[0])
        .on("GET /SophonFace/api/images/e", "{\"error\":{\"code\":40400}}")
        .on("GET /SophonFace/api/images/f", 404, "image/jpeg", new byte[] {1});
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      BoxPictures pictures = client.pictures();
      assertThat(pictures.registered("a")).containsExactly(1);
      assertThat(pictures.registered("b")).isEqualTo(png);
      assertThatExceptionOfType(TransportException.class)
          .isThrownBy(() -> pictures.registered("c"))
          .withMessage(
              "box 127.0.0.1: expected a picture in answer to GET /SophonFace/api/images but were 3"
                  + " bytes of text/html");
      assertThatExceptionOfType(TransportException.class)
          .isThrownBy(() -> pictures.registered("d"));
      assertThatExceptionOfType(BoxException.class)
          .isThrownBy(() -> pictures.registered("e"))
          .withMessageEndingWith("with 40400 NOT_FOUND");
      assertThatExceptionOfType(BoxException.class)
          .isThrownBy(() -> pictures.registered("f"))
          .withMessageEndingWith("with HTTP 404");
    }
  }
}
