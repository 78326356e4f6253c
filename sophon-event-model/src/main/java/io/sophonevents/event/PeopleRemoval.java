package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Delete people from the gallery of a box. */
public sealed interface PeopleRemoval extends BoxCommand {
  @Override
  default EventKind kind() {
    return EventKind.PEOPLE_REMOVAL;
  }

  /** Whom to delete. */
  List<IdentityId> identityIds();

  /**
   * {@code delete_users}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   */
  record V2R1(
      @JsonProperty(value = "method", required = true) String method,
      @JsonProperty("messageId") @Nullable String messageId,
      @JsonProperty(value = "userid_list", required = true) List<IdentityId> identityIds,
      @JsonProperty("extend_params") @Nullable Parameters parameters,
      Map<String, @Nullable Object> unknownFields)
      implements PeopleRemoval {
    public V2R1 {
      requireNonNull(method, "method");
      identityIds = List.copyOf(requireNonNull(identityIds, "identityIds"));
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code deleteidentity} or {@code deleteidentities}. The payload is that of the REST call of the
   * same name (inferred).
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   *
   * @param identityId of {@code deleteidentity}
   * @param listedIdentityIds of {@code deleteidentities}
   */
  record V6R1(
      @JsonProperty(value = "message_key", required = true) String method,
      @JsonProperty("message_id") @Nullable String messageId,
      @JsonProperty("notify_path") @Nullable String resultUrl,
      @JsonProperty("identity_id") @Nullable IdentityId identityId,
      @JsonProperty("identity_ids") @Nullable List<IdentityId> listedIdentityIds,
      Map<String, @Nullable Object> unknownFields)
      implements PeopleRemoval {
    public V6R1 {
      requireNonNull(method, "method");
      listedIdentityIds = listedIdentityIds == null ? null : List.copyOf(listedIdentityIds);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public List<IdentityId> identityIds() {
      if (listedIdentityIds != null) {
        return listedIdentityIds;
      }
      return identityId == null ? List.of() : List.of(identityId);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
