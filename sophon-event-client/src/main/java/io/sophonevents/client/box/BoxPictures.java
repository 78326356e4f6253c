package io.sophonevents.client.box;

import io.sophonevents.client.TransportException;
import io.sophonevents.event.EventTime;
import org.jspecify.annotations.Nullable;

/**
 * The pictures that a box keeps, by their ids: bytes of a JPEG.
 *
 * <p>Each call throws {@link BoxException} if the box says that it has no such picture, {@link
 * TransportException} if what it answers is no picture. Safe for use by many threads. Source:
 * docs/protocol.md, section 5.3.
 */
public final class BoxPictures {
  private final BoxConnection box;

  BoxPictures(BoxConnection box) {
    this.box = box;
  }

  /**
   * The scene, face or infrared picture of an event.
   *
   * @param id {@code sceneImageId()}, {@code faceImageId()} or {@code infraredImageId()}
   * @param time {@code time()} of the event as it was read: the box wants its very text again
   */
  public byte[] ofEvent(String id, EventTime time) {
    return box.askPicture(eventPicture(id, time));
  }

  /**
   * The picture in the gallery. A box of V6 answers with a blank one where it has none.
   *
   * @param id {@code registeredImageId()} of an event or a person
   */
  public byte[] registered(String id) {
    return box.askPicture(registeredPicture(id));
  }

  byte @Nullable [] ofEventOrNull(String id, EventTime time) {
    return box.askPictureOrNull(eventPicture(id, time));
  }

  byte @Nullable [] registeredOrNull(String id) {
    return box.askPictureOrNull(registeredPicture(id));
  }

  private BoxRequest eventPicture(String id, EventTime time) {
    return box.isV6()
        ? BoxRequest.get("/sophon/v2/face/getspotimage").id(id).query("timestamp", time.text())
        : BoxRequest.get("/SophonFace/api/event_images").id(id).query("datetime", time.text());
  }

  private BoxRequest registeredPicture(String id) {
    return BoxRequest.get(
            box.isV6() ? "/sophon/v2/face/getregisterimage" : "/SophonFace/api/images")
        .id(id);
  }
}
