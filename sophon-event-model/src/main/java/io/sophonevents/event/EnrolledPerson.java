package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person as a box of V2 to V5 has them.
 *
 * <p>Immutable. Source: docs/protocol.md, section 5.4.
 *
 * @param galleryName a text with commas between the names where a person was added, else a list of
 *     texts
 * @param identityInfo {@code info}
 * @param registeredImage not in the answer to an update
 * @param registeredImageId in the answer to an update only
 */
public record EnrolledPerson(
    @JsonProperty(value = "identity_id", required = true) IdentityId identityId,
    @JsonProperty("group_name") @Nullable Object galleryName,
    @JsonProperty("info") @Nullable IdentityInfo identityInfo,
    @JsonProperty("reg_photo") @Nullable EncodedImage registeredImage,
    @JsonProperty("image_id") @Nullable String registeredImageId,
    Map<String, @Nullable Object> unknownFields) {
  public EnrolledPerson {
    requireNonNull(identityId, "identityId");
    galleryName = UnknownFields.frozenValue(galleryName);
    unknownFields = UnknownFields.copyOf(unknownFields);
  }

  /** The galleries that the person is in, in whichever form they were sent. */
  public List<String> galleryNames() {
    return namesIn(galleryName);
  }

  /** The names in a text with commas between them, or in a list of texts. */
  static List<String> namesIn(@Nullable Object names) {
    if (names instanceof String text) {
      return Arrays.stream(text.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
    }
    return names instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  @Override
  public String toString() {
    return Layout.show(this);
  }
}
