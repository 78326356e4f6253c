package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks a box whether two pictures show the same person, 1:1; answered with a {@link VerifyAnswer}.
 */
public sealed interface VerifyRequest extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.VERIFY_REQUEST;
  }

  /**
   * The request of the V5 generation: a face and the picture of an identity card.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.8; vendor page "3 compare", V2R6 and V5R5 to
   * V5R7.
   *
   * @param threshold {@code high} 0.275, {@code middle} 0.225, which absent means too, or {@code
   *     low} 0.175
   * @param qualityLevel {@code high}, {@code middle}, {@code low} or {@code no}
   * @param savesEvent whether to make an event of it, absent means no
   * @param cardHolder to put into the event, {@code identity_info}
   * @param time to put into the event, absent means now
   * @param wantsDebugInfo whether to say how long it took, absent means no
   */
  record V2R6(
      @JsonProperty(value = "face_image_base64", required = true) EncodedImage faceImage,
      @JsonProperty(value = "card_image_base64", required = true) EncodedImage cardImage,
      @JsonProperty("threshold") @Nullable Code threshold,
      @JsonProperty("fiqa_level") @Nullable Code qualityLevel,
      @JsonProperty("need_save") @Nullable SentFlag savesEvent,
      @JsonProperty("identity_info") @Nullable CardHolder cardHolder,
      @JsonProperty("compare_time") @Nullable EventTime time,
      @JsonProperty("with_debug_info") @Nullable SentFlag wantsDebugInfo,
      Map<String, @Nullable Object> unknownFields)
      implements VerifyRequest {
    public V2R6 {
      requireNonNull(faceImage, "faceImage");
      requireNonNull(cardImage, "cardImage");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Whether a face is that on a card, without an event. */
    public static V2R6 of(EncodedImage faceImage, EncodedImage cardImage) {
      return new V2R6(faceImage, cardImage, null, null, null, null, null, null, Map.of());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * What stands on an identity card.
   *
   * <p>Immutable. Personal data: {@link #toString()} prints no value. Source: docs/protocol.md,
   * section 5.8.
   *
   * @param cardNumber {@code user_idcard}
   * @param sex as on the card
   * @param issuer who issued the card, {@code user_issu}
   * @param validity until when the card is valid, as on the card
   */
  record CardHolder(
      @JsonProperty("user_idcard") @Nullable String cardNumber,
      @JsonProperty("user_name") @Nullable PersonName name,
      @JsonProperty("user_sex") @Nullable Code sex,
      @JsonProperty("user_nation") @Nullable String nation,
      @JsonProperty("user_address") @Nullable String address,
      @JsonProperty("user_issu") @Nullable String issuer,
      @JsonProperty("user_validtime") @Nullable String validity,
      @JsonProperty("card_type") @Nullable Code cardType,
      Map<String, @Nullable Object> unknownFields) {
    public CardHolder {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The request of V6: any two pictures, each as it is or as a file on the box.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.8; vendor page "3 face compare", V6R1.
   *
   * @param firstImagePath of a file on the box
   * @param secondImagePath of a file on the box
   * @param qualityLevel {@code high}, {@code middle}, {@code low} or {@code no}, which absent means
   *     too
   */
  record V6R1(
      @JsonProperty("image_1_base64") @Nullable EncodedImage firstImage,
      @JsonProperty("image_1_path") @Nullable String firstImagePath,
      @JsonProperty("image_2_base64") @Nullable EncodedImage secondImage,
      @JsonProperty("image_2_path") @Nullable String secondImagePath,
      @JsonProperty("fiqa_level") @Nullable Code qualityLevel,
      Map<String, @Nullable Object> unknownFields)
      implements VerifyRequest {
    public V6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Whether two pictures show the same person, whatever their quality. */
    public static V6R1 of(EncodedImage firstImage, EncodedImage secondImage) {
      return new V6R1(firstImage, null, secondImage, null, null, Map.of());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
