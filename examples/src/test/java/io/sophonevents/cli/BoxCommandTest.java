package io.sophonevents.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.client.box.BoxGeneration;
import io.sophonevents.client.testing.FakeBox;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PersonType;
import io.sophonevents.event.Score;
import io.sophonevents.event.StoredEvent;
import io.sophonevents.event.StreamEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class BoxCommandTest {
  private static final Path PHOTO = Path.of("photos/people/alex-winter/portrait.jpg");

  @TempDir Path folder;

  @RegisterExtension final CapturedOutput output = new CapturedOutput();

  private static int box(FakeBox box, String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of("box", command, box.restUri().toString()));
    arguments.addAll(List.of(more));
    return Sophon.run(arguments.toArray(String[]::new));
  }

  private static StoredEvent seen(FakeBox box) throws Exception {
    return box.sees(
        StreamEvent.V5R2
            .builder(IdentityId.of("100001"), EventTime.ofMillis(1607062639701L))
            .deviceId(FakeBox.DEVICE_ID)
            .identityName(PersonName.of("Tom\tor\u001b[31m"))
            .personType(PersonType.EMPLOYEE)
            .score(Score.of(93.5))
            .faceImage(EncodedImage.of(Files.readAllBytes(PHOTO)))
            .build());
  }

  @ParameterizedTest
  @EnumSource(BoxGeneration.class)
  void whatItIsAndWhatItHasSeen(BoxGeneration generation) throws Exception {
    try (FakeBox box = FakeBox.open(generation)) {
      StoredEvent event = seen(box);
      assertThat(box(box, "devices")).isZero();
      assertThat(box(box, "devices", "--json")).isZero();
      assertThat(box(box, "events", "--from", "2020-12-04T06:00:00Z")).isZero();
      assertThat(box(box, "events", "--to", "2020-12-04T06:00:00Z")).isZero();
      Path file = folder.resolve("face.jpg");
      String[] picture = {
        String.valueOf(event.faceImageId()), "--time", event.time().text(), "--out", file.toString()
      };
      assertThat(box(box, "picture", picture)).isZero();
      assertThat(file).hasSameBinaryContentAs(PHOTO);
      assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
      assertThat(box(box, "picture", picture)).isEqualTo(1); // not over a file that is there
      assertThat(output.out().lines().toList())
          .satisfiesExactly(
              line -> assertThat(line).isEqualTo(FakeBox.DEVICE_ID + "\tdoor\tphoto\t192.168.1.96"),
              line ->
                  assertThat(line)
                      .isEqualTo(
                          "{\"id\":\""
                              + FakeBox.DEVICE_ID
                              + "\",\"name\":\"door\",\"type\":\"photo\","
                              + "\"address\":\"192.168.1.96\"}"),
              line ->
                  assertThat(line)
                      .startsWith("2020-12-04T06:17:19.701Z\t")
                      .contains("\t100001\tTom or [31m\temployee\t93.5\t"),
              line -> assertThat(line).isEqualTo(file + "\t43494"));
    }
  }

  @ParameterizedTest
  @EnumSource(BoxGeneration.class)
  void people(BoxGeneration generation) {
    try (FakeBox box = FakeBox.open(generation)) {
      String photo = PHOTO.toString();
      assertThat(box(box, "register", "100001", photo, "--name", "小明", "--kind", "visitor"))
          .isZero();
      assertThat(box(box, "register", "100001", photo, "--name", "小明")).isEqualTo(1);
      assertThat(box(box, "register", "100002", photo, "--name", "x", "--kind", "king"))
          .isEqualTo(1);
      assertThat(box(box, "people")).isZero();
      assertThat(box(box, "people", "--person", "4711")).isZero();
      assertThat(box(box, "delete", "100001")).isZero();
      assertThat(output.out().lines().toList())
          .satisfiesExactly(
              line -> assertThat(line).isEqualTo("100001"),
              line -> assertThat(line).startsWith("100001\t小明\tvisitor\t"),
              line -> assertThat(line).isEqualTo("1"));
      assertThat(output.err())
          .contains("box 127.0.0.1: refused POST /")
          .contains("--kind: expected employee, visitor, blacklist, stranger or vip");
    }
  }

  @Test
  void aDoorIsOpened() {
    try (FakeBox box = FakeBox.open(BoxGeneration.V5)) {
      assertThat(box(box, "door", "192.0.2.25", "--seconds", "3", "--door", "2")).isZero();
      assertThat(box(box, "door", "192.0.2.25", "--seconds", "255")).isEqualTo(1);
      assertThat(box.memory().actions()).hasSize(1);
      assertThat(output.out()).isEqualTo("2\n");
      assertThat(output.err()).contains("door: expected a time of 1 to 254 whole seconds");
    }
  }

  @Test
  void aBoxThatRefusesIsAFailure() {
    try (FakeBox box = FakeBox.open(BoxGeneration.V6)) {
      box.refusesCalls("INTERNAL_ERROR", "not today");
      assertThat(box(box, "config", "--generation", "V6")).isEqualTo(1);
      assertThat(output.err())
          .contains("box 127.0.0.1: refused POST /sophon/v2/face/getconfigs with INTERNAL_ERROR")
          .doesNotContain("not today");
    }
  }
}
