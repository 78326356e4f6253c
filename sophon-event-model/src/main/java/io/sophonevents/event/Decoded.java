package io.sophonevents.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that was read: the event, what deviated in it, and its bytes.
 *
 * <p>Immutable.
 */
public final class Decoded implements BatchElement {
  private final SophonEvent event;
  private final List<Deviation> deviations;
  private final byte[] body;
  private final int from;
  private final int to;
  private final @Nullable ReceivedObject received;

  /**
   * A message.
   *
   * @param received what was read from the body, null if the body was written for the event
   */
  Decoded(
      SophonEvent event,
      List<Deviation> deviations,
      byte[] body,
      int from,
      int to,
      @Nullable ReceivedObject received) {
    this.event = event;
    this.deviations = deviations;
    this.body = body;
    this.from = from;
    this.to = to;
    this.received = received;
  }

  /** The event. */
  public SophonEvent event() {
    return event;
  }

  /** What the vendor's description does not have, in the order of the message; mostly none. */
  public List<Deviation> deviations() {
    return deviations;
  }

  /**
   * The JSON of this event just as it was received, an element of a batch without the others; of a
   * form, the JSON that is written for the event.
   */
  @Override
  public byte[] bytes() {
    return from == 0 && to == body.length ? body : Arrays.copyOfRange(body, from, to);
  }

  /**
   * Where in {@link #bytes()} pictures stand, in their order: each text that is not empty under a
   * name that is that of a picture in some layout, at any depth. Those of a list are not told.
   */
  public List<PicturePlace> pictures() {
    List<PicturePlace> places = new ArrayList<>();
    addPictures(received == null ? BodyReader.read(body) : received, places);
    return places;
  }

  private void addPictures(@Nullable Object value, List<PicturePlace> places) {
    if (value instanceof ReceivedObject object) {
      for (int i = 0; i < object.size(); i++) {
        addPictures(object.value(i), places);
      }
    } else if (value instanceof List<?> list) {
      list.forEach(each -> addPictures(each, places));
    } else if (value instanceof EncodedImage image && image.isWithin(body)) {
      places.add(image.placeFrom(from));
    }
  }

  @Override
  public String toString() {
    return "Decoded[" + event + ", " + deviations.size() + " deviations]";
  }
}
