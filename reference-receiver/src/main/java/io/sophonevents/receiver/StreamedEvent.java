package io.sophonevents.receiver;

import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.AccessRecord;
import io.sophonevents.event.HistoryEvent;
import io.sophonevents.event.IdentityInfo;
import io.sophonevents.event.RealTimeEvent;
import io.sophonevents.event.StreamEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes a stream event of whatever was posted, for those who listen instead of being posted to. */
final class StreamedEvent {
  private StreamedEvent() {}

  /**
   * The same in the stream's layout: the score as it was sent, the device by the best id that there
   * is. What the layout has no place for is left out.
   */
  static StreamEvent.V5R2 from(AccessEvent event) {
    if (event instanceof StreamEvent.V5R2 already) {
      return already;
    }
    if (event instanceof AccessRecord.V5R6 record) {
      return record.record();
    }
    String device = event.captureDeviceId();
    StreamEvent.V5R2.Builder copy =
        StreamEvent.V5R2
            .builder(event.identityId(), event.time())
            .deviceId(device == null ? "" : device)
            .identityInfo(IdentityInfo.NONE)
            .galleryName("");
    ifPresent(event.identityName(), copy::identityName);
    ifPresent(event.score(), copy::score);
    ifPresent(event.personType(), copy::personType);
    ifPresent(event.registeredImage(), copy::registeredImage);
    ifPresent(event.sceneImage(), copy::sceneImage);
    ifPresent(event.faceImage(), copy::faceImage);
    if (event instanceof RealTimeEvent realTime) {
      ifPresent(realTime.galleryName(), copy::galleryName);
      ifPresent(realTime.captureDeviceIp(), copy::captureDeviceIp);
      ifPresent(realTime.captureDeviceType(), copy::captureDeviceType);
    }
    if (event instanceof HistoryEvent.V5R4 history) {
      ifPresent(history.identityInfo(), copy::identityInfo);
      if (history.captureDevice() != null) {
        ifPresent(history.captureDevice().ip(), copy::captureDeviceIp);
      }
    }
    return copy.build();
  }

  private static <T> void ifPresent(@Nullable T value, Consumer<T> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }
}
