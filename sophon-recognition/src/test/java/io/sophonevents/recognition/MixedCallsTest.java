package io.sophonevents.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.recognition.gallery.InMemoryGallery;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The short form of the long run. */
class MixedCallsTest {
  @Test
  void eightCallersGetTheAnswersOfALoneOne() throws Exception {
    try (FaceRecognizer recognizer = FaceRecognizer.openPack(new InMemoryGallery())) {
      MixedCalls calls = new MixedCalls(recognizer, Path.of("../examples/photos"));

      calls.run(160, 8);

      assertThat(calls.wrong()).isZero();
    }
  }
}
