package io.sophonevents.recognition.djl;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.sophonevents.recognition.AlignedFace;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One network of a model pack as its manifest describes it.
 *
 * <p>Immutable.
 *
 * @param role what it does in the pipeline
 * @param name what messages call it
 * @param engine what runs it
 * @param file the file's name, beside the manifest
 * @param bytes the file's length
 * @param sha256 the file's SHA-256, 64 hexadecimal digits in lower case
 * @param licence SPDX identifier of the weights' licence, or a LicenseRef of the pack's own
 * @param licenceFile the file with the licence's text, beside the manifest
 * @param origin who made the weights, and where they were taken from
 * @param input what it takes
 * @param output what it gives, and how that is read
 */
public record ModelFile(
    @JsonProperty(value = "role", required = true) Role role,
    @JsonProperty(value = "name", required = true) String name,
    @JsonProperty(value = "engine", required = true) NetworkEngine engine,
    @JsonProperty(value = "file", required = true) String file,
    @JsonProperty(value = "bytes", required = true) long bytes,
    @JsonProperty(value = "sha256", required = true) String sha256,
    @JsonProperty(value = "licence", required = true) String licence,
    @JsonProperty(value = "licenceFile", required = true) String licenceFile,
    @JsonProperty(value = "origin", required = true) String origin,
    @JsonProperty(value = "input", required = true) Input input,
    @JsonProperty(value = "output", required = true) Output output) {
  /**
   * @throws IllegalArgumentException if input or output is not what the role needs
   */
  public ModelFile {
    requireNonNull(role, "role");
    requireNonNull(name, "name");
    requireNonNull(engine, "engine");
    requirePlainName(file);
    requireNonNull(sha256, "sha256");
    requireNonNull(licence, "licence");
    requirePlainName(licenceFile);
    requireNonNull(origin, "origin");
    requireNonNull(input, "input");
    requireNonNull(output, "output");
    role.requireFits(input, output);
  }

  private static void requirePlainName(String file) {
    if (!file.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException("expected the name of a file beside the manifest");
    }
  }

  /** What a network does in the pipeline. */
  public enum Role {
    /** MTCNN's first stage: proposes squares all over a picture. */
    MTCNN_PROPOSAL("mtcnn-proposal"),
    /** MTCNN's second stage: refuses most of them. */
    MTCNN_REFINEMENT("mtcnn-refinement"),
    /** MTCNN's third stage: final boxes, and the points. */
    MTCNN_OUTPUT("mtcnn-output"),
    /** Finds faces and points in one pass over the picture. */
    DETECTOR("detector"),
    /** From an aligned face to its vector. */
    EMBEDDER("embedder"),
    /** From a face to its age and gender. */
    AGE_GENDER("age-gender");

    private static final int DETECTOR_GRID = 32;

    private final String text;

    Role(String text) {
      this.text = text;
    }

    /** The role as it stands in the manifest. */
    @JsonValue
    public String text() {
      return text;
    }

    private List<Decoding> decodings() {
      return switch (this) {
        case MTCNN_PROPOSAL, MTCNN_REFINEMENT, MTCNN_OUTPUT -> List.of(Decoding.MTCNN);
        case DETECTOR ->
            List.of(Decoding.RETINAFACE_V1, Decoding.RETINAFACE_V2, Decoding.SCRFD, Decoding.YUNET);
        case EMBEDDER -> List.of(Decoding.EMBEDDING, Decoding.EMBEDDING_MASK_GLASSES);
        case AGE_GENDER -> List.of(Decoding.AGE_GENDER);
      };
    }

    /** What the code of the stage is made for; null where the manifest may choose. */
    private @Nullable Input fixedInput() {
      return switch (this) {
        case MTCNN_PROPOSAL -> Input.square(12, 127.5, 128);
        case MTCNN_REFINEMENT -> Input.square(24, 127.5, 128);
        case MTCNN_OUTPUT -> Input.square(48, 127.5, 128);
        case AGE_GENDER -> Input.square(112, 0, 1);
        case DETECTOR, EMBEDDER -> null;
      };
    }

    private void requireFits(Input input, Output output) {
      List<Decoding> decodings = decodings();
      Input fixedInput = fixedInput();
      require(
          decodings.contains(output.decoding()),
          "one of the decodings "
              + decodings.stream().map(Decoding::text).collect(Collectors.joining(", ")),
          output.decoding().text());
      require(
          fixedInput == null || fixedInput.equals(input),
          "the input " + fixedInput,
          String.valueOf(input));
      require(
          this != DETECTOR
              || (input.width() % DETECTOR_GRID == 0 && input.height() % DETECTOR_GRID == 0),
          "an input whose sides are multiples of " + DETECTOR_GRID,
          input.width() + " x " + input.height());
      require(
          this != EMBEDDER
              || (input.width() == AlignedFace.SIDE_PIXELS
                  && input.height() == AlignedFace.SIDE_PIXELS),
          "an input of an aligned face's 112 x 112",
          input.width() + " x " + input.height());
      requirePresence(this == EMBEDDER, "template", input.template());
      requirePresence(this == EMBEDDER, "size", output.size());
      requirePresence(this == DETECTOR, "minimumScore", output.minimumScore());
      requirePresence(this == DETECTOR, "maximumOverlap", output.maximumOverlap());
    }

    private void require(boolean holds, String expected, String found) {
      if (!holds) {
        throw new IllegalArgumentException(
            "expected " + expected + " for the role " + text + " but it is " + found);
      }
    }

    private void requirePresence(boolean expected, String member, @Nullable Object value) {
      if (expected != (value != null)) {
        throw new IllegalArgumentException(
            "expected "
                + (expected ? "a " : "no ")
                + member
                + " for the role "
                + text
                + " but there is "
                + (expected ? "none" : "one"));
      }
    }
  }

  /**
   * What a network takes: one picture as a float32 tensor [1, 3, height, width], a plane for each
   * colour; with MTCNN [1, 3, width, height]. Each number is (v - mean) / std of the colour's value
   * of 0 to 255.
   *
   * <p>Immutable.
   *
   * @param width in pixels
   * @param height in pixels
   * @param colours the order of the planes
   * @param mean three numbers, in the order of the planes
   * @param std three numbers other than 0, in the order of the planes
   * @param template where the five points lie in an embedder's input; null for other roles
   */
  public record Input(
      @JsonProperty(value = "width", required = true) int width,
      @JsonProperty(value = "height", required = true) int height,
      @JsonProperty(value = "colours", required = true) Colours colours,
      @JsonProperty(value = "mean", required = true) List<Double> mean,
      @JsonProperty(value = "std", required = true) List<Double> std,
      @JsonProperty("template") @Nullable Template template) {
    private static final int LARGEST_SIDE = 4096;

    /**
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Input {
      requireNonNull(colours, "colours");
      mean = List.copyOf(requireNonNull(mean, "mean"));
      std = List.copyOf(requireNonNull(std, "std"));
      if (width < 1 || width > LARGEST_SIDE || height < 1 || height > LARGEST_SIDE) {
        throw new IllegalArgumentException(
            "expected sides of 1 to " + LARGEST_SIDE + " but they are " + width + " x " + height);
      }
      if (mean.size() != 3 || !mean.stream().allMatch(Double::isFinite)) {
        throw new IllegalArgumentException("expected three finite numbers in mean");
      }
      if (std.size() != 3
          || !std.stream().allMatch(value -> Double.isFinite(value) && value != 0)) {
        throw new IllegalArgumentException("expected three finite numbers other than 0 in std");
      }
    }

    /** RGB, the same numbers for all colours. */
    static Input square(int side, double mean, double std) {
      return new Input(
          side, side, Colours.RGB, List.of(mean, mean, mean), List.of(std, std, std), null);
    }

    @Override
    public String toString() {
      return width + " x " + height + " " + colours.text() + " mean " + mean + " std " + std;
    }
  }

  /** The order of an input's planes. */
  public enum Colours {
    /** Red first. */
    RGB,
    /** Blue first. */
    BGR;

    /** The order as it stands in the manifest. */
    @JsonValue
    public String text() {
      return this == RGB ? "rgb" : "bgr";
    }
  }

  /** Where the five points of an aligned face lie. */
  public enum Template {
    /** ArcFace's, see {@link io.sophonevents.recognition.SimilarityAligner}. */
    ARCFACE;

    /** The template as it stands in the manifest. */
    @JsonValue
    public String text() {
      return "arcface";
    }
  }

  /**
   * What a network gives.
   *
   * <p>Immutable.
   *
   * @param decoding how its tensors are read
   * @param size how many values an embedder's vector has; null for other roles
   * @param minimumScore a detector's faces score more than this, in [0, 1]; null for other roles,
   *     MTCNN's included
   * @param maximumOverlap of two boxes with a larger intersection over union the one with the lower
   *     score goes, in [0, 1]; null for other roles, MTCNN's included
   */
  public record Output(
      @JsonProperty(value = "decoding", required = true) Decoding decoding,
      @JsonProperty("size") @Nullable Integer size,
      @JsonProperty("minimumScore") @Nullable Double minimumScore,
      @JsonProperty("maximumOverlap") @Nullable Double maximumOverlap) {
    /**
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Output {
      requireNonNull(decoding, "decoding");
      if (size != null && size < 1) {
        throw new IllegalArgumentException("expected a size of at least 1 but it is " + size);
      }
      requireShare("minimumScore", minimumScore);
      requireShare("maximumOverlap", maximumOverlap);
    }

    private static void requireShare(String member, @Nullable Double value) {
      if (value != null && !(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("expected " + member + " in [0, 1] but it is " + value);
      }
    }
  }

  /** How a network's tensors are read; docs/models.md has the shapes. */
  public enum Decoding {
    /** Scores, box deltas and points of MTCNN's three networks. */
    MTCNN("mtcnn"),
    /** RetinaFace with points as they are. */
    RETINAFACE_V1("retinaface-v1"),
    /** RetinaFace with points that count 0.2. */
    RETINAFACE_V2("retinaface-v2"),
    /** SCRFD with points. */
    SCRFD("scrfd"),
    /** YuNet, the version of 2022 and later. */
    YUNET("yunet"),
    /** A vector. */
    EMBEDDING("embedding"),
    /** A vector, and the two maps that our heads for mask and glasses read. */
    EMBEDDING_MASK_GLASSES("embedding-mask-glasses"),
    /** Age in years, and the probabilities of male and female. */
    AGE_GENDER("age-gender");

    private final String text;

    Decoding(String text) {
      this.text = text;
    }

    /** The decoding as it stands in the manifest. */
    @JsonValue
    public String text() {
      return text;
    }
  }
}
