package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whose face a picture shows: the answer to an {@link IdentifyRequest}. */
public sealed interface IdentifyAnswer extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.IDENTIFY_ANSWER;
  }

  /** Whether the nearest person of the gallery is near enough. */
  boolean isMatch();

  /** How well the nearest person matches. */
  @Nullable Score score();

  /** Who, as the gallery numbers them; may be there also if it is no match. */
  @Nullable IdentityId identityId();

  /** The picture in the gallery, if it was asked for. */
  @Nullable EncodedImage registeredImage();

  /**
   * The answer of V5.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.7; vendor page "5 picture match", V5R3 to
   * V5R7.
   *
   * @param resultCode {@code "1"} a match, {@code "0"} none
   * @param identityInfo in the table only
   * @param identityName in the sample only, {@link AccessEvent#STRANGER} for a stranger
   */
  record V5R3(
      @JsonProperty(value = "retcode", required = true) Code resultCode,
      @JsonProperty("score") @Nullable Score score,
      @JsonProperty("identity_id") @Nullable IdentityId identityId,
      @JsonProperty("identity_info") @Nullable IdentityInfo identityInfo,
      @JsonProperty("name") @Nullable PersonName identityName,
      @JsonProperty("reg_pic") @Nullable EncodedImage registeredImage,
      Map<String, @Nullable Object> unknownFields)
      implements IdentifyAnswer {
    public V5R3 {
      requireNonNull(resultCode, "resultCode");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public boolean isMatch() {
      return resultCode.is("1");
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The answer of V6, scores from 0 to 100.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.7; vendor page "5 face search", V6R1.
   *
   * @param result whether it is a match
   * @param person {@code identity_info}
   * @param debugInfo how long it took
   */
  record V6R1(
      @JsonProperty(value = "result", required = true) SentFlag result,
      @JsonProperty("score") @Nullable Score score,
      @JsonProperty("identity_id") @Nullable IdentityId identityId,
      @JsonProperty("identity_info") Person.@Nullable V6R1 person,
      @JsonProperty("register_image") @Nullable EncodedImage registeredImage,
      @JsonProperty("debug_info") @Nullable DebugInfo debugInfo,
      Map<String, @Nullable Object> unknownFields)
      implements IdentifyAnswer {
    public V6R1 {
      requireNonNull(result, "result");
      score = score == null ? null : score.inDocumented(ScoreRange.HUNDRED);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public boolean isMatch() {
      return result.isTrue();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * How long an answer of V6 took.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.7.
   *
   * @param compareMillis to compare
   * @param totalMillis from request to answer
   */
  record DebugInfo(
      @JsonProperty("comparetime") @Nullable SentNumber compareMillis,
      @JsonProperty("totaltime") @Nullable SentNumber totalMillis,
      Map<String, @Nullable Object> unknownFields) {
    public DebugInfo {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
