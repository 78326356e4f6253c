package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of a {@link BoxCommand}: sent over RabbitMQ, or posted to the command's own URL. */
public sealed interface CommandResult extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.COMMAND_RESULT;
  }

  /** Whether the command as a whole was carried out; single people may have failed all the same. */
  boolean succeeded();

  /** 0 or in V6 {@code EXECUTE_SUCCESS} or {@code SUCCESS} for success; else an open set. */
  @Nullable Code code();

  /** For people to read, in the box's language. */
  @Nullable String message();

  /** Which box. */
  @Nullable String licenceCode();

  /** {@link BoxCommand#method} of the command. */
  @Nullable String method();

  /** {@link BoxCommand#messageId} of the command. */
  @Nullable String messageId();

  /**
   * The result of V2 to V5.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18 and rows 2.34 and 2.35.
   *
   * @param code a number, now and then as a text
   * @param method {@code messageKey}, for all its name
   * @param messageId only if the command had one
   * @param outcome {@code result}
   */
  record V2R1(
      @JsonProperty(value = "success", required = true) SentFlag success,
      @JsonProperty("code") @Nullable Code code,
      @JsonProperty("message") @Nullable String message,
      @JsonProperty("dev_sno") @Nullable String licenceCode,
      @JsonProperty("messageKey") @Nullable String method,
      @JsonProperty("messageId") @Nullable String messageId,
      @JsonProperty("result") @Nullable OutcomeV2R1 outcome,
      Map<String, @Nullable Object> unknownFields)
      implements CommandResult {
    public V2R1 {
      requireNonNull(success, "success");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public boolean succeeded() {
      return success.isTrue();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The result of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18 and row 2.36.
   *
   * @param success {@code result}, which is an object in V2 to V5
   * @param method {@code message_key}; one sample for several groups names the command for one
   * @param messageId not in the vendor's description of results
   * @param outcome {@code ext_data}
   */
  record V6R1(
      @JsonProperty(value = "result", required = true) SentFlag success,
      @JsonProperty("code") @Nullable Code code,
      @JsonProperty("message") @Nullable String message,
      @JsonProperty("mq_license_key") @Nullable String licenceCode,
      @JsonProperty("message_key") @Nullable String method,
      @JsonProperty("message_id") @Nullable String messageId,
      @JsonProperty("ext_data") @Nullable OutcomeV6R1 outcome,
      Map<String, @Nullable Object> unknownFields)
      implements CommandResult {
    public V6R1 {
      requireNonNull(success, "success");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public boolean succeeded() {
      return success.isTrue();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * What came of a command of V2 to V5 in particular; each command has some of it only.
   *
   * <p>Immutable.
   *
   * @param successfulPeople of {@code add_users_plus} and {@code delete_users}
   * @param successfulPermissions of {@code sync_permissions}
   * @param wiped of {@code wipe_data}: what it was told to erase
   * @param faces of {@code fiqa}
   * @param changedSettings of {@code control_config}
   * @param failedSettings those that were refused, with whatever the box says of them
   * @param deviceInfo of {@code add_device} and {@code update_device}
   * @param deviceId of {@code delete_device}
   */
  record OutcomeV2R1(
      @JsonProperty("success_users") @Nullable List<PersonOutcome> successfulPeople,
      @JsonProperty("failed_users") @Nullable List<PersonOutcome> failedPeople,
      @JsonProperty("success_permission") @Nullable List<PermissionOutcome> successfulPermissions,
      @JsonProperty("failed_permission") @Nullable List<PermissionOutcome> failedPermissions,
      @JsonProperty("wipe_options") @Nullable WipeScope wiped,
      @JsonProperty("data") @Nullable List<AssessedFace> faces,
      @JsonProperty("success_field") BoxSettings.@Nullable V2R1 changedSettings,
      @JsonProperty("faild_field") @JsonAlias("failed_field")
          @Nullable Map<String, @Nullable Object> failedSettings,
      @JsonProperty("device_info") @Nullable MediaDevices deviceInfo,
      @JsonProperty("device_id") @Nullable String deviceId,
      Map<String, @Nullable Object> unknownFields) {
    public OutcomeV2R1 {
      successfulPeople = successfulPeople == null ? null : List.copyOf(successfulPeople);
      failedPeople = failedPeople == null ? null : List.copyOf(failedPeople);
      failedSettings = failedSettings == null ? null : UnknownFields.copyOf(failedSettings);
      successfulPermissions =
          successfulPermissions == null ? null : List.copyOf(successfulPermissions);
      failedPermissions = failedPermissions == null ? null : List.copyOf(failedPermissions);
      faces = faces == null ? null : List.copyOf(faces);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * What came of a command of V6 in particular; each command has some of it only.
   *
   * <p>Immutable. The names for {@code deletemediadevices} are those of the REST call of the same
   * name (inferred).
   *
   * @param successfulPeople of {@code createidentities}; the vendor does not say what an element is
   * @param failedPeople the same
   * @param deletedIdentityIds of {@code deleteidentities}
   * @param failedIdentityIds those that it could not delete
   * @param faceId the id of the person's face
   * @param identityId of {@code createidentity}
   * @param registeredImageId the id of the gallery picture
   * @param successfulPermissions of {@code createpermissions}
   * @param changedSettings of {@code controlconfig}
   * @param failedSettings those that were refused, with whatever the box says of them
   * @param deviceId of {@code addmediadevice}, {@code updatemediadevice} and {@code
   *     deletemediadevice}
   * @param deviceName of the same
   * @param deletedDeviceIds of {@code deletemediadevices}
   * @param deletedDevices how many it deleted
   * @param allDevices how many there were
   * @param erasesPeople of {@code wipedata}, which is echoed: what it was told to erase
   * @param faces of {@code fiqa}, as in V5
   */
  record OutcomeV6R1(
      @JsonProperty("success_identities") @Nullable List<Object> successfulPeople,
      @JsonProperty("failed_identities") @Nullable List<Object> failedPeople,
      @JsonProperty("success_identity_ids") @Nullable List<IdentityId> deletedIdentityIds,
      @JsonProperty("failed_identity_ids") @Nullable List<IdentityId> failedIdentityIds,
      @JsonProperty("face_id") @Nullable String faceId,
      @JsonProperty("identity_id") @Nullable IdentityId identityId,
      @JsonProperty("register_image_id") @Nullable String registeredImageId,
      @JsonProperty("success_permission") @Nullable List<PermissionOutcome> successfulPermissions,
      @JsonProperty("failed_permission") @Nullable List<PermissionOutcome> failedPermissions,
      @JsonProperty("success_field") BoxSettings.@Nullable V6R1 changedSettings,
      @JsonProperty("failed_field") @JsonAlias("faild_field")
          @Nullable Map<String, @Nullable Object> failedSettings,
      @JsonProperty("media_device_id") @Nullable String deviceId,
      @JsonProperty("media_device_name") @Nullable String deviceName,
      @JsonProperty("media_device_list") @Nullable List<String> deletedDeviceIds,
      @JsonProperty("deleted_device_count") @Nullable SentNumber deletedDevices,
      @JsonProperty("total_device_count") @Nullable SentNumber allDevices,
      @JsonProperty("users") @Nullable SentFlag erasesPeople,
      @JsonProperty("events") @Nullable SentFlag erasesEvents,
      @JsonProperty("all") @Nullable SentFlag erasesAll,
      @JsonProperty("data") @Nullable List<AssessedFace> faces,
      Map<String, @Nullable Object> unknownFields) {
    public OutcomeV6R1 {
      successfulPeople = successfulPeople == null ? null : frozen(successfulPeople);
      failedPeople = failedPeople == null ? null : frozen(failedPeople);
      deletedIdentityIds = deletedIdentityIds == null ? null : List.copyOf(deletedIdentityIds);
      failedIdentityIds = failedIdentityIds == null ? null : List.copyOf(failedIdentityIds);
      successfulPermissions =
          successfulPermissions == null ? null : List.copyOf(successfulPermissions);
      failedPermissions = failedPermissions == null ? null : List.copyOf(failedPermissions);
      failedSettings = failedSettings == null ? null : UnknownFields.copyOf(failedSettings);
      deletedDeviceIds = deletedDeviceIds == null ? null : List.copyOf(deletedDeviceIds);
      faces = faces == null ? null : List.copyOf(faces);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    private static List<Object> frozen(List<Object> plain) {
      return plain.stream()
          .map(each -> requireNonNull(UnknownFields.frozenValue(each), "element"))
          .toList();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * What came of one person.
   *
   * <p>Immutable.
   *
   * @param code 0 for success; seen beside it: a number as a text
   */
  record PersonOutcome(
      @JsonProperty("userid") @Nullable IdentityId identityId,
      @JsonProperty("username") @Nullable PersonName identityName,
      @JsonProperty("type") @Nullable PersonType personType,
      @JsonProperty("message") @Nullable String message,
      @JsonProperty("code") @Nullable Code code,
      Map<String, @Nullable Object> unknownFields) {
    public PersonOutcome {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * What came of one permission group.
   *
   * <p>Immutable.
   *
   * @param code 0 for success
   */
  record PermissionOutcome(
      @JsonProperty("permission_id") @Nullable String permissionId,
      @JsonProperty("permission_name") @Nullable String permissionName,
      @JsonProperty("permission_description") @Nullable String description,
      @JsonProperty("message") @Nullable String message,
      @JsonProperty("code") @Nullable Code code,
      Map<String, @Nullable Object> unknownFields) {
    public PermissionOutcome {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
