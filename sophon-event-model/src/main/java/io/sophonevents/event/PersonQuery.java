package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks a box for the people in its gallery; answered with a {@link PersonPage}. V2 to V5 ask with a
 * URL.
 */
public sealed interface PersonQuery extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.PERSON_QUERY;
  }

  /**
   * The query of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.4; vendor page "3 get identities", V6R1.
   *
   * @param filters which people; absent for all
   * @param perPage how many people a page has; absent means 10
   * @param page which page; absent means 0, the first
   */
  record V6R1(
      @JsonProperty("filters") @Nullable Filters filters,
      @JsonProperty("page_limit") @Nullable SentNumber perPage,
      @JsonProperty("page_index") @Nullable SentNumber page,
      Map<String, @Nullable Object> unknownFields)
      implements PersonQuery {
    public V6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** One page of all people. */
    public static V6R1 all(int page, int perPage) {
      return new V6R1(null, SentNumber.of(perPage), SentNumber.of(page), Map.of());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * What a person must be to be found; what is absent does not matter.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.4.
   *
   * @param permissionIds in one of these permission groups
   * @param identityName part of the name is enough
   */
  record Filters(
      @JsonProperty("permission_id_list") @Nullable List<String> permissionIds,
      @JsonProperty("identity_name") @Nullable PersonName identityName,
      @JsonProperty("identity_id") @Nullable IdentityId identityId,
      Map<String, @Nullable Object> unknownFields) {
    public Filters {
      permissionIds = permissionIds == null ? null : List.copyOf(permissionIds);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
