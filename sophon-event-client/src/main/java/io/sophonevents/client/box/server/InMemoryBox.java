package io.sophonevents.client.box.server;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.Embedding;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventAction;
import io.sophonevents.event.EventQuery;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.ExtraInfo;
import io.sophonevents.event.FaceChange;
import io.sophonevents.event.HistoryEvent;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.IdentityInfo;
import io.sophonevents.event.MediaDevice;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PersonQuery;
import io.sophonevents.event.PersonRegistration;
import io.sophonevents.event.Score;
import io.sophonevents.event.SentFlag;
import io.sophonevents.event.SentNumber;
import io.sophonevents.event.StoredEvent;
import io.sophonevents.event.StreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A box's devices, events, people and pictures in memory; it forgets them with the program. Events
 * are found newest first, and keep all their pictures under ids of their own. Nothing is ever
 * dropped to make room: it is for tests, demonstrations and small boxes.
 *
 * <p>Safe for use by many threads.
 */
public final class InMemoryBox implements BoxService {
  /** A picture is asked for with the time of its event, which may have been cut to this. */
  private static final Duration TIME_TOLERANCE = Duration.ofSeconds(1);

  // all guarded by this
  private final Map<String, MediaDevice> devices = new LinkedHashMap<>();
  private final List<StoredEvent> events = new ArrayList<>();
  private final Map<String, Picture> pictures = new HashMap<>();
  private final Map<IdentityId, BoxPerson> people = new LinkedHashMap<>();
  private final Map<String, EncodedImage> registered = new HashMap<>();
  private final List<EventAction.Action> actions = new ArrayList<>();
  private long count;

  private record Picture(EventTime time, EncodedImage image) {}

  /**
   * A face of a person.
   *
   * @param imageId of its picture, empty where there is only a vector
   */
  private record Face(String id, String imageId) {}

  /**
   * Adds a capture device, or changes the one with the same id.
   *
   * @throws IllegalArgumentException if it has no id
   */
  public synchronized void add(MediaDevice device) {
    String id = device.deviceId();
    if (id == null || id.isEmpty()) {
      throw new IllegalArgumentException("media device: expected an id but it has none");
    }
    devices.put(id, device);
  }

  /** Removes a capture device; its events stay. */
  public synchronized void removeDevice(String deviceId) {
    devices.remove(deviceId);
  }

  /**
   * Stores an event and its pictures, and returns it as it is found from now on. One that is in the
   * layout of stored events stays as it is, and has none.
   */
  public synchronized StoredEvent add(AccessEvent event) {
    if (event instanceof StoredEvent stored) {
      events.add(stored);
      return stored;
    }
    String id = event.eventId() == null ? "event-" + ++count : requireNonNull(event.eventId());
    EncodedImage registeredImage = event.registeredImage();
    String registeredId = event.registeredImageId();
    if (registeredImage != null && !registeredImage.isEmpty()) {
      registeredId = registeredId == null || registeredId.isEmpty() ? newId() : registeredId;
      registered.put(registeredId, registeredImage);
    }
    StoredForm form =
        new StoredForm(
            event,
            id,
            registeredId,
            keep(event.sceneImage(), event),
            keep(event.faceImage(), event),
            keep(event.infraredImage(), event));
    StoredEvent stored =
        event instanceof StreamEvent.V6R1 || event instanceof HistoryEvent.V6R1
            ? form.v6()
            : form.v5();
    events.add(stored);
    return stored;
  }

  private @Nullable String keep(@Nullable EncodedImage image, AccessEvent event) {
    if (image == null || image.isEmpty()) {
      return null;
    }
    String id = newId();
    pictures.put(id, new Picture(event.time(), image));
    return id;
  }

  private String newId() {
    return "picture-" + ++count;
  }

  /** What was to be done at doors, in the order asked for. */
  public synchronized List<EventAction.Action> actions() {
    return List.copyOf(actions);
  }

  /** How many events are stored. */
  public synchronized int eventCount() {
    return events.size();
  }

  @Override
  public synchronized List<MediaDevice> devices() {
    return List.copyOf(devices.values());
  }

  @Override
  public synchronized Page<StoredEvent> events(
      EventQuery.Filters filters,
      @Nullable List<String> galleries,
      @Nullable String room,
      long skip,
      int limit) {
    List<StoredEvent> found = new ArrayList<>();
    for (int i = events.size() - 1; i >= 0; i--) {
      StoredEvent event = events.get(i);
      if (passes(event, filters)
          && (galleries == null || isIn(galleries, event))
          && (room == null || room.equals(room(event)))) {
        found.add(event);
      }
    }
    return page(found, skip, limit);
  }

