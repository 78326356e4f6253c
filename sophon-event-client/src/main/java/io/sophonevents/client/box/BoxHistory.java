package io.sophonevents.client.box;

import io.sophonevents.client.stream.EventHistory;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventPage;
import io.sophonevents.event.MediaDevice;
import io.sophonevents.event.StoredEvent;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Fills the gaps of a stream from what a box keeps. The order in which a box answers is not
 * documented, so a time is cut into pieces of at most {@value #MOST_AT_ONCE} events, which are
 * sorted here; a piece is asked for when it is needed, the pictures of an event when it is.
 */
final class BoxHistory implements EventHistory {
  private static final int MOST_AT_ONCE = 1000;
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final BoxClient box;

  BoxHistory(BoxClient box) {
    this.box = box;
  }

  @Override
  public List<String> deviceIds() {
    return box.devices().all().stream()
        .map(MediaDevice::deviceId)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  @Override
  public Stream<StreamEvent> between(Instant from, Instant to, StreamSubscription subscription) {
    if (subscription.deviceIds().isEmpty() || from.isAfter(to)) {
      return Stream.of();
    }
    EventFilter filter = EventFilter.builder().devices(subscription.deviceIds()).build();
    return StreamSupport.stream(new Sorted(filter, from, to), false)
        .map(event -> StoredAsStream.of(event, subscription, id -> picture(event, id)));
  }

  /** The picture; null if the box has it no longer, which is no reason to lose the event. */
  private @Nullable EncodedImage picture(StoredEvent event, StoredAsStream.PictureId id) {
    if (!BoxRequest.isId(id.text())) {
      return null;
    }
    byte[] picture =
        id.isRegistered()
            ? box.pictures().registeredOrNull(id.text())
            : box.pictures().ofEventOrNull(id.text(), event.time());
    return picture == null ? null : EncodedImage.of(picture);
  }

  private record Piece(Instant from, Instant to) {}

  private final class Sorted extends Spliterators.AbstractSpliterator<StoredEvent> {
    private final EventFilter filter;
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private Iterator<StoredEvent> events = List.<StoredEvent>of().iterator();

    Sorted(EventFilter filter, Instant from, Instant to) {
      super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
      this.filter = filter;
      pieces.add(new Piece(from, to));
    }

    @Override
    public boolean tryAdvance(Consumer<? super StoredEvent> action) {
      while (!events.hasNext()) {
        Piece piece = pieces.poll();
        if (piece == null) {
          return false;
        }
        read(piece);
      }
      action.accept(events.next());
      return true;
    }

    private void read(Piece piece) {
      EventFilter wanted = filter.within(piece.from, piece.to);
      Duration length = Duration.between(piece.from, piece.to);
      if (length.compareTo(SHORTEST) > 0) {
        EventPage first = box.events().page(wanted, 0, 1);
        Long total = BoxEvents.total(first);
        if (total != null && total > MOST_AT_ONCE) {
          Instant half = piece.from.plus(length.dividedBy(2));
          pieces.addFirst(new Piece(half.plusNanos(1), piece.to));
          pieces.addFirst(new Piece(piece.from, half));
          return;
        }
      }
      events =
          box.events()
              .find(wanted)
              .sorted(Comparator.comparing(event -> event.time().instant()))
              .iterator();
    }
  }
}
