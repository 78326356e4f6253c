package io.sophonevents.recognition.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeoplePairsTest {
  private static final Map<String, List<String>> PEOPLE =
      Map.of("a", List.of("a1", "a2", "a3"), "b", List.of("b1"), "c", List.of("c1", "c2"));

  @Test
  void allPairsAreMadeIfTheyAreFewEnough() {
    List<VerificationPair> pairs = PeoplePairs.of(PEOPLE, 11, 1);

    assertThat(pairs.stream().filter(VerificationPair::same).map(PeoplePairsTest::names))
        .containsExactlyInAnyOrder("a1 a2", "a1 a3", "a2 a3", "c1 c2");
    assertThat(pairs.stream().filter(pair -> !pair.same()).map(PeoplePairsTest::names))
        .containsExactlyInAnyOrder(
            "a1 b1", "a2 b1", "a3 b1", "a1 c1", "a1 c2", "a2 c1", "a2 c2", "a3 c1", "a3 c2",
            "b1 c1", "b1 c2");
  }

  @Test
  void eachKindIsDealtOutToAsManyFoldsAsTheRarerKindHasPairs() {
    List<VerificationPair> pairs = PeoplePairs.of(PEOPLE, 11, 1);

    assertThat(pairs.stream().filter(VerificationPair::same).map(VerificationPair::fold))
        .containsExactly(1, 2, 3, 4);
    assertThat(pairs.stream().filter(pair -> !pair.same()).map(VerificationPair::fold))
        .containsExactly(1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3);
  }

  @Test
  void thereAreTenFoldsAtMost() {
    List<String> many = IntStream.range(0, 20).mapToObj(i -> "m" + i).toList();

    List<VerificationPair> pairs =
        PeoplePairs.of(Map.of("m", many, "n", List.of("n1", "n2")), 1000, 1);

    assertThat(pairs).hasSize(191 + 40).extracting(VerificationPair::fold).contains(10);
    assertThat(pairs).extracting(VerificationPair::fold).allMatch(fold -> fold >= 1 && fold <= 10);
  }

  @Test
  void moreAreDrawnByChanceEachOnceAndOfItsKind() {
    List<VerificationPair> pairs = PeoplePairs.of(PEOPLE, 3, 1);

    assertThat(pairs).hasSize(6);
    assertThat(new HashSet<>(pairs.stream().map(PeoplePairsTest::names).toList())).hasSize(6);
    assertThat(pairs)
        .allMatch(pair -> pair.same() == (pair.image1().charAt(0) == pair.image2().charAt(0)))
        .allMatch(pair -> pair.image1().compareTo(pair.image2()) < 0);
    assertThat(pairs.stream().filter(VerificationPair::same)).hasSize(3);
  }

  @Test
  void theSeedAloneDecidesWhichAreDrawn() {
    assertThat(PeoplePairs.of(PEOPLE, 3, 7)).isEqualTo(PeoplePairs.of(PEOPLE, 3, 7));
    assertThat(IntStream.range(0, 20).mapToObj(seed -> PeoplePairs.of(PEOPLE, 3, seed)).distinct())
        .hasSizeGreaterThan(15);
  }

  @Test
  void peopleWithoutAPairOfEachKindAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PeoplePairs.of(Map.of("a", List.of("a1"), "b", List.of("b1")), 9, 1))
        .withMessage(
            "pairs of people: expected pairs of one person and of different people but there are"
                + " 0 and 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PeoplePairs.of(Map.of("a", List.of("a1", "a2")), 9, 1))
        .withMessage(
            "pairs of people: expected pairs of one person and of different people but there are"
                + " 1 and 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PeoplePairs.of(PEOPLE, 0, 1))
        .withMessage("pairs of people: expected a limit of at least 1 but it is 0");
  }

  private static String names(VerificationPair pair) {
    return pair.image1() + " " + pair.image2();
  }
}
