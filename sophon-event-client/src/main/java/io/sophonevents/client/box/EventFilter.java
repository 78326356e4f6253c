package io.sophonevents.client.box;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.EventQuery;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PersonType;
import io.sophonevents.event.Score;
import io.sophonevents.event.StoredEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of the events that a box keeps; what is not said does not matter.
 *
 * <p>Immutable. Source: docs/protocol.md, section 5.1.
 */
public final class EventFilter {
  /** Every event that the box keeps. */
  public static final EventFilter ALL = builder().build();

  private final @Nullable Instant from;
  private final @Nullable Instant to;
  private final @Nullable PersonName name;
  private final @Nullable IdentityId person;
  private final @Nullable Score minimumScore;
  private final @Nullable Score maximumScore;
  private final @Nullable PersonType personType;
  private final List<String> deviceIds;
  private final List<String> galleries;
  private final @Nullable String room;

  private EventFilter(Builder builder) {
    this.from = builder.from;
    this.to = builder.to;
    this.name = builder.name;
    this.person = builder.person;
    this.minimumScore = builder.minimumScore;
    this.maximumScore = builder.maximumScore;
    this.personType = builder.personType;
    this.deviceIds = builder.deviceIds;
    this.galleries = builder.galleries;
    this.room = builder.room;
  }

  /** The events of a time in the box's clock, both ends included. */
  public static EventFilter between(Instant from, Instant to) {
    return builder().from(from).to(to).build();
  }

  /** Makes one. */
  public static Builder builder() {
    return new Builder();
  }

  /** Makes one. Not safe for use by many threads. */
  public static final class Builder {
    private @Nullable Instant from;
    private @Nullable Instant to;
    private @Nullable PersonName name;
    private @Nullable IdentityId person;
    private @Nullable Score minimumScore;
    private @Nullable Score maximumScore;
    private @Nullable PersonType personType;
    private List<String> deviceIds = List.of();
    private List<String> galleries = List.of();
    private @Nullable String room;

    private Builder() {}

    /** Not before it, in the box's clock. */
    public Builder from(Instant from) {
      this.from = requireNonNull(from, "from");
      return this;
    }

    /** Not after it, in the box's clock. */
    public Builder to(Instant to) {
      this.to = requireNonNull(to, "to");
      return this;
    }

    /** People whose name has this in it. */
    public Builder name(PersonName name) {
      this.name = requireNonNull(name, "name");
      return this;
    }

    /** This person. */
    public Builder person(IdentityId person) {
      this.person = requireNonNull(person, "person");
      return this;
    }

    /** A score from here on. */
    public Builder minimumScore(Score score) {
      this.minimumScore = requireNonNull(score, "score");
      return this;
    }

    /** A score up to here. */
    public Builder maximumScore(Score score) {
      this.maximumScore = requireNonNull(score, "score");
      return this;
    }

    /** People of this kind. */
    public Builder personType(PersonType personType) {
      this.personType = requireNonNull(personType, "personType");
      return this;
    }

    /**
     * Seen by one of these capture devices. How V5 wants a list in a URL is not documented: there
     * the box is asked for the events of all devices, and those of others are left out here.
     */
    public Builder devices(List<String> deviceIds) {
      this.deviceIds = List.copyOf(deviceIds);
      return this;
    }

    /**
     * Compared with one of these galleries, by name or id; V5 only. Left out here as for {@link
     * #devices}.
     */
    public Builder galleries(List<String> galleries) {
      this.galleries = List.copyOf(galleries);
      return this;
    }

    /** People whose {@code ext_info} has this room, which is our reading of the page; V5 only. */
    public Builder room(String room) {
      this.room = requireNonNull(room, "room");
      return this;
    }

    /** The whole. */
    public EventFilter build() {
      return new EventFilter(this);
    }
  }

  /** Whether it can be found empty because the box reads its times in another unit. */
  boolean hasStart() {
    return from != null;
  }

  /** The same, from and to these. */
  EventFilter within(@Nullable Instant from, @Nullable Instant to) {
    Builder builder = new Builder();
    builder.from = from;
    builder.to = to;
    builder.name = name;
    builder.person = person;
    builder.minimumScore = minimumScore;
    builder.maximumScore = maximumScore;
    builder.personType = personType;
    builder.deviceIds = deviceIds;
    builder.galleries = galleries;
    builder.room = room;
    return builder.build();
  }

  /** Whole seconds, outwards: the rest is cut off by {@link #admits}. */
  BoxRequest v5(BoxRequest request) {
    return request
        .query("datetime_gte", from == null ? null : from.getEpochSecond())
        .query("datetime_lte", to == null ? null : secondsUp(to))
        .query("name", name == null ? null : name.text())
        .query("identity_id", person == null ? null : person.text())
        .query("score_min", minimumScore == null ? null : minimumScore.value().toPlainString())
        .query("score_max", maximumScore == null ? null : maximumScore.value().toPlainString())
        .query("userType", personType == null ? null : number(personType))
        .query("room", room);
  }

  EventQuery.Filters v6(boolean inSeconds) {
    return new EventQuery.Filters(
        from == null ? null : inSeconds ? seconds(from.getEpochSecond()) : EventTime.of(from),
        to == null
            ? null
            : inSeconds ? seconds(secondsUp(to)) : EventTime.of(up(to, ChronoUnit.MILLIS)),
        name,
        person,
        minimumScore,
        maximumScore,
        personType == null ? null : personType.asWord().orElse(personType),
        deviceIds.isEmpty() ? null : deviceIds,
        Map.of());
  }

  /** Whether it has what V6 cannot be asked for. */
  boolean isOfV5Only() {
    return !galleries.isEmpty() || room != null;
  }

  /** Whether the event is one, as far as times and, in V5, devices and galleries go. */
  boolean admits(StoredEvent event) {
    Instant time = event.time().instant();
    if ((from != null && time.isBefore(from)) || (to != null && time.isAfter(to))) {
      return false;
    }
    return !(event instanceof StoredEvent.V2R6 v5) || (isOfDevice(v5) && isOfGallery(v5.common()));
  }

  private boolean isOfDevice(StoredEvent.V2R6 event) {
    String deviceId = event.captureDevice() == null ? null : event.captureDevice().deviceId();
    return deviceIds.isEmpty()
        || deviceId == null
        || deviceId.isEmpty()
        || deviceIds.contains(deviceId);
  }

  private boolean isOfGallery(StoredEvent.Common event) {
    return galleries.isEmpty()
        || galleries.stream()
            .anyMatch(
                gallery ->
                    gallery.equals(event.galleryName()) || gallery.equals(event.galleryId()));
  }

  private static String number(PersonType type) {
    return type.asNumber().orElse(type).code();
  }

  private static long secondsUp(Instant time) {
    return up(time, ChronoUnit.SECONDS).getEpochSecond();
  }

  private static Instant up(Instant time, ChronoUnit unit) {
    Instant down = time.truncatedTo(unit);
    return down.equals(time) ? time : down.plus(1, unit);
  }

  private static EventTime seconds(long seconds) {
    return EventTime.ofSeconds(BigDecimal.valueOf(seconds));
  }
}
