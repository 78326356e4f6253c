package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a platform answers when a box asks for the people of whom a {@link PeopleCommand} had the
 * ids only; a platform that cannot answers with an {@link ErrorAnswer}.
 */
public sealed interface PeopleDetails extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.PEOPLE_DETAILS;
  }

  /**
   * The answer of V2 to V5.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.11.
   */
  record V2R1(
      @JsonProperty(value = "data", required = true) Details details,
      Map<String, @Nullable Object> unknownFields)
      implements PeopleDetails {
    public V2R1 {
      requireNonNull(details, "details");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The people asked for.
   *
   * <p>Immutable.
   */
  record Details(
      @JsonProperty(value = "user_list", required = true) List<PersonToEnrol.V2R1> people,
      Map<String, @Nullable Object> unknownFields) {
    public Details {
      people = List.copyOf(requireNonNull(people, "people"));
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
