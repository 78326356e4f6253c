package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ids of permission groups, or of galleries: a box's answer when it is asked for a name. */
public sealed interface GroupIdsAnswer extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.GROUP_IDS_ANSWER;
  }

  /**
   * The answer of {@code /SophonFace/api/permissions} and {@code /SophonFace/api/groups}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.13.
   */
  record V5R7(
      @JsonProperty(value = "data", required = true) List<Group> groups,
      Map<String, @Nullable Object> unknownFields)
      implements GroupIdsAnswer {
    public V5R7 {
      requireNonNull(groups, "groups");
      groups = List.copyOf(groups);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * A permission group or a gallery.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.13; the vendor's code reads no more of it.
   *
   * @param id what devices and people name as {@code permission_id}, devices as {@code group_id}
   */
  record Group(
      @JsonProperty(value = "_id", required = true) String id,
      @JsonProperty("info") @Nullable Info info,
      Map<String, @Nullable Object> unknownFields) {
    public Group {
      requireNonNull(id, "id");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * What was said of a group when it was made.
   *
   * <p>Immutable.
   */
  record Info(
      @JsonProperty("name") @Nullable String name, Map<String, @Nullable Object> unknownFields) {
    public Info {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
