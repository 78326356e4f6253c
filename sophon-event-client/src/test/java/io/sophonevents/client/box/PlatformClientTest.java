package io.sophonevents.client.box;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sophonevents.client.TransportException;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PlatformVisit;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PlatformClientTest {
  private static final String API = "POST /openapi/v1/";
  private static final String SIGNED_IN = "{\"appkey\":\"1234qwe\",\"time\":1551196800000,";
  private static final Instant FROM = Instant.ofEpochMilli(1551190000000L);
  private static final Instant TO = Instant.ofEpochMilli(1551196800000L);

  private ScriptedBox server;
  private PlatformClient platform;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedBox();
    platform =
        PlatformClient.builder(server.address(), "1234qwe", "secret")
            .clock(Clock.fixed(TO, ZoneOffset.UTC))
            .open();
  }

  @AfterEach
  void stop() {
    platform.close();
    server.close();
  }

  /** What was asked, once the token is seen to be that of path and body. */
  private List<String> asked() {
    return server.asked().stream()
        .map(
            call -> {
              String path = call.substring("POST ".length(), call.indexOf('?'));
              String token = call.substring(call.indexOf("token=") + 6, call.indexOf(" {"));
              String body = call.substring(call.indexOf(" {") + 1);
              assertThat(token).isEqualTo(PlatformToken.of(path, body, "secret"));
              return "POST " + path + " " + body;
            })
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"employee", "stranger", "visitor"})
  void whoPassed(String who) {
    server.onSample(
        API + "cross/record/" + who + "/getList", "platform-record-" + who + "-response.json");
    long found =
        switch (who) {
          case "employee" -> platform.employees(FROM, TO).limit(1).count();
          case "stranger" -> platform.strangers(FROM, TO).limit(1).count();
          default -> platform.visitors(FROM, TO).limit(1).count();
        };
    assertThat(found).isEqualTo(1);
    assertThat(asked())
        .containsExactly(
            API
                + "cross/record/"
                + who
                + "/getList "
                + SIGNED_IN
                + "\"startTime\":1551190000000,\"endTime\":1551196800000,"
                + "\"pageSize\":50,\"index\":1}");
  }

  @Test
  void devices() {
    server.onSample(API + "cross/search", "platform-device-search-response.json");
    assertThat(platform.devices().limit(1).count()).isEqualTo(1);
    assertThat(asked())
        .containsExactly(
            API + "cross/search " + SIGNED_IN + "\"index\":\"1\",\"pageSize\":\"50\"}");
  }

  @Test
  void changes() {
    String saved =
        "{\"status\":0,\"message\":\"SUCCESS\",\"data\":{\"id\":\"1\",\"thirdid\":\"7\"}}";
    String done = "{\"status\":0,\"message\":\"SUCCESS\"}";
    server
        .on(API + "pic/upload", "{\"status\":0,\"data\":{\"photoId\":\"p.jpg\"}}")
        .on(API + "pic/download", 200, "image/jpeg", new byte[] {1, 2})
        .on(API + "visitor/add", done)
        .on(API + "syncdept/addOrEdit", saved)
        .on(API + "syncdept/delete", done)
        .on(API + "syncuser/addOrEdit", saved)
        .on(API + "syncuser/delete", "{\"status\":\"0\"}");
    assertThat(platform.upload("a.jpg", EncodedImage.ofText("/9j/4AAQ"))).isEqualTo("p.jpg");
    assertThat(platform.download("p.jpg")).hasSize(2);
    platform.addVisitor(
        PlatformVisit.V2R2
            .builder("another key", EventTime.ofMillis(5), PersonName.of("小明"))
            .imageId("p.jpg")
            .build());
    assertThat(platform.saveDepartment("11", "hr", null)).isEqualTo("1");
    platform.deleteDepartments(List.of("11"));
    PlatformClient.Employee employee =
        new PlatformClient.Employee("7", PersonName.of("张三"), "11", "001", null, null, "p.jpg");
    assertThat(platform.saveEmployee(employee)).isEqualTo("1");
    assertThat(employee.toString()).isEqualTo("Employee[]");
    platform.deleteEmployees(List.of("7"));
    assertThat(asked())
        .containsExactly(
            API
                + "pic/upload "
                + SIGNED_IN
                + "\"photoName\":\"a.jpg\",\"photoByteStr\":\"/9j/4AAQ\"}",
            API + "pic/download " + SIGNED_IN + "\"photoId\":\"p.jpg\"}",
            API + "visitor/add " + SIGNED_IN + "\"name\":\"小明\",\"photoId\":\"p.jpg\"}",
            API + "syncdept/addOrEdit " + SIGNED_IN + "\"name\":\"hr\",\"thirdId\":\"11\"}",
            API + "syncdept/delete " + SIGNED_IN + "\"thirdIds\":[\"11\"]}",
            API
                + "syncuser/addOrEdit "
                + SIGNED_IN
                + "\"name\":\"张三\",\"thirdId\":\"7\",\"jobNumber\":\"001\","
                + "\"thirdDeptId\":\"11\",\"facePicture\":\"p.jpg\"}",
            API + "syncuser/delete " + SIGNED_IN + "\"thirdIds\":[\"7\"]}");
  }

  @Test
  void aStatusThatIsNotZeroIsARefusal() {
    server
        .on(API + "syncuser/delete", "{\"status\":1,\"message\":\"张三 has gone\"}")
        .on(API + "pic/download", "{\"status\":\"500\",\"message\":\"m\"}");
    assertThatExceptionOfType(BoxException.class)
        .isThrownBy(() -> platform.deleteEmployees(List.of("7")))
        .withMessage("platform 127.0.0.1: refused POST /openapi/v1/syncuser/delete with 1")
        .satisfies(e -> assertThat(e.words()).isEqualTo("张三 has gone"));
    assertThatExceptionOfType(BoxException.class)
        .isThrownBy(() -> platform.download("p.jpg"))
        .withMessage("platform 127.0.0.1: refused POST /openapi/v1/pic/download with 500");
    assertThat(asked()).hasSize(2);
  }

  @Test
  void anAnswerWithoutAStatusIsNone() {
    server.on(API + "syncuser/delete", "{\"message\":\"SUCCESS\"}");
    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(() -> platform.deleteEmployees(List.of("7")))
        .withMessage(
            "platform 127.0.0.1: expected a status in answer to POST /openapi/v1/syncuser/delete"
                + " but was none");
  }

  @Test
  void anHttpErrorIsARefusal() {
    server.on(API + "syncuser/delete", 401, "text/html", "<p>".getBytes(UTF_8));
    assertThatExceptionOfType(BoxException.class)
        .isThrownBy(() -> platform.deleteEmployees(List.of("7")))
        .withMessageEndingWith("with HTTP 401");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 51})
  void asManyIdsAsThePlatformTakes(int ids) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> platform.deleteEmployees(Collections.nCopies(ids, "7")))
        .withMessage("platform: expected 1 to 50 ids but were " + ids);
    server.on(API + "syncuser/delete", "{\"status\":0}");
    platform.deleteEmployees(Collections.nCopies(50, "7"));
  }

  @Test
  void anAddressWithoutAPortHasThatOfThePlatform() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlatformClient.builder("http://192.0.2.1/box", "k", "s"))
        .withMessageStartingWith("platform: expected a host");
  }

  @Test
  void thePageHasEveryMethod() throws IOException {
    String page = Files.readString(Path.of("../docs/box-api.md"));
    Set<String> methods =
        Arrays.stream(PlatformClient.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .map(Method::getName)
            .filter(name -> !name.equals("builder") && !name.equals("close"))
            .collect(Collectors.toSet());
    assertThat(methods).hasSize(12).allMatch(name -> page.contains("`" + name + "`"));
  }
}
