package io.sophonevents.recognition.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.sophonevents.event.Embedding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationTest {
  @TempDir Path folder;

  @Test
  void eachFoldIsJudgedWithTheThresholdOfTheOthers() {
    // similarities: 0.8 same, 0.1 different in fold 1; 0.6 same, 0.7 different in fold 2
    Map<String, Embedding> embeddings =
        Map.of("a", at(0), "b", at(0.8), "c", at(0.1), "d", at(0.6), "e", at(0.7), "f", at(1));
    List<VerificationPair> pairs =
        List.of(
            new VerificationPair(1, "f", "b", true),
            new VerificationPair(1, "f", "c", false),
            new VerificationPair(2, "f", "d", true),
            new VerificationPair(2, "f", "e", false));

    Verification result = Verification.of(pairs, embeddings, 0.65);

    // fold 2 alone is best with a threshold at or below 0.6, or above 0.7: the lowest is taken
    assertThat(result.folds().get(0).threshold()).isEqualTo(-0.2);
    assertThat(result.folds().get(0).accuracy()).isEqualTo(0.5);
    assertThat(result.folds().get(1).threshold()).isCloseTo(0.101, within(1e-9));
    assertThat(result.folds().get(1).accuracy()).isEqualTo(0.5);
    assertThat(result.accuracy()).isEqualTo(0.5);
    assertThat(result.fixedAccuracy()).isEqualTo(0.5);
    assertThat(result.failedPairs()).isZero();
  }

  @Test
  void aPairWithoutAFaceIsWrong() {
    List<VerificationPair> pairs =
        List.of(
            new VerificationPair(1, "a", "a", true), new VerificationPair(1, "a", "none", false));

    Verification result = Verification.of(pairs, Map.of("a", at(1)), 0.446);

    assertThat(result.accuracy()).isEqualTo(0.5);
    assertThat(result.fixedAccuracy()).isEqualTo(0.5);
    assertThat(result.failedPairs()).isEqualTo(1);
    assertThat(result.pairs()).isEqualTo(2);
  }

  @Test
  void pairsAreReadFromTheirFile() throws IOException {
    Path file = folder.resolve("pairs.csv");
    Files.writeString(file, "fold,image1,image2,same\n1,a.jpg,b.jpg,1\r\n2,c.jpg,d.jpg,0\n\n");

    assertThat(VerificationPair.read(file))
        .containsExactly(
            new VerificationPair(1, "a.jpg", "b.jpg", true),
            new VerificationPair(2, "c.jpg", "d.jpg", false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|expected the header fold,image1,image2,same but it differs at line 1",
        "a,b|expected the header fold,image1,image2,same but it differs at line 1",
        "fold,image1,image2,same|expected at least one pair but there is none",
        "fold,image1,image2,same;1,a,b,1;1,a,1"
            + "|expected a fold number, two file names and 0 or 1 but it differs at line 3",
        "fold,image1,image2,same;1,a,b,yes"
            + "|expected a fold number, two file names and 0 or 1 but it differs at line 2",
      })
  void aFileOfAnotherFormIsRefusedByLine(String content, String problem) throws IOException {
    Path file = folder.resolve("pairs.csv");
    Files.writeString(file, content.replace(';', '\n'));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> VerificationPair.read(file))
        .withMessage("pairs file " + file + ": " + problem);
  }

  /** A vector whose similarity to {@code at(1)} is this. */
  private static Embedding at(double similarity) {
    return Embedding.of(
        new float[] {(float) similarity, (float) Math.sqrt(1 - similarity * similarity)});
  }
}