  private static boolean passes(StoredEvent event, EventQuery.Filters filters) {
    Score score = event.score();
    return (filters.from() == null || !event.time().instant().isBefore(filters.from().instant()))
        && (filters.to() == null || !event.time().instant().isAfter(filters.to().instant()))
        && contains(event.identityName(), filters.identityName())
        && (filters.identityId() == null || filters.identityId().equals(event.identityId()))
        && (filters.personType() == null || filters.personType().equals(event.personType()))
        && (filters.deviceIds() == null || filters.deviceIds().contains(event.captureDeviceId()))
        && (filters.minimumScore() == null
            || (score != null && score.value().compareTo(filters.minimumScore().value()) >= 0))
        && (filters.maximumScore() == null
            || (score != null && score.value().compareTo(filters.maximumScore().value()) <= 0));
  }

  private static boolean isIn(List<String> galleries, StoredEvent event) {
    return event instanceof StoredEvent.V2R6 v5
        && galleries.stream()
            .anyMatch(
                gallery ->
                    gallery.equals(v5.common().galleryName())
                        || gallery.equals(v5.common().galleryId()));
  }

  private static @Nullable String room(StoredEvent event) {
    IdentityInfo info = event instanceof StoredEvent.V2R6 v5 ? v5.common().identityInfo() : null;
    ExtraInfo extra = info == null ? null : info.extraInfo();
    return extra == null || extra.room() == null ? null : extra.room().text();
  }

  private static boolean contains(@Nullable PersonName name, @Nullable PersonName part) {
    return part == null || (name != null && name.text().contains(part.text()));
  }

  private static <T> Page<T> page(List<T> found, long skip, int limit) {
    int from = (int) Math.min(skip, found.size());
    return new Page<>(found.subList(from, Math.min(from + limit, found.size())), found.size());
  }

  @Override
  public synchronized Optional<StoredEvent> event(String eventId) {
    return events.stream().filter(event -> event.eventId().equals(eventId)).findFirst();
  }

  @Override
  public synchronized Optional<EncodedImage> picture(String id, EventTime time) {
    return Optional.ofNullable(pictures.get(id))
        .filter(
            picture ->
                Duration.between(picture.time.instant(), time.instant())
                        .abs()
                        .compareTo(TIME_TOLERANCE)
                    < 0)
        .map(Picture::image);
  }

  @Override
  public synchronized Optional<EncodedImage> registeredPicture(String id) {
    return Optional.ofNullable(registered.get(id));
  }

  @Override
  public synchronized BoxPerson enrol(PersonRegistration registration) {
    BoxPerson person = BoxPerson.from(registration);
    BoxPerson known = people.get(person.id());
    if (known != null && !mayExist(registration)) {
      throw new BoxRefusal("ID_REPEAT_ERROR", "identity_id");
    }
    return keep(
        person,
        List.of(newFace(registration.registeredImage(), registration.embedding(), "picture")));
  }

  private static boolean mayExist(PersonRegistration registration) {
    SentFlag flag =
        registration instanceof PersonRegistration.V6R1 v6
            ? v6.mayExist()
            : ((PersonRegistration.V2R1) registration).mayExist();
    return flag != null && flag.isTrue();
  }

  private Face newFace(@Nullable EncodedImage image, @Nullable Embedding embedding, String field) {
    if (isPicture(image)) {
      String id = newId();
      registered.put(id, image);
      return new Face("face-" + count, id);
    }
    if (embedding == null) {
      throw new BoxRefusal("MISSING_ARGUMENTS", field);
    }
    return new Face("face-" + ++count, "");
  }

  private static boolean isPicture(@Nullable EncodedImage image) {
    return image != null && !image.isEmpty();
  }

  /** Keeps a person with these faces only; pictures that are no longer theirs are forgotten. */
  private BoxPerson keep(BoxPerson person, List<Face> faces) {
    BoxPerson kept =
        new BoxPerson(
            person.id(),
            person.name(),
            person.type(),
            person.permissionIds(),
            person.galleryNames(),
            person.extraInfo(),
            faces.stream().map(Face::id).toList(),
            faces.stream().map(Face::imageId).toList());
    BoxPerson before = people.put(kept.id(), kept);
    if (before != null) {
      before.registeredImageIds().stream()
          .filter(id -> !kept.registeredImageIds().contains(id))
          .forEach(registered::remove);
    }
    return kept;
  }

