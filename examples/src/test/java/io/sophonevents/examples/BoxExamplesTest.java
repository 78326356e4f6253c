package io.sophonevents.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BoxExamplesTest {
  private static final int MOST_LINES = 60;

  @Test
  void peopleAreManagedOnBoxesOfBothGenerations() throws Exception {
    assertThat(Printed.by(() -> ManagePeopleOnABox.main(new String[0])))
        .isEqualTo(
            """
            a box of V5
            not twice: 40011 IDENTITY_EXSIT_ERROR
            people: 2
            found, with a picture of 43494 bytes
            deleted: 1
            still there: false
            a box of V6
            not twice: ID_REPEAT_ERROR
            people: 2
            found, with a picture of 43494 bytes
            deleted: 1
            still there: false
            """);
  }

  @Test
  void aDoorOpensForOneOfSix() throws Exception {
    assertThat(Printed.by(() -> OpenADoorSafely.main(new String[0])))
        .isEqualTo(
            """
            closed: nobody stands there any more
            open
            closed: is inside already
            closed: not sure
            closed: no employee
            closed: on the deny list
            opened: 1
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ManagePeopleOnABox", "OpenADoorSafely"})
  void anExampleIsShort(String name) throws Exception {
    assertThat(
            Files.readAllLines(Path.of("src/main/java/io/sophonevents/examples", name + ".java")))
        .hasSizeLessThanOrEqualTo(MOST_LINES);
  }
}
