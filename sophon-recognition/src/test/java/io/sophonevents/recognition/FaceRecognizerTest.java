package io.sophonevents.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sophonevents.event.Embedding;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonName;
import io.sophonevents.recognition.RecognitionResult.Identified;
import io.sophonevents.recognition.RecognitionResult.Stranger;
import io.sophonevents.recognition.gallery.Gallery;
import io.sophonevents.recognition.gallery.InMemoryGallery;
import io.sophonevents.recognition.gallery.Match;
import io.sophonevents.recognition.gallery.Person;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FaceRecognizerTest {
  private static final Person PERSON = Person.of(IdentityId.of("1"), PersonName.of("alex"));
  private static final RecognitionSettings SETTINGS = RecognitionSettings.of(0.6);
  private static final FixedEmbedder PROBE = FixedEmbedder.of(0.6f, 0.8f);
  private static final Frame SCENE = Frame.of(1, 1, new byte[3]);

  private final InMemoryGallery gallery = new InMemoryGallery();

  @Test
  void aFaceJustAtTheThresholdIsIdentified() {
    gallery.enrol(PERSON, Embedding.of(new float[] {1, 0}));
    double similarity = gallery.nearest(PROBE.embedding()).orElseThrow().similarity();
    RecognitionSettings settings = SETTINGS.withThreshold(similarity);

    assertThat(recognizer(settings, PROBE, face(100)).recognize(SCENE))
        .containsExactly(
            new Identified(face(100), PROBE.embedding(), new Match(PERSON, similarity)));
  }

  @Test
  void aFaceJustBelowTheThresholdIsAStranger() {
    gallery.enrol(PERSON, Embedding.of(new float[] {1, 0}));
    double similarity = gallery.nearest(PROBE.embedding()).orElseThrow().similarity();
    RecognitionSettings settings = SETTINGS.withThreshold(Math.nextUp(similarity));

    assertThat(recognizer(settings, PROBE, face(100)).recognize(SCENE))
        .containsExactly(new Stranger(face(100), PROBE.embedding(), similarity));
  }

  @Test
  void whereNobodyIsKnownEverybodyIsAStranger() {
    FaceDetection face = face(100);

    assertThat(recognizer(FixedEmbedder.of(1, 0), face).recognize(SCENE))
        .containsExactly(new Stranger(face, Embedding.of(new float[] {1, 0}), null));
  }

  @Test
  void aPictureWithoutFacesHasNoResults() {
    assertThat(recognizer(FixedEmbedder.of(1, 0)).recognize(SCENE)).isEmpty();
  }

  @Test
  void facesComeInTheDetectorsOrderWithoutThoseThatAreTooSmall() {
    RecognitionSettings settings = SETTINGS.withMinimumFacePixels(50);

    List<RecognitionResult> results =
        recognizer(settings, FixedEmbedder.of(1, 0), face(90), face(50), face(49.9))
            .recognize(SCENE);

    assertThat(results)
        .extracting(result -> result.face().box().longerSidePixels())
        .containsExactly(90.0, 50.0);
  }

  @Test
  void whoIsEnrolledIsIdentifiedFromThenOn() {
    FaceRecognizer recognizer = recognizer(FixedEmbedder.of(0, 1), face(80));

    Embedding added = recognizer.enrol(PERSON, SCENE);

    assertThat(added).isEqualTo(Embedding.of(new float[] {0, 1}));
    assertThat(gallery.size()).isEqualTo(1);
    assertThat(recognizer.recognize(SCENE))
        .containsExactly(new Identified(face(80), added, new Match(PERSON, 1)));
  }

  @Test
  void aPhotoWithoutAFaceIsNotEnrolled() throws IOException {
    assertThatExceptionOfType(FaceCountException.class)
        .isThrownBy(() -> recognizer(FixedEmbedder.of(1, 0)).enrol(PERSON, photo()))
        .withMessage(
            "enrolment photo people/x/1.jpg: expected exactly one face of at least 40 pixels but"
                + " found none");
    assertThat(gallery.size()).isZero();
  }

  @Test
  void aPhotoWithTwoFacesIsNotEnrolled() throws IOException {
    FaceRecognizer recognizer = recognizer(FixedEmbedder.of(1, 0), face(90), face(40), face(39));

    assertThatExceptionOfType(FaceCountException.class)
        .isThrownBy(() -> recognizer.enrol(PERSON, photo()))
        .withMessage(
            "enrolment photo people/x/1.jpg: expected exactly one face of at least 40 pixels but"
                + " found 2");
    assertThat(gallery.size()).isZero();
  }

  @Test
  void facesTooSmallToEnrolDoNotDisturb() {
    FaceRecognizer recognizer = recognizer(FixedEmbedder.of(1, 0), face(40), face(39.9));

    recognizer.enrol(PERSON, SCENE);

    assertThat(gallery.size()).isEqualTo(1);
  }

  @Test
  void photosAreOnePersonsFromTheThresholdOn() throws IOException {
    FaceRecognizer recognizer = recognizer(SETTINGS.withThreshold(1), PROBE, face(40), face(39));

    VerificationResult verified = recognizer.verify(photo(), SCENE);

    assertThat(verified).isEqualTo(new VerificationResult(face(40), face(40), 1, 1));
    assertThat(verified.isSamePerson()).isTrue();
    assertThat(new VerificationResult(face(40), face(40), Math.nextDown(1.0), 1).isSamePerson())
        .isFalse();
  }

  @Test
  void ofAPhotoWithTwoFacesNobodyKnowsWhichIsMeant() throws IOException {
    FaceDetector oneFaceInTheSceneAndTwoInThePhoto =
        frame -> frame == SCENE ? List.of(face(80)) : List.of(face(90), face(40));
    FaceRecognizer recognizer = recognizer(oneFaceInTheSceneAndTwoInThePhoto);
    Frame photo = photo();
    String message =
        "photo people/x/1.jpg: expected exactly one face of at least 40 pixels but found 2";

    assertThatExceptionOfType(FaceCountException.class)
        .isThrownBy(() -> recognizer.verify(SCENE, photo))
        .withMessage(message);
    assertThatExceptionOfType(FaceCountException.class)
        .isThrownBy(() -> recognizer.verify(photo, SCENE))
        .withMessage(message);
    assertThat(recognizer.verify(SCENE, SCENE).isSamePerson()).isTrue();
  }

  @Test
  void detectionAndEmbeddingAreThereAlone() {
    RecognitionSettings settings = SETTINGS.withMinimumFacePixels(50);
    FaceRecognizer recognizer = recognizer(settings, PROBE, face(90), face(49.9));

    assertThat(recognizer.detect(SCENE)).containsExactly(face(90));
    assertThat(recognizer.embed(SCENE, face(20))).isEqualTo(PROBE.embedding());
    assertThat(gallery.size()).isZero();
  }

  @Test
  void attributesAreEstimatedOnlyIfTheSettingsAskForThem() {
    EstimatedAttributes attributes = EstimatedAttributes.NONE.withAgeYears(30);
    FaceAttributeEstimator estimator = (frame, face) -> attributes;
    FaceAttributeEstimator notAsked =
        (frame, face) -> {
          throw new AssertionError("nobody asked for attributes");
        };

    assertThat(recognizer(SETTINGS.withAttributes(true), estimator).recognize(SCENE))
        .containsExactly(new Stranger(face(100), PROBE.embedding(), attributes, null));
    assertThat(recognizer(SETTINGS, notAsked).recognize(SCENE))
        .containsExactly(new Stranger(face(100), PROBE.embedding(), null));

    gallery.enrol(PERSON, PROBE.embedding());
    assertThat(recognizer(SETTINGS.withAttributes(true), estimator).recognize(SCENE))
        .extracting(RecognitionResult::attributes)
        .containsExactly(attributes);
  }

  @Test
  void attributesThatNobodyEstimatesCannotBeAskedFor() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recognizer(SETTINGS.withAttributes(true), PROBE, face(100)))
        .withMessage(
            "face recognizer: expected an estimator, as the settings ask for attributes, but there"
                + " is none");
  }

  @Test
  void closingTwiceIsFine() {
    FaceRecognizer recognizer = recognizer(FixedEmbedder.of(1, 0));
    recognizer.close();
    recognizer.close();
  }

  @Test
  @Timeout(60)
  void whoFindsAllWorkersBusyWaitsUntilOneIsDoneAlsoIfItFailed() throws InterruptedException {
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch mayFail = new CountDownLatch(1);
    FaceDetector detector =
        frame -> {
          if (begun.getAndIncrement() == 0) {
            first.countDown();
            awaitUninterruptibly(mayFail);
            throw new InferenceException("broken", new IllegalStateException());
          }
          return List.of();
        };
    FaceRecognizer recognizer =
        new FaceRecognizer(
            detector, new SimilarityAligner(), PROBE, gallery, SETTINGS.withWorkers(1));
    CompletableFuture<Void> failing = CompletableFuture.runAsync(() -> recognizer.detect(SCENE));
    Thread waiting = new Thread(() -> recognizer.detect(SCENE));
    first.await();
    waiting.start();
    while (waiting.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }

    assertThat(begun).hasValue(1);
    mayFail.countDown();
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(failing::join)
        .withCauseInstanceOf(InferenceException.class);
    waiting.join();
    assertThat(begun).hasValue(2);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void warmingUpRunsEveryStageOnPicturesOfThatSizeAndAsksNoGallery() {
    AtomicInteger detected = new AtomicInteger();
    AtomicInteger embedded = new AtomicInteger();
    AtomicInteger estimated = new AtomicInteger();
    FaceDetector detector =
        frame -> {
          assertThat(List.of(frame.widthPixels(), frame.heightPixels())).containsExactly(64, 48);
          detected.incrementAndGet();
          return List.of();
        };
    FaceEmbedder embedder =
        aligned -> {
          embedded.incrementAndGet();
          return PROBE.embedding();
        };
    FaceAttributeEstimator estimator =
        (frame, face) -> {
          estimated.incrementAndGet();
          return EstimatedAttributes.NONE;
        };
    Gallery nobodyAsks =
        new Gallery() {
          @Override
          public void enrol(Person person, Embedding embedding) {
            throw new AssertionError("asked");
          }

          @Override
          public Optional<Match> nearest(Embedding probe) {
            throw new AssertionError("asked");
          }

          @Override
          public int remove(IdentityId identityId) {
            throw new AssertionError("asked");
          }

          @Override
          public int size() {
            throw new AssertionError("asked");
          }
        };
    SimilarityAligner aligner = new SimilarityAligner();

    new FaceRecognizer(
            detector, aligner, embedder, estimator, nobodyAsks, SETTINGS.withAttributes(true))
        .warmUp(64, 48);

    assertThat(detected.get()).isGreaterThan(20).isEqualTo(embedded.get());
    assertThat(estimated).hasValue(detected.get());
  }

  @Test
  void warmingUpTellsWhatFails() {
    FaceDetector broken =
        frame -> {
          throw new InferenceException("detector: engine", new IllegalStateException());
        };

    assertThatExceptionOfType(InferenceException.class)
        .isThrownBy(() -> recognizer(broken).warmUp(640, 480))
        .withMessage("detector: engine");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recognizer(PROBE).warmUp(0, 480))
        .withMessage(
            "frame: expected sides of at least 1 and at most 64000000 pixels but it is 0 x 480");
  }

  private FaceRecognizer recognizer(FaceEmbedder embedder, FaceDetection... faces) {
    return recognizer(SETTINGS, embedder, faces);
  }

  private FaceRecognizer recognizer(
      RecognitionSettings settings, FaceEmbedder embedder, FaceDetection... faces) {
    FaceAligner aligner = (frame, landmarks) -> AlignedFace.of(new byte[112 * 112 * 3]);
    return new FaceRecognizer(frame -> List.of(faces), aligner, embedder, gallery, settings);
  }

  private FaceRecognizer recognizer(FaceDetector detector) {
    FaceAligner aligner = (frame, landmarks) -> AlignedFace.of(new byte[112 * 112 * 3]);
    return new FaceRecognizer(detector, aligner, PROBE, gallery, SETTINGS);
  }

  private FaceRecognizer recognizer(
      RecognitionSettings settings, FaceAttributeEstimator estimator) {
    FaceAligner aligner = (frame, landmarks) -> AlignedFace.of(new byte[112 * 112 * 3]);
    return new FaceRecognizer(
        frame -> List.of(face(100)), aligner, PROBE, estimator, gallery, settings);
  }

  private static FaceDetection face(double longerSidePixels) {
    return new FaceDetection(
        new Box(0, 0, longerSidePixels / 2, longerSidePixels),
        0.9,
        Landmarks.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
  }

  private static Frame photo() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", bytes);
    return Frame.decode("people/x/1.jpg", bytes.toByteArray());
  }
}
