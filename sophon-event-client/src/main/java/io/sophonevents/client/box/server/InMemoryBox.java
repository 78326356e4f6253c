package io.sophonevents.client.box.server;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventAction;
import io.sophonevents.event.EventQuery;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.HistoryEvent;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.MediaDevice;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PersonQuery;
import io.sophonevents.event.PersonRegistration;
import io.sophonevents.event.Score;
import io.sophonevents.event.SentFlag;
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

  /** Stores an event and its pictures, and returns it as it is found from now on. */
  public synchronized StoredEvent add(AccessEvent event) {
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
  public synchronized Page<StoredEvent> events(EventQuery.Filters filters, long skip, int limit) {
    List<StoredEvent> found = new ArrayList<>();
    for (int i = events.size() - 1; i >= 0; i--) {
      if (passes(events.get(i), filters)) {
        found.add(events.get(i));
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
    EncodedImage image = registration.registeredImage();
    if ((image == null || image.isEmpty()) && registration.embedding() == null) {
      throw new BoxRefusal("MISSING_ARGUMENTS", "picture");
    }
    return keep(person, image, List.of(), List.of());
  }

  private static boolean mayExist(PersonRegistration registration) {
    SentFlag flag =
        registration instanceof PersonRegistration.V6R1 v6
            ? v6.mayExist()
            : ((PersonRegistration.V2R1) registration).mayExist();
    return flag != null && flag.isTrue();
  }

  private BoxPerson keep(
      BoxPerson person,
      @Nullable EncodedImage image,
      List<String> faceIds,
      List<String> registeredIds) {
    List<String> faces = faceIds;
    List<String> images = registeredIds;
    if (image != null && !image.isEmpty()) {
      String id = newId();
      registered.put(id, image);
      faces = List.of("face-" + count);
      images = List.of(id);
    }
    BoxPerson kept =
        new BoxPerson(
            person.id(),
            person.name(),
            person.type(),
            person.permissionIds(),
            person.galleryNames(),
            person.extraInfo(),
            faces,
            images);
    people.put(kept.id(), kept);
    return kept;
  }

  @Override
  public synchronized BoxPerson update(PersonRegistration change) {
    BoxPerson changed = BoxPerson.from(change);
    BoxPerson known = people.get(changed.id());
    if (known == null) {
      throw new BoxRefusal("ID_NOT_FOUND", "identity_id");
    }
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
    return keep(both, change.registeredImage(), known.faceIds(), known.registeredImageIds());
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
