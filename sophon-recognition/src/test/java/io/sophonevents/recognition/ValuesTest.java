package io.sophonevents.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sophonevents.event.Embedding;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PersonType;
import io.sophonevents.recognition.RecognitionResult.Identified;
import io.sophonevents.recognition.gallery.InMemoryGallery;
import io.sophonevents.recognition.gallery.Match;
import io.sophonevents.recognition.gallery.Person;
import org.junit.jupiter.api.Test;

class ValuesTest {
  private static final Landmarks LANDMARKS =
      Landmarks.of(7771, 7772, 7773, 7774, 7775, 7776, 7777, 7778, 7779, 7780);

  @Test
  void nothingPersonalIsPrinted() {
    Person person =
        new Person(
            IdentityId.of("SECRET-1"),
            PersonName.of("SECRET-2"),
            PersonType.VIP,
            EncodedImage.ofText("SECRET-3"));
    FaceDetection face = new FaceDetection(new Box(1, 2, 3, 4), 0.9, LANDMARKS);
    Identified result =
        new Identified(face, Embedding.of(new float[] {7771f}), new Match(person, 0.7));
    InMemoryGallery gallery = new InMemoryGallery();
    gallery.enrol(person, Embedding.of(new float[] {7771f}));

    assertThat(result.toString()).doesNotContain("SECRET", "777");
    assertThat(gallery).hasToString("InMemoryGallery[1 faces]");
    assertThat(EstimatedAttributes.NONE.withAgeYears(77).withGlassesProbability(0.777))
        .hasToString("EstimatedAttributes[ageYears, glassesProbability]");
    assertThat(EstimatedAttributes.NONE.withMaleProbability(1).withMaskProbability(0))
        .hasToString("EstimatedAttributes[maleProbability, maskProbability]");
    assertThat(LANDMARKS).hasToString("Landmarks[5 points]");
    assertThat(LANDMARKS.nose()).hasToString("Point[2 coordinates]");
    assertThat(AlignedFace.of(new byte[112 * 112 * 3])).hasToString("AlignedFace[112 x 112]");
    assertThat(Frame.of(1, 1, new byte[] {77, 77, 77})).hasToString("Frame[1 x 1]");
  }

  @Test
  void aBoxKnowsItsSides() {
    Box box = new Box(1, 2, 4, 10);

    assertThat(box.widthPixels()).isEqualTo(3);
    assertThat(box.heightPixels()).isEqualTo(8);
    assertThat(box.longerSidePixels()).isEqualTo(8);
  }

  @Test
  void aBoxWithSwappedCornersIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Box(3, 0, 2, 1))
        .withMessage(
            "box: expected finite corners with x1 <= x2 and y1 <= y2 but they are 3.0 0.0 2.0 1.0");
    assertThatIllegalArgumentException().isThrownBy(() -> new Box(Double.NaN, 0, 2, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Box(0, 0, 2, Double.POSITIVE_INFINITY));
  }

  @Test
  void landmarksAreTenFiniteCoordinatesFromTheImageLeftEyeOn() {
    assertThat(LANDMARKS.leftEye()).isEqualTo(new Landmarks.Point(7771, 7772));
    assertThat(LANDMARKS.points()).hasSize(5).endsWith(LANDMARKS.rightMouthCorner());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Landmarks.of(1, 2, 3))
        .withMessage("landmarks: expected 10 coordinates but there are 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Landmarks.Point(Double.NaN, 1))
        .withMessage("landmark: expected finite coordinates but one is not finite");
  }

  @Test
  void scoresOutsideTheirRangeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FaceDetection(new Box(1, 2, 3, 4), 1.01, LANDMARKS))
        .withMessage("face detection: expected a score in [0, 1] but it is 1.01");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecognitionSettings.of(1.1))
        .withMessage("recognition settings: expected a threshold in [-1, 1] but it is 1.1");
    assertThatIllegalArgumentException().isThrownBy(() -> RecognitionSettings.of(Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecognitionSettings.of(0.4).withMinimumFacePixels(-1))
        .withMessage("recognition settings: expected minimumFacePixels of at least 0 but it is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecognitionSettings.of(0.4).withMinimumEnrolmentFacePixels(-1))
        .withMessage(
            "recognition settings: expected minimumEnrolmentFacePixels of at least 0 but it is"
                + " -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecognitionSettings.of(0.4).withWorkers(0))
        .withMessage("recognition settings: expected at least 1 worker but there are 0");
  }

  @Test
  void whatWasNotEstimatedIsNull() {
    assertThat(EstimatedAttributes.NONE).isEqualTo(new EstimatedAttributes(null, null, null, null));
    assertThat(
            EstimatedAttributes.NONE
                .withAgeYears(31.5)
                .withMaleProbability(0.25)
                .withMaskProbability(0)
                .withGlassesProbability(1))
        .isEqualTo(new EstimatedAttributes(31.5, 0.25, 0.0, 1.0));
  }

  @Test
  void estimatesOutsideTheirRangeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EstimatedAttributes.NONE.withAgeYears(-0.1))
        .withMessage(
            "estimated attributes: expected an age of at least 0 years but it is out of range");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EstimatedAttributes.NONE.withAgeYears(Double.POSITIVE_INFINITY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EstimatedAttributes.NONE.withMaskProbability(1.1))
        .withMessage(
            "estimated attributes: expected maskProbability in [0, 1] but it is out of range");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EstimatedAttributes.NONE.withGlassesProbability(Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EstimatedAttributes.NONE.withMaleProbability(-0.1));
  }

  @Test
  void settingsHaveTheDefaultsThatAreDocumented() {
    assertThat(RecognitionSettings.of(0.446))
        .isEqualTo(
            new RecognitionSettings(
                0.446, 0, 40, false, Runtime.getRuntime().availableProcessors()));
    assertThat(
            RecognitionSettings.of(0.4)
                .withAttributes(true)
                .withThreshold(0.5)
                .withMinimumFacePixels(1)
                .withMinimumEnrolmentFacePixels(2)
                .withWorkers(3))
        .isEqualTo(new RecognitionSettings(0.5, 1, 2, true, 3));
  }

  @Test
  void anAlignedFaceHasOneSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlignedFace.of(new byte[5]))
        .withMessage("aligned face: expected 37632 values but there are 5");
  }

  @Test
  void whatOneDoesNotTellTheOthersDo() {
    EstimatedAttributes one = EstimatedAttributes.NONE.withAgeYears(30).withMaskProbability(0.1);
    EstimatedAttributes other = new EstimatedAttributes(99.0, 0.5, 0.9, null);

    assertThat(one.or(other)).isEqualTo(new EstimatedAttributes(30.0, 0.5, 0.1, null));
    assertThat(one.or(EstimatedAttributes.NONE)).isEqualTo(one);
  }
}
