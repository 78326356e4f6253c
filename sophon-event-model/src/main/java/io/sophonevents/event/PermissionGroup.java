package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a permission group, the set of people whom a capture device admits. */
public sealed interface PermissionGroup extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.PERMISSION_GROUP;
  }

  /**
   * The body of {@code /SophonFogSys/api/permissions}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.13.
   *
   * @param description may be empty
   */
  record V2R2(
      @JsonProperty(value = "permission_name", required = true) String name,
      @JsonProperty("description") @Nullable String description,
      Map<String, @Nullable Object> unknownFields)
      implements PermissionGroup {
    public V2R2 {
      requireNonNull(name, "name");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
