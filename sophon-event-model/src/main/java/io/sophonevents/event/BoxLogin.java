package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Logs in to a box as its page does; no session comes of it. */
public sealed interface BoxLogin extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.BOX_LOGIN;
  }

  /**
   * The body of every version.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.13.
   *
   * @param password a secret, in clear
   */
  record V5R7(
      @JsonProperty(value = "username", required = true) String userName,
      @JsonProperty(value = "password", required = true) String password,
      Map<String, @Nullable Object> unknownFields)
      implements BoxLogin {
    public V5R7 {
      requireNonNull(userName, "userName");
      requireNonNull(password, "password");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
