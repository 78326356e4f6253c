package io.sophonevents.client.box;

import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventPage;
import io.sophonevents.event.EventQuery;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.FoundEvent;
import io.sophonevents.event.Pagination;
import io.sophonevents.event.PictureSearchAnswer;
import io.sophonevents.event.PictureSearchRequest;
import io.sophonevents.event.SentNumber;
import io.sophonevents.event.StoredEvent;
import io.sophonevents.event.StoredEventRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a box has seen, as it keeps it: with the ids of its pictures, see {@link BoxPictures}.
 *
 * <p>Safe for use by many threads. Source: docs/protocol.md, sections 5.1 and 5.10.
 */
public final class BoxEvents {
  /** How many events are asked for at a time. */
  static final int PER_PAGE = 50;

  private static final String V5 = "/SophonFace/api/events";
  private static final String V6 = "/sophon/v2/face/";

  private final BoxConnection box;

  BoxEvents(BoxConnection box) {
    this.box = box;
  }

  /**
   * The events that are asked for, page by page as they are needed; in the order of the box, which
   * is not documented. Each event comes once, also where new ones push others to the next page
   * meanwhile. One that cannot be read is left out and logged. Reading may throw what a call does.
   */
  public Stream<StoredEvent> find(EventFilter filter) {
    return Pages.<StoredEvent>stream(
            box.subject(),
            PER_PAGE,
            page -> {
              EventPage answer = page(filter, page, PER_PAGE);
              return new Pages.Page<>(answer.events(), total(answer));
            },
            StoredEvent::eventId)
        .filter(filter::admits);
  }

  /**
   * One page, with events that {@link #find} would leave out: before or after the time by less than
   * a second and, in V5, of other devices or galleries.
   *
   * @param page from 0 on
   */
  public EventPage page(EventFilter filter, int page, int perPage) {
    if (!box.isV6()) {
      return box.askPage(
          filter.v5(BoxRequest.get(V5).query("per_page", perPage).query("page", page)),
          EventPage.V2R6.class,
          "data",
          StoredEvent.V2R6.class);
    }
    if (filter.isOfV5Only()) {
      throw box.unsupported("events by gallery or room");
    }
    boolean inSeconds = box.asksInSeconds();
    EventPage.V6R1 answer = pageOfV6(filter, page, perPage, inSeconds);
    if (filter.hasStart() && page == 0 && !box.knowsUnit()) {
      if (!answer.events().isEmpty()) {
        box.learnUnit(false);
      } else {
        // the table has milliseconds, the samples seconds; what is wrong finds nothing
        EventPage.V6R1 other = pageOfV6(filter, page, perPage, true);
        if (!other.events().isEmpty()) {
          box.learnUnit(true);
          return other;
        }
      }
    }
    return answer;
  }

  private EventPage.V6R1 pageOfV6(EventFilter filter, int page, int perPage, boolean inSeconds) {
    return box.askPage(
        BoxRequest.ask(
            V6 + "getevents",
            new EventQuery.V6R1(
                filter.v6(inSeconds), SentNumber.of(perPage), SentNumber.of(page), Map.of())),
        EventPage.V6R1.class,
        "events",
        StoredEvent.V6R1.class);
  }

  static @Nullable Long total(EventPage page) {
    Pagination pagination = page.pagination();
    SentNumber total = pagination == null ? null : pagination.totalCount();
    return total == null ? null : Long.valueOf(total.value().longValue());
  }

  /**
   * One event, V6 only.
   *
   * @throws BoxException with {@code ID_NOT_FOUND} if the box does not have it
   */
  public StoredEvent get(String eventId) {
    if (!box.isV6()) {
      throw box.unsupported("single events");
    }
    return box.ask(
        BoxRequest.ask(V6 + "getevent", StoredEventRequest.V6R1.of(eventId)),
        StoredEvent.V6R1.class);
  }

  /**
   * The events of a day, or of another time of less than a month, that have the face of a picture:
   * one round, of at most 50,000 events looked at and 1,000 found.
   *
   * @param request in the layout of the box's generation
   */
  public PictureSearchAnswer search(PictureSearchRequest request) {
    return box.isV6()
        ? box.ask(
            BoxRequest.ask(
                V6 + "searchbyimage", box.inLayout(PictureSearchRequest.V6R1.class, request)),
            PictureSearchAnswer.V6R1.class)
        : box.ask(
            BoxRequest.ask(
                "/SophonMatch/api/picturesearch",
                box.inLayout(PictureSearchRequest.V2R6.class, request)),
            PictureSearchAnswer.V2R6.class);
  }

  /** The events of a time that have the face of a picture, round by round as they are needed. */
  public Stream<FoundEvent> search(EncodedImage picture, Instant from, Instant to) {
    return SearchRounds.stream(this, request(picture, EventTime.of(from), EventTime.of(to)));
  }

  private PictureSearchRequest request(EncodedImage picture, EventTime from, EventTime to) {
    return box.isV6()
        ? PictureSearchRequest.V6R1.between(picture, from, to)
        : PictureSearchRequest.V2R6.between(
            picture,
            EventTime.ofSeconds(BigDecimal.valueOf(from.instant().getEpochSecond())),
            EventTime.ofSeconds(BigDecimal.valueOf(to.instant().getEpochSecond() + 1)));
  }

  /** Deletes events, V2R6 only; their pictures stay. */
  public void delete(List<String> eventIds, Confirmation confirmation) {
    confirmation.check(box);
    onlyV5("call to delete events");
    box.command(BoxRequest.delete(V5, null).query("event_id_list", String.join(",", eventIds)));
  }

  /** Deletes the scenes and faces of events, V2R6 only. */
  public void deletePictures(List<? extends StoredEvent> events, Confirmation confirmation) {
    confirmation.check(box);
    onlyV5("call to delete pictures");
    List<String> ids = new ArrayList<>();
    List<String> times = new ArrayList<>();
    for (StoredEvent event : events) {
      for (String id : Arrays.asList(event.sceneImageId(), event.faceImageId())) {
        if (id != null && !id.isEmpty() && !ids.contains(id)) {
          ids.add(id);
          times.add(event.time().text());
        }
      }
    }
    box.command(
        BoxRequest.delete("/SophonFace/api/event_images", null)
            .query("image_id_list", String.join(",", ids))
            .query("datetime_list", String.join(",", times)));
  }

  private void onlyV5(String what) {
    if (box.isV6()) {
      throw box.unsupported(what);
    }
  }
}
