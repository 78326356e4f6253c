package io.sophonevents.client.box;

import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.BoxQuality;
import io.sophonevents.event.CaptureDevice;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EncodedImages;
import io.sophonevents.event.EventExtension;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.FaceAttributes;
import io.sophonevents.event.GrabberQuality;
import io.sophonevents.event.IdentityInfo;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PersonType;
import io.sophonevents.event.StoredEvent;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stored event as its box would have pushed it: whole milliseconds, the name of a stranger, the
 * pictures that the subscription wants. The score is that of the box, so it stays as it is.
 */
final class StoredAsStream {
  private final StoredEvent event;
  private final StreamSubscription subscription;
  private final Function<PictureId, @Nullable EncodedImage> pictures;

  /**
   * The id of a picture.
   *
   * @param isRegistered whether it is in the gallery
   */
  record PictureId(String text, boolean isRegistered) {}

  private StoredAsStream(
      StoredEvent event,
      StreamSubscription subscription,
      Function<PictureId, @Nullable EncodedImage> pictures) {
    this.event = event;
    this.subscription = subscription;
    this.pictures = pictures;
  }

  static StreamEvent of(
      StoredEvent event,
      StreamSubscription subscription,
      Function<PictureId, @Nullable EncodedImage> pictures) {
    StoredAsStream conversion = new StoredAsStream(event, subscription, pictures);
    return subscription instanceof StreamSubscription.V6R1 ? conversion.v6() : conversion.v5();
  }

  private StreamEvent v5() {
    EncodedImage face = face();
    return new StreamEvent.V5R2(
        event.identityId(),
        deviceId(),
        name(),
        event instanceof StoredEvent.V2R6 v5 && v5.common().identityInfo() != null
            ? v5.common().identityInfo()
            : IdentityInfo.NONE,
        galleryName(),
        registered(),
        time(),
        event.score(),
        new EventExtension.V2R2(
            event.captureDeviceIp(),
            null,
            scene(),
            face == null ? null : EncodedImages.of(face),
            personType(),
            event.captureDeviceType(),
            GrabberQuality.NONE,
            BoxQuality.NONE,
            Map.of()),
        Map.of());
  }

  @SuppressWarnings("NullAway") // javac 17 reads no nullness of a nested type from a class file
  private StreamEvent v6() {
    CaptureDevice device = event.captureDevice();
    return new StreamEvent.V6R1(
        event.eventId(),
        time(),
        event.identityId(),
        name(),
        personType(),
        event.score(),
        event.captureDeviceIp(),
        deviceId(),
        device == null ? null : device.type(),
        prefixed(registered()),
        null,
        prefixed(face()),
        event.attributes() instanceof FaceAttributes.V6R1 attributes ? attributes : null,
        Map.of());
  }

  private EventTime time() {
    return EventTime.of(event.time().instant());
  }

  private @Nullable String deviceId() {
    CaptureDevice device = event.captureDevice();
    return device == null ? null : device.deviceId();
  }

  private @Nullable PersonName name() {
    PersonName name = event.identityName();
    boolean isNameless = name == null || name.text().isEmpty();
    return isNameless && PersonType.STRANGER.equals(event.personType())
        ? AccessEvent.STRANGER
        : name;
  }

  private @Nullable PersonType personType() {
    PersonType type = event.personType();
    if (type == null) {
      return null;
    }
    return (subscription instanceof StreamSubscription.V6R1 ? type.asWord() : type.asNumber())
        .orElse(type);
  }

  private @Nullable String galleryName() {
    if (!(event instanceof StoredEvent.V2R6 v5)) {
      return null;
    }
    String name = v5.common().galleryName();
    return name == null || name.isEmpty() ? v5.common().galleryId() : name;
  }

  private @Nullable EncodedImage registered() {
    return subscription.wantsRegisteredImage() ? picture(event.registeredImageId(), true) : null;
  }

  private @Nullable EncodedImage face() {
    return subscription.wantsFaceImage() ? picture(event.faceImageId(), false) : null;
  }

  private @Nullable EncodedImage scene() {
    return subscription.wantsFaceImage() ? picture(event.sceneImageId(), false) : null;
  }

  private @Nullable EncodedImage picture(@Nullable String id, boolean isRegistered) {
    return id == null || id.isEmpty() ? null : pictures.apply(new PictureId(id, isRegistered));
  }

  /** V6 has the prefix in its stream. */
  private static @Nullable EncodedImage prefixed(@Nullable EncodedImage image) {
    return image == null ? null : DataUri.of(image);
  }
}
