package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How well two pictures match: the answer to a {@link VerifyRequest}. */
public sealed interface VerifyAnswer extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.VERIFY_ANSWER;
  }

  /** How well the two faces match. */
  @Nullable Score score();

  /**
   * The answer of the V5 generation. Its sample is that of {@link IdentifyAnswer.V5R3} to the
   * letter: only the path that was asked tells the two apart.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.8 and row 2.39; vendor page "3 compare", V2R6
   * and V5R5 to V5R7.
   *
   * @param resultCode {@code "1"} the same person, {@code "0"} not; to be trusted rather than the
   *     score
   * @param identityId in the sample only
   * @param identityName in the sample only
   */
  record V2R6(
      @JsonProperty(value = "retcode", required = true) Code resultCode,
      @JsonProperty("identity_id") @Nullable IdentityId identityId,
      @JsonProperty("name") @Nullable PersonName identityName,
      @JsonProperty("score") @Nullable Score score,
      Map<String, @Nullable Object> unknownFields)
      implements VerifyAnswer {
    public V2R6 {
      requireNonNull(resultCode, "resultCode");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Whether the two faces are the same person's. */
    public boolean isMatch() {
      return resultCode.is("1");
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The answer of V6: a score from 0 to 100 and nothing else.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.8; vendor page "3 face compare", V6R1.
   *
   * @param score from 82 on probably, from 60 on perhaps, below hardly the same person
   */
  record V6R1(
      @JsonProperty(value = "score", required = true) Score score,
      Map<String, @Nullable Object> unknownFields)
      implements VerifyAnswer {
    public V6R1 {
      score = requireNonNull(score, "score").inDocumented(ScoreRange.HUNDRED);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
