package io.sophonevents.recognition.djl;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

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
 * @param licence SPDX identifier of the weights' licence
 * @param licenceFile the file with the licence's text, beside the manifest
 * @param origin who made the weights, and where they were taken from
 * @param input what it takes, for people
 * @param output what it gives, for people
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
    @JsonProperty(value = "input", required = true) String input,
    @JsonProperty(value = "output", required = true) String output) {
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
    /** From an aligned face to its vector. */
    EMBEDDER("embedder"),
    /** From a face to its age and gender. */
    AGE_GENDER("age-gender");

    private final String text;

    Role(String text) {
      this.text = text;
    }

    /** The role as it stands in the manifest. */
    @JsonValue
    public String text() {
      return text;
    }
  }
}
