package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which licence code a box has: its answer when that was asked, or set. The answer about the
 * platform's login address has the same body.
 */
public sealed interface LicenceCodeAnswer extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.LICENCE_CODE_ANSWER;
  }

  /**
   * The answer of every version.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.13.
   */
  record V2R2(
      @JsonProperty(value = "data", required = true) Result result,
      Map<String, @Nullable Object> unknownFields)
      implements LicenceCodeAnswer {
    public V2R2 {
      requireNonNull(result, "result");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** The licence code, under whichever name it came. */
    public @Nullable String licenceCode() {
      return result.licenceCode() != null ? result.licenceCode() : result.response();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * One text under one of two names.
   *
   * <p>Immutable. Source: docs/protocol.md, row 2.42.
   *
   * @param licenceCode as the page has it
   * @param response as the chapter's overview has it
   */
  record Result(
      @JsonProperty("dev_sno") @Nullable String licenceCode,
      @JsonProperty("response") @Nullable String response,
      Map<String, @Nullable Object> unknownFields) {
    public Result {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
