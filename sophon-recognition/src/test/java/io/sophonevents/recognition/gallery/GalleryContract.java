package io.sophonevents.recognition.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.sophonevents.event.Embedding;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonName;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every gallery does. */
abstract class GalleryContract {
  abstract Gallery empty();

  @Test
  void anEmptyGalleryKnowsNobody() {
    Gallery gallery = empty();

    assertThat(gallery.nearest(embedding(1, 0))).isEmpty();
    assertThat(gallery.size()).isZero();
  }

  @Test
  void theNearestOfThousandsIsTheOneThatComparingEachFinds() {
    Random random = new Random(20261121);
    Gallery gallery = empty();
    List<Embedding> known = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      known.add(randomEmbedding(random));
      gallery.enrol(person(i), known.get(i));
    }

    for (int i = 0; i < 50; i++) {
      Embedding probe = randomEmbedding(random);
      int nearest = 0;
      for (int j = 1; j < known.size(); j++) {
        if (probe.similarity(known.get(j)) > probe.similarity(known.get(nearest))) {
          nearest = j;
        }
      }
      Match match = gallery.nearest(probe).orElseThrow();
      assertThat(match.person()).isEqualTo(person(nearest));
      assertThat(match.similarity()).isCloseTo(probe.similarity(known.get(nearest)), within(1e-6));
    }
  }

  @Test
  void anEmbeddingOfAnotherSpaceIsRefused() {
    Gallery gallery = empty();
    gallery.enrol(person(1), embedding(0, 1).inSpace("one"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> gallery.nearest(embedding(0, 1).inSpace("other")))
        .withMessage(
            "gallery: expected an embedding of the space one like the others but it is of the space"
                + " other");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> gallery.enrol(person(2), embedding(0, 1)))
        .withMessage(
            "gallery: expected an embedding of the space one like the others but it is of a space"
                + " without a name");
    assertThat(gallery.size()).isEqualTo(1);
    assertThat(gallery.nearest(embedding(0, 1).inSpace("one"))).isPresent();
  }

  @Test
  void aGalleryWithoutASpaceTakesNoneWithOne() {
    Gallery gallery = empty();
    gallery.enrol(person(1), embedding(0, 1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> gallery.nearest(embedding(0, 1).inSpace("one")))
        .withMessage(
            "gallery: expected an embedding of a space without a name like the others but it is of"
                + " the space one");
  }

  @Test
  void lengthsDoNotCount() {
    Gallery gallery = empty();
    gallery.enrol(person(1), embedding(0, 100));
    gallery.enrol(person(2), embedding(0.001f, 0));

    Match match = gallery.nearest(embedding(7, 1)).orElseThrow();

    assertThat(match.person()).isEqualTo(person(2));
    assertThat(match.similarity()).isCloseTo(7 / Math.sqrt(50), within(1e-6));
  }

  @Test
  void theSameVectorIsSimilarByOneAndItsOppositeByMinusOne() {
    Gallery gallery = empty();
    gallery.enrol(person(1), embedding(0.3f, 0.4f, 0.7f));

    assertThat(gallery.nearest(embedding(0.3f, 0.4f, 0.7f)).orElseThrow().similarity())
        .isCloseTo(1, within(1e-6));
    assertThat(gallery.nearest(embedding(-0.3f, -0.4f, -0.7f)).orElseThrow().similarity())
        .isCloseTo(-1, within(1e-6));
  }

  @Test
  void ofEqualFacesTheFirstIsNearest() {
    Gallery gallery = empty();
    for (int i = 0; i < 600; i++) {
      gallery.enrol(person(i), embedding(3, 4));
    }

    assertThat(gallery.nearest(embedding(4, 3)).orElseThrow().person()).isEqualTo(person(0));
  }

  @Test
  void aPersonMayHaveSeveralFaces() {
    Gallery gallery = empty();
    gallery.enrol(person(1), embedding(1, 0));
    gallery.enrol(person(2), embedding(-1, 0));
    gallery.enrol(person(1), embedding(0, 1));

    assertThat(gallery.nearest(embedding(0.1f, 0.9f)).orElseThrow().person()).isEqualTo(person(1));
    assertThat(gallery.size()).isEqualTo(3);
  }

  @Test
  void aPersonRemovedIsNotFound() {
    Gallery gallery = empty();
    for (int i = 0; i < 700; i++) {
      gallery.enrol(person(i % 7), embedding(i % 7, 1));
    }

    assertThat(gallery.remove(person(6).identityId())).isEqualTo(100);

    assertThat(gallery.size()).isEqualTo(600);
    assertThat(gallery.nearest(embedding(100, 1)).orElseThrow().person()).isEqualTo(person(5));
    assertThat(gallery.remove(person(6).identityId())).isZero();
  }

  @Test
  void aVectorOfAnotherSizeIsRefused() {
    Gallery gallery = empty();
    gallery.enrol(person(1), embedding(1, 0));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> gallery.enrol(person(2), embedding(1, 0, 0)))
        .withMessage("gallery: expected an embedding of 2 values like the others but it has 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> gallery.nearest(embedding(1, 0, 0)))
        .withMessage("gallery: expected an embedding of 2 values like the others but it has 3");
    assertThat(gallery.size()).isEqualTo(1);
  }

  @Test
  void aVectorWithoutLengthIsRefused() {
    Gallery gallery = empty();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> gallery.enrol(person(1), embedding(0, 0)));
    assertThat(gallery.size()).isZero();
  }

  @Test
  void whatManyThreadsEnrolIsAllThere() throws Exception {
    Gallery gallery = empty();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> work = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      int from = thread * 5000;
      work.add(
          threads.submit(
              () -> {
                start.await();
                for (int i = from; i < from + 5000; i++) {
                  gallery.enrol(person(i), embedding(i, 1));
                }
                return null;
              }));
    }
    start.countDown();
    for (Future<?> part : work) {
      part.get(60, TimeUnit.SECONDS);
    }
    threads.shutdown();

    assertThat(gallery.size()).isEqualTo(20_000);
    assertThat(gallery.nearest(embedding(-1, 1)).orElseThrow().person()).isEqualTo(person(0));
  }

  @Test
  void searchesGoOnWhileFacesComeAndGo() throws Exception {
    Gallery gallery = empty();
    gallery.enrol(person(0), embedding(1, 0, 0));
    int writers = 2;
    int readers = 2;
    ExecutorService threads = Executors.newFixedThreadPool(writers + readers);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> work = new ArrayList<>();
    for (int writer = 1; writer <= writers; writer++) {
      Person person = person(writer);
      work.add(
          threads.submit(
              () -> {
                start.await();
                for (int i = 0; i < 500; i++) {
                  gallery.enrol(person, embedding(0, 1, i));
                  if (i % 100 == 99) {
                    gallery.remove(person.identityId());
                  }
                }
                return null;
              }));
    }
    for (int reader = 0; reader < readers; reader++) {
      work.add(
          threads.submit(
              () -> {
                start.await();
                for (int i = 0; i < 2000; i++) {
                  Match match = gallery.nearest(embedding(1, 0, 0)).orElseThrow();
                  assertThat(match.person()).isEqualTo(person(0));
                  assertThat(match.similarity()).isEqualTo(1);
                }
                return null;
              }));
    }
    start.countDown();
    for (Future<?> part : work) {
      part.get(60, TimeUnit.SECONDS);
    }
    threads.shutdown();

    assertThat(gallery.size()).isEqualTo(1);
  }

  private static Embedding embedding(float... values) {
    return Embedding.of(values);
  }

  private static Embedding randomEmbedding(Random random) {
    float[] values = new float[192];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Embedding.of(values);
  }

  private static Person person(int number) {
    return Person.of(IdentityId.of("id-" + number), PersonName.of("name-" + number));
  }
}
