package io.sophonevents.client.box.server;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventAction;
import io.sophonevents.event.EventQuery;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.FaceChange;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.MediaDevice;
import io.sophonevents.event.PersonQuery;
import io.sophonevents.event.PersonRegistration;
import io.sophonevents.event.StoredEvent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a box knows and does, for software that plays one: a {@link BoxServer} asks it and writes
 * what it says in the layouts of the caller's generation. Implement what you have; every call that
 * you leave out is refused as not implemented. Throw a {@link BoxRefusal} to refuse a call; its
 * code may be that of either generation. A {@link io.sophonevents.client.box.BoxException} of a box
 * that yours stands before is passed on.
 *
 * <p>Called on many threads at once, at most 8; a call that takes 30 s is interrupted.
 */
public interface BoxService {
  /** The capture devices, in either layout. */
  default List<? extends MediaDevice> devices() {
    throw notImplemented();
  }

  /**
   * The stored events that pass the filters, in an order that stays the same from page to page; in
   * either layout.
   *
   * @param galleries only those of one of these galleries, by name or id, null for all; only V2 to
   *     V5 ask for them
   * @param room only those of people in this room, null for all; only V2 to V5 ask for it
   * @param skip how many to leave out, 0 for the first page
   * @param limit how many at most, 1 to 1,000
   */
  default Page<? extends StoredEvent> events(
      EventQuery.Filters filters,
      @Nullable List<String> galleries,
      @Nullable String room,
      long skip,
      int limit) {
    throw notImplemented();
  }

  /** One stored event, in either layout. */
  default Optional<? extends StoredEvent> event(String eventId) {
    throw notImplemented();
  }

  /**
   * A picture of a stored event.
   *
   * @param time when the event was; the id alone need not find it
   */
  default Optional<EncodedImage> picture(String id, EventTime time) {
    throw notImplemented();
  }

  /** A picture of the gallery. */
  default Optional<EncodedImage> registeredPicture(String id) {
    throw notImplemented();
  }

  /** Registers a person, and says what is known of them now. */
  default BoxPerson enrol(PersonRegistration registration) {
    throw notImplemented();
  }

  /** Changes what the registration says of a person, and says what is known of them now. */
  default BoxPerson update(PersonRegistration change) {
    throw notImplemented();
  }

  /**
   * Adds one more face to a person, and says what is known of them now; only V6 asks for it.
   *
   * @param face who, and a picture, a path or a vector
   */
  default BoxPerson addFace(PersonRegistration.V6R1 face) {
    throw notImplemented();
  }

  /** Replaces a face of a person, and says what is known of them now; only V6 asks for it. */
  default BoxPerson replaceFace(FaceChange.V6R1 change) {
    throw notImplemented();
  }

  /** Removes a face of a person, and says what is known of them now; only V6 asks for it. */
  default BoxPerson removeFace(FaceChange.V6R1 change) {
    throw notImplemented();
  }

  /** Removes people; those whom it does not have are left out of what it returns. */
  default List<IdentityId> remove(List<IdentityId> people) {
    throw notImplemented();
  }

  /**
   * The people that pass the filters, in an order that stays the same from page to page.
   *
   * @param galleryName only those of this gallery, null for all; only V2 to V5 ask for it
   * @param skip how many to leave out, 0 for the first page
   * @param limit how many at most, 1 to 1,000
   */
  default Page<BoxPerson> people(
      PersonQuery.Filters filters, @Nullable String galleryName, long skip, int limit) {
    throw notImplemented();
  }

  /** Opens a door, or does something else at it; returns when that is under way. */
  default void act(EventAction.Action action) {
    throw notImplemented();
  }

  private static BoxRefusal notImplemented() {
    return new BoxRefusal("NOT_IMPLEMENTED", "the box does not do this");
  }

  /**
   * A part of a longer list.
   *
   * <p>Immutable.
   *
   * @param totalCount how many there are on all pages
   */
  record Page<T>(List<T> elements, long totalCount) {
    public Page {
      elements = List.copyOf(requireNonNull(elements, "elements"));
    }
  }
}
