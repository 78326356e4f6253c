package io.sophonevents.client.box;

import io.sophonevents.client.TransportException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Goes from page to page of a list, each asked for when it is needed. What moves to the next page
 * while the list is read, since something new came before it, is handed out once.
 */
final class Pages<T> extends Spliterators.AbstractSpliterator<T> {
  private static final int REMEMBERED = 10_000;
  private static final int MOST_PAGES_WITHOUT_NEWS = 3;

  private final String subject;
  private final int perPage;
  private final IntFunction<Page<T>> ask;
  private final Function<T, @Nullable Object> id;
  private final Set<Object> seen = new HashSet<>();
  private final Deque<Object> order = new ArrayDeque<>();
  private Iterator<T> items = List.<T>of().iterator();
  private int next;
  private long handedOut;
  private int withoutNews;
  private boolean done;

  /**
   * One page.
   *
   * @param total of all pages; null if the answer does not say
   */
  record Page<T>(List<? extends T> items, @Nullable Long total) {}

  private Pages(
      String subject, int perPage, IntFunction<Page<T>> ask, Function<T, @Nullable Object> id) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.subject = subject;
    this.perPage = perPage;
    this.ask = ask;
    this.id = id;
  }

  /**
   * All of them, lazily.
   *
   * @param perPage how many a page was asked to have
   * @param ask for a page, from 0 on
   * @param id by which an element is known again; null: it is always new
   */
  static <T> Stream<T> stream(
      String subject, int perPage, IntFunction<Page<T>> ask, Function<T, @Nullable Object> id) {
    return StreamSupport.stream(new Pages<>(subject, perPage, ask, id), false);
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    while (!items.hasNext()) {
      if (done) {
        return false;
      }
      turn();
    }
    action.accept(items.next());
    return true;
  }

  private void turn() {
    Page<T> page = ask.apply(next++);
    List<T> news = page.items().stream().<T>map(item -> item).filter(this::isNew).toList();
    handedOut += news.size();
    done = isLast(page);
    withoutNews = news.isEmpty() ? withoutNews + 1 : 0;
    if (withoutNews == MOST_PAGES_WITHOUT_NEWS && !done) {
      throw new TransportException(
          subject + ": expected another page but was the same one " + withoutNews + " times");
    }
    items = news.iterator();
  }

  /** An empty page may be one of which nothing could be read. */
  private boolean isLast(Page<T> page) {
    Long total = page.total();
    return total == null
        ? page.items().isEmpty()
        : handedOut >= total || (page.items().isEmpty() && (long) next * perPage >= total);
  }

  private boolean isNew(T item) {
    Object key = id.apply(item);
    if (key == null) {
      return true;
    }
    if (!seen.add(key)) {
      return false;
    }
    order.add(key);
    if (order.size() > REMEMBERED) {
      seen.remove(Objects.requireNonNull(order.poll()));
    }
    return true;
  }
}
