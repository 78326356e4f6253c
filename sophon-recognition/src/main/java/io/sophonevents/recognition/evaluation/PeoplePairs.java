package io.sophonevents.recognition.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Pairs of pictures of known people: of each kind, one person and different people, all there are
 * or a number of them drawn by chance.
 *
 * <p>The pairs are dealt out to at most 10 folds, each kind for itself, so that every fold has as
 * many of one person as the next. A person may be in several folds: all that is learnt from a fold
 * is a threshold.
 */
public final class PeoplePairs {
  private static final int FOLDS = 10;

  private final List<List<String>> people;
  private final List<String> images;
  private final List<Integer> personOfImage = new ArrayList<>();
  // people by how many pairs of one person come before theirs
  private final NavigableMap<Long, List<String>> peopleByPairsBefore = new TreeMap<>();
  private final Random random;
  private final long samePairs;
  private final long differentPairs;

  private record Pair(String image1, String image2) {}

  private PeoplePairs(List<List<String>> people, long seed) {
    this.people = people;
    images = people.stream().flatMap(List::stream).toList();
    random = new Random(seed);
    long pairs = 0;
    for (int person = 0; person < people.size(); person++) {
      List<String> pictures = people.get(person);
      if (pictures.size() > 1) {
        peopleByPairsBefore.put(pairs, pictures);
        pairs += pairsOf(pictures.size());
      }
      personOfImage.addAll(Collections.nCopies(pictures.size(), person));
    }
    samePairs = pairs;
    differentPairs = pairsOf(images.size()) - pairs;
  }

  /**
   * Pairs of these people's pictures. The same arguments give the same pairs on every machine.
   *
   * @param people by name, the names of each one's pictures
   * @param limit the most pairs of each kind, at least 1
   * @param seed of the chance by which pairs are drawn and dealt out
   * @throws IllegalArgumentException if there is no pair of one of the kinds, or the limit is less
   *     than 1
   */
  public static List<VerificationPair> of(Map<String, List<String>> people, int limit, long seed) {
    if (limit < 1) {
      throw new IllegalArgumentException(
          "pairs of people: expected a limit of at least 1 but it is " + limit);
    }
    // by name, so that the order of the map does not matter
    return new PeoplePairs(List.copyOf(new TreeMap<>(people).values()), seed).pairs(limit);
  }

  private List<VerificationPair> pairs(int limit) {
    if (samePairs == 0 || differentPairs == 0) {
      throw new IllegalArgumentException(
          "pairs of people: expected pairs of one person and of different people but there are "
              + samePairs
              + " and "
              + differentPairs);
    }
    Set<Pair> same = samePairs <= limit ? allOfOnePerson() : draw(limit, this::someOfOnePerson);
    Set<Pair> different =
        differentPairs <= limit ? allOfDifferentPeople() : draw(limit, this::someOfDifferentPeople);
    int folds = Math.min(FOLDS, Math.min(same.size(), different.size()));
    List<VerificationPair> pairs = new ArrayList<>(deal(same, folds, true));
    pairs.addAll(deal(different, folds, false));
    return List.copyOf(pairs);
  }

  private Set<Pair> allOfOnePerson() {
    Set<Pair> all = new LinkedHashSet<>();
    for (List<String> pictures : people) {
      for (int i = 1; i < pictures.size(); i++) {
        for (String earlier : pictures.subList(0, i)) {
          all.add(new Pair(earlier, pictures.get(i)));
        }
      }
    }
    return all;
  }

  private Set<Pair> allOfDifferentPeople() {
    Set<Pair> all = new LinkedHashSet<>();
    List<String> earlier = new ArrayList<>();
    for (List<String> pictures : people) {
      for (String first : earlier) {
        pictures.forEach(second -> all.add(new Pair(first, second)));
      }
      earlier.addAll(pictures);
    }
    return all;
  }

  private Pair someOfOnePerson() {
    long pair = (long) (random.nextDouble() * samePairs);
    List<String> pictures = peopleByPairsBefore.floorEntry(pair).getValue();
    int first = random.nextInt(pictures.size());
    int second = random.nextInt(pictures.size() - 1);
    return pair(pictures, first, second < first ? second : second + 1);
  }

  private Pair someOfDifferentPeople() {
    while (true) {
      int first = random.nextInt(images.size());
      int second = random.nextInt(images.size());
      if (!personOfImage.get(first).equals(personOfImage.get(second))) {
        return pair(images, first, second);
      }
    }
  }

  private static Pair pair(List<String> pictures, int first, int second) {
    return new Pair(pictures.get(Math.min(first, second)), pictures.get(Math.max(first, second)));
  }

  private static Set<Pair> draw(int number, Supplier<Pair> some) {
    Set<Pair> drawn = new LinkedHashSet<>();
    while (drawn.size() < number) {
      drawn.add(some.get());
    }
    return drawn;
  }

  private List<VerificationPair> deal(Set<Pair> pairs, int folds, boolean same) {
    List<Pair> shuffled = new ArrayList<>(pairs);
    Collections.shuffle(shuffled, random);
    List<VerificationPair> dealt = new ArrayList<>();
    for (Pair pair : shuffled) {
      dealt.add(new VerificationPair(1 + dealt.size() % folds, pair.image1(), pair.image2(), same));
    }
    return dealt;
  }

  private static long pairsOf(int pictures) {
    return pictures * (pictures - 1L) / 2;
  }
}
