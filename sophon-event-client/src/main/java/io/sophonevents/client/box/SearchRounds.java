package io.sophonevents.client.box;

import io.sophonevents.event.EventTime;
import io.sophonevents.event.FoundEvent;
import io.sophonevents.event.PictureSearchAnswer;
import io.sophonevents.event.PictureSearchRequest;
import io.sophonevents.event.SentFlag;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Goes on with a search by picture from where each answer says that it ended. */
final class SearchRounds extends Spliterators.AbstractSpliterator<FoundEvent> {
  private final BoxEvents events;
  private @Nullable PictureSearchRequest next;
  private Iterator<? extends FoundEvent> found = List.<FoundEvent>of().iterator();

  private SearchRounds(BoxEvents events, PictureSearchRequest first) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.events = events;
    this.next = first;
  }

  static Stream<FoundEvent> stream(BoxEvents events, PictureSearchRequest first) {
    return StreamSupport.stream(new SearchRounds(events, first), false);
  }

  @Override
  public boolean tryAdvance(Consumer<? super FoundEvent> action) {
    while (!found.hasNext()) {
      if (next == null) {
        return false;
      }
      PictureSearchAnswer answer = events.search(next);
      found = answer.events().iterator();
      next = after(next, answer);
    }
    action.accept(found.next());
    return true;
  }

  /** Null if that was all, or if it does not get any further. */
  private static @Nullable PictureSearchRequest after(
      PictureSearchRequest asked, PictureSearchAnswer answer) {
    SentFlag more = answer.hasMore();
    EventTime end = answer.endTime();
    if (more == null || !more.isTrue() || end == null || end.equals(asked.continuedFrom())) {
      return null;
    }
    if (asked instanceof PictureSearchRequest.V6R1 v6) {
      return new PictureSearchRequest.V6R1(
          v6.image(),
          v6.imagePath(),
          v6.qualityLevel(),
          v6.from(),
          v6.to(),
          end,
          v6.threshold(),
          v6.deviceIds(),
          v6.latestFirst(),
          Map.of());
    }
    PictureSearchRequest.V2R6 v5 = (PictureSearchRequest.V2R6) asked;
    return new PictureSearchRequest.V2R6(
        v5.image(),
        v5.qualityLevel(),
        v5.from(),
        v5.to(),
        end,
        v5.threshold(),
        v5.deviceIds(),
        v5.latestFirst(),
        v5.wantsDebugInfo(),
        Map.of());
  }
}
