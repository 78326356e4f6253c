package io.sophonevents.receiver;

import io.sophonevents.event.SophonException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which path leads where.
 *
 * <p>Safe for use by many threads.
 */
final class Routes extends Handler.Abstract {
  private static final Logger log = LoggerFactory.getLogger(Routes.class);

  /** The vendor's; any other that is not read from is posted to just as well. */
  private static final Set<String> POSTED_TO =
      Set.of("/RealTimeEvent", "/HistoryEvent", "/DeviceStatus");

  private final EventInbox inbox;
  private final EventReader reader;
  private final EventFeed feed;
  private final EventPage page;
  private final PlatformLogin login = new PlatformLogin();

  Routes(EventInbox inbox, EventReader reader, EventFeed feed, EventPage page) {
    this.inbox = inbox;
    this.reader = reader;
    this.feed = feed;
    this.page = page;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    try {
      return route(request, response, callback);
    } catch (RefusedException e) {
      giveUp(e.answer(), response, callback);
    } catch (IOException e) {
      log.debug("body not read error={}", e.getClass().getSimpleName());
      giveUp(Acknowledgement.notRead(e), response, callback);
    } catch (OutOfMemoryError e) {
      log.error("out of memory");
      giveUp(Acknowledgement.notNow("the receiver is out of memory"), response, callback);
    } catch (SophonException e) {
      log.warn("not answered problem=\"{}\"", e.getMessage());
      giveUp(
          Acknowledgement.refused(
              HttpStatus.INTERNAL_SERVER_ERROR_500, String.valueOf(e.getMessage())),
          response,
          callback);
    } catch (Exception e) {
      // neither its message, which may quote an event, nor Jetty's, which has the whole URL
      log.error(
          "not answered error={} at={}",
          e.getClass().getName(),
          Arrays.stream(e.getStackTrace()).findFirst().orElse(null));
      giveUp(
          Acknowledgement.refused(
              HttpStatus.INTERNAL_SERVER_ERROR_500, "request: the receiver has a fault"),
          response,
          callback);
    }
    return true;
  }

  private static void giveUp(Acknowledgement answer, Response response, Callback callback) {
    if (response.isCommitted()) {
      callback.failed(new IOException("answered before"));
    } else {
      answer.send(response, callback);
    }
  }

  private boolean route(Request request, Response response, Callback callback) throws Exception {
    String path = Request.getPathInContext(request);
    String method = request.getMethod();
    boolean reads = method.equals("GET") || method.equals("HEAD");
    if (PlatformLogin.isOne(request)) {
      return login.handle(request, response, callback);
    }
    if (EventFeed.takes(path) && reads) {
      return feed.handle(request, response, callback);
    }
    if (EventReader.takes(path) || EventPage.takes(path)) {
      return reads
          ? (EventReader.takes(path) ? reader : page).handle(request, response, callback)
          : refuseMethod(
              "GET, HEAD", "expected GET, this is where events are read", response, callback);
    }
    if (method.equals("POST")) {
      return inbox.handle(request, response, callback);
    }
    if (reads && !POSTED_TO.contains(path)) {
      Acknowledgement.refused(
              HttpStatus.NOT_FOUND_404,
              "path: expected / or /api/events to read, any other to post to, but was another")
          .send(response, callback);
      return true;
    }
    return refuseMethod("POST", "expected POST, events are posted here", response, callback);
  }

  private static boolean refuseMethod(
      String allowed, String problem, Response response, Callback callback) {
    Acknowledgement.wrongMethod(allowed, "method: " + problem).send(response, callback);
    return true;
  }
}
