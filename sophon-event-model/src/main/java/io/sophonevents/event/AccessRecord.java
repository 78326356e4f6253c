package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** Somebody passed a door: what the management platform posts to a third party's server. */
public sealed interface AccessRecord extends AccessEvent {
  @Override
  default EventKind kind() {
    return EventKind.ACCESS_RECORD;
  }

  /**
   * The current body, which is that of a stream event to the letter: only the way it came tells the
   * two apart.
   *
   * <p>Immutable. Source: vendor page "1 way of reporting", V2R6, V5R6 to V6R2.
   *
   * @param record the fields
   */
  record V5R6(@JsonValue StreamEvent.V5R2 record) implements AccessRecord {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public V5R6 {
      requireNonNull(record, "record");
    }

    @Override
    public IdentityId identityId() {
      return record.identityId();
    }

    @Override
    public @Nullable PersonName identityName() {
      return record.identityName();
    }

    @Override
    public EventTime time() {
      return record.time();
    }

    @Override
    public @Nullable Score score() {
      return record.score();
    }

    @Override
    public @Nullable PersonType personType() {
      return record.personType();
    }

    @Override
    public @Nullable String captureDeviceId() {
      return record.captureDeviceId();
    }

    @Override
    public @Nullable EncodedImage registeredImage() {
      return record.registeredImage();
    }

    @Override
    public @Nullable EncodedImage sceneImage() {
      return record.sceneImage();
    }

    @Override
    public @Nullable EncodedImage faceImage() {
      return record.faceImage();
    }
  }
}
