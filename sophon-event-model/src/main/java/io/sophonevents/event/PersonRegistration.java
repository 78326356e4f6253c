package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a box is told of a person: registers somebody, or updates them with the fields that are to
 * change. Which of the two is said by method or path. Answered with a {@link
 * PersonRegistrationAnswer}; an update of V6 with a {@link Person}.
 */
public sealed interface PersonRegistration extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.PERSON_REGISTRATION;
  }

  /** Who, as the gallery is to number them. */
  @Nullable IdentityId identityId();

  /** The picture to recognise the person by. */
  @Nullable EncodedImage registeredImage();

  /** The vector to recognise the person by, in place of a picture. */
  @Nullable Embedding embedding();

  /**
   * The body of V2 to V5: POST registers, PUT updates and has neither gallery nor vector.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.4; vendor pages "1 create person" and "3
   * update person", V2R1 to V5R7.
   *
   * @param galleryName names with commas between them
   * @param registeredImage required unless {@code comesWithImage} is false
   * @param comesWithImage {@code need_bring_pic}, absent means yes; V5R3 and later
   * @param importsEmbedding whether to take {@code embedding} in place of the picture, absent means
   *     no; V5R3 and later
   * @param mayExist {@code ignore_exist}: whether to update somebody who exists rather than to
   *     refuse, absent means no
   * @param createsPermissions {@code create_no_exit_permission}: whether to create permission
   *     groups that do not exist, absent means no
   * @param keepsOneFace whether to delete the faces that were registered before, absent means no;
   *     V5R3 and later
   * @param qualityLevel {@code high}, {@code middle}, {@code low}, {@code custom} or {@code no};
   *     V5R3 and later
   * @param identityInfo {@code info}: name, kind of person, permission groups and whatever else
   */
  record V2R1(
      @JsonProperty(value = "identity_id", required = true) IdentityId identityId,
      @JsonProperty("group_name") @Nullable String galleryName,
      @JsonProperty("reg_photo") @Nullable EncodedImage registeredImage,
      @JsonProperty("need_bring_pic") @Nullable SentFlag comesWithImage,
      @JsonProperty("import_mode") @Nullable SentFlag importsEmbedding,
      @JsonProperty("feature") @Nullable Embedding embedding,
      @JsonProperty("ignore_exist") @Nullable SentFlag mayExist,
      @JsonProperty("create_no_exit_permission") @Nullable SentFlag createsPermissions,
      @JsonProperty("support_single_face") @Nullable SentFlag keepsOneFace,
      @JsonProperty("fiqa_level") @Nullable Code qualityLevel,
      @JsonProperty("info") @Nullable IdentityInfo identityInfo,
      Map<String, @Nullable Object> unknownFields)
      implements PersonRegistration {
    public V2R1 {
      requireNonNull(identityId, "identityId");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Registers a person of a kind in a gallery, by a picture. */
    public static V2R1 of(
        IdentityId id, PersonName name, PersonType type, String galleryName, EncodedImage image) {
      return builder(id)
          .galleryName(galleryName)
          .registeredImage(image)
          .identityInfo(IdentityInfo.of(name, type, List.of(), null))
          .build();
    }

    /** The galleries that the person is to be in. */
    public List<String> galleryNames() {
      return EnrolledPerson.namesIn(galleryName);
    }

    /** Makes one by hand. */
    public static Builder builder(IdentityId identityId) {
      return new Builder(identityId);
    }

    /** Makes one by hand. Not safe for use by many threads. */
    public static final class Builder {
      private final IdentityId identityId;
      private @Nullable String galleryName;
      private @Nullable EncodedImage registeredImage;
      private @Nullable SentFlag comesWithImage;
      private @Nullable SentFlag importsEmbedding;
      private @Nullable Embedding embedding;
      private @Nullable SentFlag mayExist;
      private @Nullable SentFlag createsPermissions;
      private @Nullable SentFlag keepsOneFace;
      private @Nullable Code qualityLevel;
      private @Nullable IdentityInfo identityInfo;

      private Builder(IdentityId identityId) {
        this.identityId = requireNonNull(identityId, "identityId");
      }

      public Builder galleryName(String galleryName) {
        this.galleryName = galleryName;
        return this;
      }

      public Builder registeredImage(EncodedImage registeredImage) {
        this.registeredImage = registeredImage;
        return this;
      }

      public Builder comesWithImage(boolean comesWithImage) {
        this.comesWithImage = SentFlag.of(comesWithImage);
        return this;
      }

      public Builder importsEmbedding(boolean importsEmbedding) {
        this.importsEmbedding = SentFlag.of(importsEmbedding);
        return this;
      }

      public Builder embedding(Embedding embedding) {
        this.embedding = embedding;
        return this;
      }

      public Builder mayExist(boolean mayExist) {
        this.mayExist = SentFlag.of(mayExist);
        return this;
      }

      public Builder createsPermissions(boolean createsPermissions) {
        this.createsPermissions = SentFlag.of(createsPermissions);
        return this;
      }

      public Builder keepsOneFace(boolean keepsOneFace) {
        this.keepsOneFace = SentFlag.of(keepsOneFace);
        return this;
      }

      public Builder qualityLevel(String qualityLevel) {
        this.qualityLevel = Code.of(qualityLevel);
        return this;
      }

      public Builder identityInfo(IdentityInfo identityInfo) {
        this.identityInfo = identityInfo;
        return this;
      }

      /** The whole. */
      public V2R1 build() {
        return new V2R1(
            identityId,
            galleryName,
            registeredImage,
            comesWithImage,
            importsEmbedding,
            embedding,
            mayExist,
            createsPermissions,
            keepsOneFace,
            qualityLevel,
            identityInfo,
            Map.of());
      }
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The body of V6: registers, updates (then without picture or vector) or adds one more face (then
   * without name and the like). One of picture, path and vector is needed to register.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.4; vendor pages "1 create identity", "4
   * update identity" and "6 add face", V6R1.
   *
   * @param identityId empty or absent: the box makes one
   * @param registeredImagePath of a file on the box
   * @param embedding 512 values
   * @param personType a word, absent means {@code employee}
   * @param permissionIds the permission groups that the person is to belong to
   * @param extraInfo {@code ext_user_info}: address, telephone number and the like
   * @param qualityLevel {@code high}, which absent means too, {@code normal}, {@code low} or {@code
   *     no}
   * @param mayExist {@code force_replace}: whether to replace somebody who exists rather than to
   *     refuse, absent means no
   */
  record V6R1(
      @JsonProperty("identity_id") @Nullable IdentityId identityId,
      @JsonProperty("register_image") @Nullable EncodedImage registeredImage,
      @JsonProperty("register_image_path") @Nullable String registeredImagePath,
      @JsonProperty("register_feature") @Nullable Embedding embedding,
      @JsonProperty("identity_name") @Nullable PersonName identityName,
      @JsonProperty("user_type") @Nullable PersonType personType,
      @JsonProperty("permission_ids") @Nullable List<String> permissionIds,
      @JsonProperty("ext_user_info") ExtraInfo.@Nullable V6R1 extraInfo,
      @JsonProperty("fiqa_level") @Nullable Code qualityLevel,
      @JsonProperty("force_replace") @Nullable SentFlag mayExist,
      Map<String, @Nullable Object> unknownFields)
      implements PersonRegistration {
    public V6R1 {
      permissionIds = permissionIds == null ? null : List.copyOf(permissionIds);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Registers a person of a kind by a picture. */
    public static V6R1 of(IdentityId id, PersonName name, PersonType type, EncodedImage image) {
      return builder(id)
          .registeredImage(image)
          .identityName(name)
          .personType(type.asWord().orElse(type))
          .build();
    }

    /** Makes one by hand. */
    public static Builder builder(IdentityId identityId) {
      return new Builder(identityId);
    }

    /** Makes one by hand. Not safe for use by many threads. */
    public static final class Builder {
      private final IdentityId identityId;
      private @Nullable EncodedImage registeredImage;
      private @Nullable String registeredImagePath;
      private @Nullable Embedding embedding;
      private @Nullable PersonName identityName;
      private @Nullable PersonType personType;
      private @Nullable List<String> permissionIds;
      private ExtraInfo.@Nullable V6R1 extraInfo;
      private @Nullable Code qualityLevel;
      private @Nullable SentFlag mayExist;

      private Builder(IdentityId identityId) {
        this.identityId = requireNonNull(identityId, "identityId");
      }

      public Builder registeredImage(EncodedImage registeredImage) {
        this.registeredImage = registeredImage;
        return this;
      }

      public Builder registeredImagePath(String registeredImagePath) {
        this.registeredImagePath = registeredImagePath;
        return this;
      }

      public Builder embedding(Embedding embedding) {
        this.embedding = embedding;
        return this;
      }

      public Builder identityName(PersonName identityName) {
        this.identityName = identityName;
        return this;
      }

      public Builder personType(PersonType personType) {
        this.personType = personType;
        return this;
      }

      public Builder permissionIds(List<String> permissionIds) {
        this.permissionIds = List.copyOf(permissionIds);
        return this;
      }

      public Builder extraInfo(ExtraInfo.V6R1 extraInfo) {
        this.extraInfo = extraInfo;
        return this;
      }

      public Builder qualityLevel(String qualityLevel) {
        this.qualityLevel = Code.of(qualityLevel);
        return this;
      }

      public Builder mayExist(boolean mayExist) {
        this.mayExist = SentFlag.of(mayExist);
        return this;
      }

      /** The whole. */
      public V6R1 build() {
        return new V6R1(
            identityId,
            registeredImage,
            registeredImagePath,
            embedding,
            identityName,
            personType,
            permissionIds,
            extraInfo,
            qualityLevel,
            mayExist,
            Map.of());
      }
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
