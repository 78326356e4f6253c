package io.sophonevents.client.box.server;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.HistoryEvent;
import io.sophonevents.event.IdentityInfo;
import io.sophonevents.event.Score;
import io.sophonevents.event.ScoreRange;
import io.sophonevents.event.SentFlag;
import io.sophonevents.event.SentNumber;
import io.sophonevents.event.StoredEvent;
import io.sophonevents.event.StreamEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event in the form that boxes store events in: with ids in place of its pictures. What the
 * generation has no field for is left out.
 *
 * @param event in whatever layout
 */
@SuppressWarnings("NullAway") // reads nested types of another module's records as not nullable
record StoredForm(
    AccessEvent event,
    String eventId,
    @Nullable String registeredImageId,
    @Nullable String sceneImageId,
    @Nullable String faceImageId,
    @Nullable String infraredImageId) {

  StoredForm {
    requireNonNull(event, "event");
    requireNonNull(eventId, "eventId");
  }

  private static StoredForm of(StoredEvent event) {
    return new StoredForm(
        event,
        event.eventId(),
        event.registeredImageId(),
        event.sceneImageId(),
        event.faceImageId(),
        event.infraredImageId());
  }

  static StoredEvent.V2R6 asV5(StoredEvent event) {
    return event instanceof StoredEvent.V2R6 same ? same : of(event).v5();
  }

  static StoredEvent.V6R1 asV6(StoredEvent event) {
    return event instanceof StoredEvent.V6R1 same ? same : of(event).v6();
  }

  StoredEvent.V2R6 v5() {
    HistoryEvent.V5R4 written = event.convertTo(HistoryEvent.V5R4.class).event();
    StoredEvent.Common common =
        new StoredEvent.Common(
            "",
            written.captureDevice(),
            SentNumber.of(0),
            "",
            galleryName(),
            written.identityId(),
            withPictureId(written.identityInfo()),
            written.identityName(),
            SentFlag.FALSE,
            permissionId(),
            permissionName(),
            written.personType(),
            written.attributes(),
            orEmpty(faceImageId),
            score(),
            orEmpty(sceneImageId),
            written.wantedAction(),
            Map.of());
    return new StoredEvent.V2R6(
        eventId,
        event.time().inSeconds(),
        common,
        new StoredEvent.GateData(infraredImageId, null, Map.of()),
        new StoredEvent.GrabberData(null, Map.of()),
        new StoredEvent.VideoData(
            null,
            null,
            seconds(enteredTime()),
            null,
            null,
            null,
            seconds(recognisedTime()),
            poseScore(),
            seconds(leftTime(written.leftTime())),
            null,
            Map.of()),
        Map.of());
  }

  StoredEvent.V6R1 v6() {
    HistoryEvent.V6R1 written = event.convertTo(HistoryEvent.V6R1.class).event();
    return new StoredEvent.V6R1(
        eventId,
        event.time().inSeconds(),
        written.identityId(),
        written.identityName(),
        orEmpty(registeredImageId),
        orEmpty(faceImageId),
        orEmpty(sceneImageId),
        permissionId(),
        permissionName(),
        written.personType(),
        score(),
        written.wantedAction(),
        SentNumber.of(0),
        null,
        written.captureDevice(),
        written.attributes(),
        new StoredEvent.Extension(
            infraredImageId,
            null,
            null,
            null,
            seconds(enteredTime()),
            seconds(recognisedTime()),
            seconds(leftTime(written.leftTime())),
            poseScore(),
            null,
            Map.of()),
        Map.of());
  }

  /** Stored events are on the scale of V5 and later; a score of another one is left out. */
  private @Nullable Score score() {
    Score score = event.score();
    return score == null || score.range() == ScoreRange.ONE ? null : score;
  }

  private IdentityInfo withPictureId(@Nullable IdentityInfo info) {
    IdentityInfo known = info == null ? IdentityInfo.NONE : info;
    return new IdentityInfo(
        registeredImageId,
        known.permissionIds(),
        known.type(),
        known.userId(),
        known.faceIds(),
        known.name(),
        known.addedSeconds(),
        known.description(),
        known.visitCardNumber(),
        known.extraInfo(),
        known.unknownFields());
  }

  private String galleryName() {
    return orEmpty(event instanceof StreamEvent.V5R2 stream ? stream.galleryName() : null);
  }

  private String permissionId() {
    return orEmpty(event instanceof StoredEvent stored ? stored.permissionId() : null);
  }

  private String permissionName() {
    return orEmpty(event instanceof StoredEvent stored ? stored.permissionName() : null);
  }

  private @Nullable SentNumber poseScore() {
    return event instanceof StoredEvent stored ? stored.poseScore() : null;
  }

  private @Nullable EventTime enteredTime() {
    return event instanceof StoredEvent stored
        ? stored.enteredTime()
        : event instanceof HistoryEvent.V6R1 history ? history.enteredTime() : null;
  }

  private @Nullable EventTime recognisedTime() {
    return event instanceof StoredEvent stored ? stored.recognisedTime() : null;
  }

  private @Nullable EventTime leftTime(@Nullable EventTime written) {
    return event instanceof StoredEvent stored ? stored.leftTime() : written;
  }

  private static @Nullable EventTime seconds(@Nullable EventTime time) {
    return time == null ? null : time.inSeconds();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