  private static List<Face> faces(BoxPerson person) {
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < person.faceIds().size(); i++) {
      faces.add(new Face(person.faceIds().get(i), person.registeredImageIds().get(i)));
    }
    return faces;
  }

  private BoxPerson known(@Nullable IdentityId id) {
    BoxPerson known = people.get(BoxCall.required("identity_id", id));
    if (known == null) {
      throw new BoxRefusal("ID_NOT_FOUND", "identity_id");
    }
    return known;
  }

  @Override
  public synchronized BoxPerson update(PersonRegistration change) {
    BoxPerson changed = BoxPerson.from(change);
    BoxPerson known = known(changed.id());
    BoxPerson both =
        new BoxPerson(
            known.id(),
            Objects.requireNonNullElse(changed.name(), known.name()),
            Objects.requireNonNullElse(changed.type(), known.type()),
            changed.permissionIds().isEmpty() ? known.permissionIds() : changed.permissionIds(),
            changed.galleryNames().isEmpty() ? known.galleryNames() : changed.galleryNames(),
            changed.extraInfo() == null ? known.extraInfo() : changed.extraInfo(),
            List.of(),
            List.of());
    EncodedImage image = change.registeredImage();
    return keep(both, isPicture(image) ? List.of(newFace(image, null, "picture")) : faces(known));
  }

  @Override
  public synchronized BoxPerson addFace(PersonRegistration.V6R1 face) {
    BoxPerson person = known(face.identityId());
    List<Face> faces = faces(person);
    faces.add(newFace(face.registeredImage(), face.embedding(), "register_image"));
    return keep(person, faces);
  }

  @Override
  public synchronized BoxPerson replaceFace(FaceChange.V6R1 change) {
    BoxPerson person = known(change.identityId());
    List<Face> faces = faces(person);
    SentNumber index = change.registeredImageIndex();
    int place =
        index != null && change.registeredImageId() == null && change.faceId() == null
            ? place(faces, index)
            : place(faces, change);
    faces.set(place, newFace(change.registeredImage(), change.embedding(), "register_image"));
    return keep(person, faces);
  }

  @Override
  public synchronized BoxPerson removeFace(FaceChange.V6R1 change) {
    BoxPerson person = known(change.identityId());
    List<Face> faces = faces(person);
    faces.remove(place(faces, change));
    return keep(person, faces);
  }

  private static int place(List<Face> faces, SentNumber index) {
    long place = BoxCall.within("register_image_index", index.value(), 0, Integer.MAX_VALUE);
    if (place >= faces.size()) {
      throw new BoxRefusal("ID_NOT_FOUND", "register_image_index");
    }
    return (int) place;
  }

  /** Where the face is that is named by the id of its picture or, without that, by its own. */
  private static int place(List<Face> faces, FaceChange.V6R1 change) {
    String imageId = change.registeredImageId();
    String wanted = imageId == null ? BoxCall.required("face_id", change.faceId()) : imageId;
    for (int i = 0; i < faces.size(); i++) {
      Face face = faces.get(i);
      if (!wanted.isEmpty() && wanted.equals(imageId == null ? face.id() : face.imageId())) {
        return i;
      }
    }
    throw new BoxRefusal("ID_NOT_FOUND", imageId == null ? "face_id" : "register_image_id");
  }

  @Override
  public synchronized List<IdentityId> remove(List<IdentityId> wanted) {
    List<IdentityId> removed = new ArrayList<>();
    for (IdentityId id : wanted) {
      BoxPerson person = people.remove(id);
      if (person != null) {
        person.registeredImageIds().forEach(registered::remove);
        removed.add(id);
      }
    }
    return removed;
  }

  @Override
  public synchronized Page<BoxPerson> people(
      PersonQuery.Filters filters, @Nullable String galleryName, long skip, int limit) {
    Stream<BoxPerson> found =
        people.values().stream()
            .filter(person -> contains(person.name(), filters.identityName()))
            .filter(p -> filters.identityId() == null || filters.identityId().equals(p.id()))
            .filter(p -> galleryName == null || p.galleryNames().contains(galleryName))
            .filter(
                p ->
                    filters.permissionIds() == null
                        || p.permissionIds().stream().anyMatch(filters.permissionIds()::contains));
    return page(found.toList(), skip, limit);
  }

  @Override
  public synchronized void act(EventAction.Action action) {
    actions.add(action);
  }
}
