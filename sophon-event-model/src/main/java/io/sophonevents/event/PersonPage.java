package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One page of the people in a box's gallery. */
public sealed interface PersonPage extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.PERSON_PAGE;
  }

  /** Which page it is, and how many people there are. */
  @Nullable Pagination pagination();

  /**
   * The page of V2 to V5.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.4; vendor page "2 get persons", V2R1 to V5R7.
   *
   * @param found {@code data}
   */
  record V2R1(
      @JsonProperty(value = "data", required = true) Found found,
      Map<String, @Nullable Object> unknownFields)
      implements PersonPage {
    public V2R1 {
      requireNonNull(found, "found");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public Pagination.@Nullable V5R7 pagination() {
      return found.pagination();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The people of a page, and which page it is.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.4.
   *
   * @param pagination V5R7 only
   */
  record Found(
      @JsonProperty(value = "identities_list", required = true) List<EnrolledPerson> people,
      @JsonProperty("pagination") Pagination.@Nullable V5R7 pagination,
      Map<String, @Nullable Object> unknownFields) {
    public Found {
      people = List.copyOf(requireNonNull(people, "people"));
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The page of V6, the answer to a {@link PersonQuery}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.4; vendor page "3 get identities", V6R1.
   */
  record V6R1(
      @JsonProperty(value = "identities", required = true) List<Person.V6R1> people,
      @JsonProperty("pagination") Pagination.@Nullable V6R1 pagination,
      Map<String, @Nullable Object> unknownFields)
      implements PersonPage {
    public V6R1 {
      people = List.copyOf(requireNonNull(people, "people"));
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
