package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who passed a door, a page of them: the platform's answer to a {@link PlatformRecordQuery}. */
public sealed interface PlatformRecordPage extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.PLATFORM_RECORD_PAGE;
  }

  /**
   * The answer in every version.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.6 and row 2.44.
   *
   * @param message {@code SUCCESS}, or what went wrong
   * @param status 0 for success
   */
  record V2R2(
      @JsonProperty("message") @Nullable String message,
      @JsonProperty("status") @Nullable Code status,
      @JsonProperty(value = "data", required = true) Records records,
      Map<String, @Nullable Object> unknownFields)
      implements PlatformRecordPage {
    public V2R2 {
      requireNonNull(records, "records");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * One of the three lists, by what was asked for.
   *
   * <p>Immutable.
   *
   * @param totalCount on all pages
   */
  record Records(
      @JsonProperty("employees") @Nullable List<Employee> employees,
      @JsonProperty("strangers") @Nullable List<Stranger> strangers,
      @JsonProperty("visitors") @Nullable List<Visitor> visitors,
      @JsonProperty("totalCount") @Described(as = Described.As.TEXT)
          @Nullable SentNumber totalCount,
      Map<String, @Nullable Object> unknownFields) {
    public Records {
      employees = employees == null ? null : List.copyOf(employees);
      strangers = strangers == null ? null : List.copyOf(strangers);
      visitors = visitors == null ? null : List.copyOf(visitors);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * An employee passed.
   *
   * <p>Immutable. Personal data: {@link #toString()} prints no value.
   *
   * @param recordId of the passing
   * @param userId the platform's number for the person
   * @param thirdPartyUserId the caller's own number for the person
   * @param nodeName the gate
   * @param time when; the sample's number has two digits too few for milliseconds
   * @param capturedImageId {@code fid}
   * @param registeredImageId {@code regFid}
   * @param score from 0 to 1
   * @param faceImageId {@code faceFid}
   * @param registeredImage if asked for, like the two that follow
   */
  record Employee(
      @JsonProperty("id") @Nullable Code recordId,
      @JsonProperty("userId") @Nullable Code userId,
      @JsonProperty("thirdUserId") @Nullable Code thirdPartyUserId,
      @JsonProperty("name") @Nullable PersonName identityName,
      @JsonProperty("jobNumber") @Nullable Code jobNumber,
      @JsonProperty("deptName") @Nullable String departmentName,
      @JsonProperty("nodeName") @Nullable String nodeName,
      @JsonProperty("crossTime") @Described(as = Described.As.TEXT) @Nullable EventTime time,
      @JsonProperty("fid") @Nullable String capturedImageId,
      @JsonProperty("phone") @Nullable Code phone,
      @JsonProperty("regFid") @Nullable String registeredImageId,
      @JsonProperty("score") @Described(as = Described.As.TEXT) @Nullable Score score,
      @JsonProperty("faceFid") @Nullable String faceImageId,
      @JsonProperty("mail") @Nullable String mail,
      @JsonProperty("userPhoto") @Nullable EncodedImage registeredImage,
      @JsonProperty("crossSrcPhoto") @Nullable EncodedImage sceneImage,
      @JsonProperty("crossFacePhoto") @Nullable EncodedImage faceImage,
      Map<String, @Nullable Object> unknownFields) {
    public Employee {
      score = score == null ? null : score.inDocumented(ScoreRange.ONE);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * A stranger passed.
   *
   * <p>Immutable. Personal data: {@link #toString()} prints no value.
   *
   * @param nodeName the gate
   * @param nodeType 1 access control, 2 gate, 3 surveillance, 4 visitor machine, 5 grabber, 6 dome
   *     camera
   * @param time when; the sample's number has two digits too few for milliseconds
   * @param capturedImageId {@code fid}
   * @param registeredImageId {@code regFid}
   * @param faceImageId {@code faceFid}
   * @param registeredImage if asked for, like the two that follow
   */
  record Stranger(
      @JsonProperty("fid") @Nullable String capturedImageId,
      @JsonProperty("nodeName") @Nullable String nodeName,
      @JsonProperty("nodeType") @Nullable Code nodeType,
      @JsonProperty("crossTime") @Described(as = Described.As.TEXT) @Nullable EventTime time,
      @JsonProperty("regFid") @Nullable String registeredImageId,
      @JsonProperty("faceFid") @Nullable String faceImageId,
      @JsonProperty("userPhoto") @Nullable EncodedImage registeredImage,
      @JsonProperty("crossSrcPhoto") @Nullable EncodedImage sceneImage,
      @JsonProperty("crossFacePhoto") @Nullable EncodedImage faceImage,
      Map<String, @Nullable Object> unknownFields) {
    public Stranger {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * A visitor passed.
   *
   * <p>Immutable. Personal data: {@link #toString()} prints no value.
   *
   * @param recordId of the passing
   * @param nodeName the gate
   * @param time when; the sample's number has two digits too few for milliseconds
   * @param capturedImageId {@code fid}
   * @param registeredImageId {@code regFid}
   * @param nodeType as of a {@link Stranger}
   * @param faceImageId {@code faceFid}
   * @param registeredImage if asked for, like the two that follow
   */
  record Visitor(
      @JsonProperty("id") @Nullable Code recordId,
      @JsonProperty("visitorId") @Nullable Code visitorId,
      @JsonProperty("visitorName") @Nullable PersonName identityName,
      @JsonProperty("nodeName") @Nullable String nodeName,
      @JsonProperty("crossTime") @Described(as = Described.As.TEXT) @Nullable EventTime time,
      @JsonProperty("fid") @Nullable String capturedImageId,
      @JsonProperty("phone") @Nullable Code phone,
      @JsonProperty("regFid") @Nullable String registeredImageId,
      @JsonProperty("idCardNumber") @Nullable Code idCardNumber,
      @JsonProperty("nodeType") @Nullable Code nodeType,
      @JsonProperty("faceFid") @Nullable String faceImageId,
      @JsonProperty("userPhoto") @Nullable EncodedImage registeredImage,
      @JsonProperty("crossSrcPhoto") @Nullable EncodedImage sceneImage,
      @JsonProperty("crossFacePhoto") @Nullable EncodedImage faceImage,
      Map<String, @Nullable Object> unknownFields) {
    public Visitor {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
