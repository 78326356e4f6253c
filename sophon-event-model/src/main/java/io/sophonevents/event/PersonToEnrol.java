package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A person whom a box is to have in its gallery, with where to get the picture. */
public sealed interface PersonToEnrol {
  /** Who, as the platform numbers them. */
  @Nullable IdentityId identityId();

  /** The name. */
  @Nullable PersonName identityName();

  /** The picture, as a whole URL. */
  @Nullable String registeredImageUrl();

  /** The picture, relative to the picture server that the login answer names. */
  @Nullable String registeredImagePath();

  /** {@code high}, {@code middle} or {@code normal}, {@code low}, {@code no}, {@code custom}. */
  @Nullable Code qualityLevel();

  /**
   * An element of {@code user_info_list} or {@code user_list}.
   *
   * <p>Immutable. Source: docs/protocol.md, sections 1.11 and 1.18.
   *
   * @param importMode whether there is an embedding in place of a picture (inferred from the REST
   *     call)
   * @param embeddingUrl where the box gets the embedding
   * @param info name, person type, permission groups
   * @param registerType 1 ordinary, 2 stranger; in answers to the box only
   */
  record V2R1(
      @JsonProperty("identity_id") @Nullable IdentityId identityId,
      @JsonProperty("reg_url") @Nullable String registeredImageUrl,
      @JsonProperty("relative_pic_url") @Nullable String registeredImagePath,
      @JsonProperty("fiqa_level") @Nullable Code qualityLevel,
      @JsonProperty("import_mode") @Nullable Code importMode,
      @JsonProperty("get_features_url") @Nullable String embeddingUrl,
      @JsonProperty("info") @Nullable IdentityInfo info,
      @JsonProperty("register_type") @Nullable Code registerType,
      Map<String, @Nullable Object> unknownFields)
      implements PersonToEnrol {
    public V2R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public @Nullable PersonName identityName() {
      return info == null ? null : info.name();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * An element of {@code identities}, or the payload of a command for one person.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   *
   * @param personType a word such as {@code employee}
   * @param extraInfo {@code ext_user_info}: identity card, address and the like
   */
  record V6R1(
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
      implements PersonToEnrol {
    public V6R1 {
      permissionIds = permissionIds == null ? null : List.copyOf(permissionIds);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
