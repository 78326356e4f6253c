package io.sophonevents.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EachPictureTest {
  private static final List<String> IMAGES =
      IntStream.range(0, 120).mapToObj(i -> i + ".jpg").toList();

  private final StringWriter progress = new StringWriter();

  @Test
  void resultsAreInTheOrderOfThePicturesAndProgressIsTold() throws InterruptedException {
    assertThat(EachPicture.run(IMAGES, image -> image + "!", new PrintWriter(progress)))
        .isEqualTo(IMAGES.stream().map(image -> image + "!").toList());

    assertThat(progress.toString().lines())
        .containsExactly("50 of 120 pictures", "100 of 120 pictures");
  }

  @Test
  void aFailureEndsTheWorkAsItIs() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                EachPicture.run(
                    IMAGES,
                    image -> {
                      throw new IllegalStateException("broken");
                    },
                    new PrintWriter(progress)))
        .withMessage("broken");
  }
}
