package io.sophonevents.recognition.djl;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sophonevents.recognition.ModelLoadException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code manifest.json} of a model pack says. A member that it does not know is an error, so
 * that a slip in a name is none that nobody sees.
 *
 * <p>Immutable.
 *
 * @param format the layout of the manifest: 2
 * @param name what messages call the pack
 * @param threshold from which on two faces count as one person's, a similarity in [-1, 1]
 * @param thresholdMeasured how that was found, for people
 */
record Manifest(
    @JsonProperty(value = "format", required = true) int format,
    @JsonProperty(value = "name", required = true) String name,
    @JsonProperty(value = "threshold", required = true) double threshold,
    @JsonProperty("thresholdMeasured") @Nullable String thresholdMeasured,
    @JsonProperty(value = "networks", required = true) List<ModelFile> networks) {
  static final String FILE = "manifest.json";

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(Manifest.class);

  Manifest {
    requireNonNull(name, "name");
    networks = List.copyOf(requireNonNull(networks, "networks"));
    if (format != 2) {
      throw new IllegalArgumentException("expected format 2 but it is " + format);
    }
    if (!(threshold >= -1 && threshold <= 1)) {
      throw new IllegalArgumentException("expected a threshold in [-1, 1] but it is " + threshold);
    }
  }

  static Manifest read(PackFiles files) {
    byte[] json = files.readManifest();
    String subject =
        "model pack "
            + files.place()
            + ": expected a manifest.json as docs/models.md describes it but ";
    try {
      return JSON.readValue(json);
    } catch (JsonMappingException mismatch) {
      throw new ModelLoadException(
          subject + "there is a mistake at " + pathOf(mismatch) + reasonOf(mismatch), mismatch);
    } catch (JsonProcessingException noJson) {
      throw new ModelLoadException(
          subject + "it is no JSON in line " + noJson.getLocation().getLineNr(), noJson);
    } catch (IOException failure) {
      throw new ModelLoadException(subject + "it cannot be read", failure);
    }
  }

  /** What the constructors of the manifest's own types found wrong. */
  private static String reasonOf(JsonMappingException mismatch) {
    return mismatch.getCause() instanceof IllegalArgumentException wrong
        ? ": " + wrong.getMessage()
        : "";
  }

  private static String pathOf(JsonMappingException mismatch) {
    StringBuilder path = new StringBuilder("$");
    for (JsonMappingException.Reference step : mismatch.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append('.').append(step.getFieldName());
      }
    }
    return path.toString();
  }
}
