package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Add people to the gallery of a box, or update them. */
public sealed interface PeopleCommand extends BoxCommand {
  @Override
  default EventKind kind() {
    return EventKind.PEOPLE_COMMAND;
  }

  /** The people themselves; empty where the command has their ids only. */
  List<PersonToEnrol> people();

  /**
   * {@code add_users_plus}: ids, for which the box asks at {@link BoxCommand.Parameters#peopleUrl},
   * or the people themselves.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   *
   * @param identityIds of the people to ask for
   * @param listedPeople the people themselves
   */
  record V2R1(
      @JsonProperty(value = "method", required = true) String method,
      @JsonProperty("messageId") @Nullable String messageId,
      @JsonProperty("userid_list") @Nullable List<IdentityId> identityIds,
      @JsonProperty("user_info_list") @Nullable List<PersonToEnrol.V2R1> listedPeople,
      @JsonProperty("extend_params") @Nullable Parameters parameters,
      Map<String, @Nullable Object> unknownFields)
      implements PeopleCommand {
    public V2R1 {
      requireNonNull(method, "method");
      identityIds = identityIds == null ? null : List.copyOf(identityIds);
      listedPeople = listedPeople == null ? null : List.copyOf(listedPeople);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public List<PersonToEnrol> people() {
      return listedPeople == null ? List.of() : List.copyOf(listedPeople);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code createidentity}, which is the person itself, or {@code createidentities}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   *
   * @param listedPeople of {@code createidentities}; what follows is of {@code createidentity}
   * @param personType a word such as {@code employee}
   * @param registeredImagePath relative to the picture server that the login answer names
   * @param extraInfo {@code ext_user_info}: identity card, address and the like
   */
  record V6R1(
      @JsonProperty(value = "message_key", required = true) String method,
      @JsonProperty("message_id") @Nullable String messageId,
      @JsonProperty("notify_path") @Nullable String resultUrl,
      @JsonProperty("identities") @Nullable List<PersonToEnrol.V6R1> listedPeople,
      @JsonProperty("identity_id") @Nullable IdentityId identityId,
      @JsonProperty("identity_name") @Nullable PersonName identityName,
      @JsonProperty("user_type") @Nullable PersonType personType,
      @JsonProperty("permission_ids") @Nullable List<Code> permissionIds,
      @JsonProperty("reg_image_url") @Nullable String registeredImageUrl,
      @JsonProperty("relative_reg_image_url") @Nullable String registeredImagePath,
      @JsonProperty("fiqa_level") @Nullable Code qualityLevel,
      @JsonProperty("import_mode") @Nullable Code importMode,
      @JsonProperty("ext_user_info") ExtraInfo.@Nullable V6R1 extraInfo,
      Map<String, @Nullable Object> unknownFields)
      implements PeopleCommand {
    public V6R1 {
      requireNonNull(method, "method");
      listedPeople = listedPeople == null ? null : List.copyOf(listedPeople);
      permissionIds = permissionIds == null ? null : List.copyOf(permissionIds);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Those listed; without a list the one person whose fields the command has itself. */
    @Override
    public List<PersonToEnrol> people() {
      return listedPeople != null
          ? List.copyOf(listedPeople)
          : List.of(
              new PersonToEnrol.V6R1(
                  identityId,
                  identityName,
                  personType,
                  permissionIds,
                  registeredImageUrl,
                  registeredImagePath,
                  qualityLevel,
                  importMode,
                  extraInfo,
                  Map.of()));
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
