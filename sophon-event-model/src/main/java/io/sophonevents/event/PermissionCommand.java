package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Make permission groups on a box: the sets of people whom its devices admit. */
public sealed interface PermissionCommand extends BoxCommand {
  @Override
  default EventKind kind() {
    return EventKind.PERMISSION_COMMAND;
  }

  /**
   * {@code sync_permissions}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   */
  record V2R1(
      @JsonProperty(value = "method", required = true) String method,
      @JsonProperty("messageId") @Nullable String messageId,
      @JsonProperty(value = "permissions_info_list", required = true)
          List<PermissionGroup> permissions,
      @JsonProperty("extend_params") @Nullable Parameters parameters,
      Map<String, @Nullable Object> unknownFields)
      implements PermissionCommand {
    public V2R1 {
      requireNonNull(method, "method");
      permissions = List.copyOf(requireNonNull(permissions, "permissions"));
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code createpermission}, with the payload of the REST call of the same name (inferred), or
   * {@code createpermissions}, whose list the vendor does not name: it stays an unknown field.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   */
  record V6R1(
      @JsonProperty(value = "message_key", required = true) String method,
      @JsonProperty("message_id") @Nullable String messageId,
      @JsonProperty("notify_path") @Nullable String resultUrl,
      @JsonProperty("permission_id") @Nullable String permissionId,
      @JsonProperty("permission_name") @Nullable String permissionName,
      @JsonProperty("description") @Nullable String description,
      Map<String, @Nullable Object> unknownFields)
      implements PermissionCommand {
    public V6R1 {
      requireNonNull(method, "method");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * A permission group with its id.
   *
   * <p>Immutable.
   */
  record PermissionGroup(
      @JsonProperty("id") @Nullable String permissionId,
      @JsonProperty("info") @Nullable PermissionInfo info,
      Map<String, @Nullable Object> unknownFields) {
    public PermissionGroup {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * What a permission group is called.
   *
   * <p>Immutable.
   */
  record PermissionInfo(
      @JsonProperty("name") @Nullable String permissionName,
      @JsonProperty("description") @Nullable String description,
      Map<String, @Nullable Object> unknownFields) {
    public PermissionInfo {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
