package io.sophonevents.receiver;

import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventKind;
import io.sophonevents.event.SophonException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is posted: reads it, stores it, acknowledges it, passes it on to who listens, in this
 * order. What cannot be read is put into quarantine with its reason, just as durably.
 *
 * <p>No thread waits for a body, nor for the disk. Safe for use by many threads.
 */
final class EventInbox implements Request.Handler {
  private static final Logger log = LoggerFactory.getLogger(EventInbox.class);

  /** A larger body is read while no other one is: it may need many times its size. */
  private static final int LARGE_BYTES = 1 << 20;

  private final EventCodec codec;
  private final BodyBudget budget;
  private final Unparseable unparseable;
  private final EventStore store;
  private final LiveEvents live;
  private final ReceiverMetrics metrics;
  private final Object oneLargeBody = new Object();

  /** What the sender of a message hears that cannot be read. */
  enum Unparseable {
    /**
     * 400 for a body of its own; 200 in a batch or on a path for history, which would repeat it.
     */
    BY_PATH,
    /** 400, though all else of the request is stored. */
    REFUSED,
    /** 200. */
    ACKNOWLEDGED
  }

  EventInbox(
      EventCodec codec,
      BodyBudget budget,
      Unparseable unparseable,
      EventStore store,
      LiveEvents live,
      ReceiverMetrics metrics) {
    this.codec = codec;
    this.budget = budget;
    this.unparseable = unparseable;
    this.store = store;
    this.live = live;
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long announced = request.getLength();
    if (announced > EventCodec.MAX_BODY_BYTES) {
      refuse(Acknowledgement.tooLarge(), request, response, callback);
      return true;
    }
    BodyBudget.Share share =
        budget.take(AccessGuard.peer(request), announced < 0 ? BodyReading.FIRST_BYTES : announced);
    if (share == null) {
      refuse(Acknowledgement.tooMuch(), request, response, callback);
      return true;
    }
    BodyReading.of(request, share)
        .whenComplete(
            (body, problem) -> {
              if (problem == null) {
                receive(body, share, request, response, callback);
              } else {
                share.close();
                giveUp(problem, request, response, callback);
              }
            });
    return true;
  }

  private void receive(
      byte[] body, BodyBudget.Share share, Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    String contentType = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    try {
      Reception reception = read(path, contentType, body);
      // a body is large, and the disk is waited for: whoever needs none of it lets it go
      Summary summary = new Summary(reception, live.isHeard());
      store
          .add(reception.events(), reception.unreadable())
          .whenComplete(
              (receipt, problem) -> {
                share.close();
                if (problem == null) {
                  acknowledge(summary, receipt).send(response, callback);
                  passOn(summary, receipt);
                } else {
                  giveUp(problem, request, response, callback);
                }
              });
    } catch (RuntimeException | Error problem) {
      share.close();
      giveUp(problem, request, response, callback);
    }
  }

  /** What is still to be known of a request when it is stored. */
  private static final class Summary {
    private final List<EventKind> kinds;
    private final List<ReceivedEvent> events;
    private final List<String> problems;
    private final Acknowledgement stored;
    private final boolean isSingle;
    private final boolean isHistory;

    Summary(Reception reception, boolean keepsEvents) {
      this.kinds = reception.events().stream().map(each -> each.event().kind()).toList();
      this.events = keepsEvents ? reception.events() : List.of();
      this.problems = reception.unreadable().stream().map(UnreadableMessage::reason).toList();
      this.stored = Acknowledgement.stored(reception.events());
      this.isSingle = reception.isSingle();
      this.isHistory = reception.isHistory();
    }
  }

  private Reception read(String path, @Nullable String contentType, byte[] body) {
    if (body.length > LARGE_BYTES) {
      synchronized (oneLargeBody) {
        return Reception.of(codec, Instant.now(), path, contentType, body);
      }
    }
    return Reception.of(codec, Instant.now(), path, contentType, body);
  }

  private Acknowledgement acknowledge(Summary summary, Receipt receipt) {
    log.debug("stored events={} quarantined={}", receipt.events().size(), receipt.quarantined());
    for (String problem : summary.problems) {
      log.warn("unreadable problem=\"{}\"", problem);
    }
    if (receipt.quarantineFull()) {
      log.error("quarantine is full; look at it, or give it more room");
      return Acknowledgement.notNow("quarantine is full");
    }
    if (!summary.problems.isEmpty() && refusesUnreadable(summary)) {
      return Acknowledgement.unreadable(summary.problems.get(0));
    }
    return receipt.quarantined() == 0
        ? summary.stored
        : Acknowledgement.quarantined(receipt.quarantined());
  }

  private boolean refusesUnreadable(Summary summary) {
    return switch (unparseable) {
      case REFUSED -> true;
      case ACKNOWLEDGED -> false;
      case BY_PATH -> summary.isSingle && !summary.isHistory;
    };
  }

  private void passOn(Summary summary, Receipt receipt) {
    metrics.quarantined(receipt.quarantined());
    boolean isNew = false;
    for (int i = 0; i < receipt.events().size(); i++) {
      if (receipt.events().get(i).isDuplicate()) {
        metrics.duplicate();
      } else {
        isNew = true;
        metrics.stored(summary.kinds.get(i));
        if (!summary.events.isEmpty()) {
          live.pass(summary.events.get(i));
        }
      }
    }
    if (isNew) {
      live.stored();
    }
  }

  private static void giveUp(
      Throwable problem, Request request, Response response, Callback callback) {
    Throwable cause =
        problem instanceof CompletionException && problem.getCause() != null
            ? problem.getCause()
            : problem;
    if (cause instanceof RefusedException refused) {
      refuse(refused.answer(), request, response, callback);
    } else if (cause instanceof SophonException) {
      Acknowledgement.notNow(String.valueOf(cause.getMessage())).send(response, callback);
    } else if (cause instanceof OutOfMemoryError) {
      log.error("out of memory");
      Acknowledgement.notNow("the receiver is out of memory").send(response, callback);
    } else if (cause instanceof RuntimeException || cause instanceof Error) {
      // not its message, which may quote an event
      log.error("not stored error={} at={}", cause.getClass().getName(), first(cause));
      Acknowledgement.notNow("the receiver has a fault").send(response, callback);
    } else {
      log.debug("body not read error={}", cause.getClass().getSimpleName());
      Acknowledgement.notRead(cause).send(response, callback);
    }
  }

  private static @Nullable StackTraceElement first(Throwable problem) {
    return problem.getStackTrace().length == 0 ? null : problem.getStackTrace()[0];
  }

  /** Answers at once and without the body, and ends the connection. */
  private static void refuse(
      Acknowledgement answer, Request request, Response response, Callback callback) {
    log.warn("refused a body status={}", answer.httpStatus());
    answer.send(
        response,
        Callback.from(
            new Discarding(request, callback), // who is gone is noticed there, too
            problem -> callback.failed(problem)));
  }
}
