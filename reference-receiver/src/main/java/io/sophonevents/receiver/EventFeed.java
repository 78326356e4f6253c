package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sophonevents.client.internal.ThreadEnd;
import io.sophonevents.event.AccessRecordAnswer;
import io.sophonevents.event.SophonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stored events as server-sent events, in the order of their ids and without a gap: {@code id}
 * is that of the store, {@code event} the kind, {@code data} what {@link EventReader} says of one.
 *
 * <p>A client gets what is stored from then on; with {@code Last-Event-ID}, or {@code ?after=ID},
 * all that came after that one, which it reads from the store. An id greater than the newest is of
 * another data folder, so all that is in this one comes after it. With {@code ?unnamed=true} no
 * message has an {@code event}, so that {@code onmessage} of a browser's {@code EventSource} hears
 * all kinds.
 *
 * <p>Nobody waits for a client: at most {@value #MAX_WRITE_BYTES} bytes, and what makes the last
 * message whole, are on their way to it, and what it has not taken stays in the store. One that
 * takes nothing for 5 s is dropped, at most {@value #MAX_CLIENTS} are served, and there is a
 * comment every 15 s so that one that is gone is noticed. What is said of an event is at most
 * {@value #MAX_MESSAGE_BYTES} bytes; where it is more, it says no person.
 *
 * <p>One thread, {@code receiver-feed}, reads the store and starts the writing. Safe for use by
 * many threads.
 */
final class EventFeed implements Request.Handler, AutoCloseable {
  static final int MAX_CLIENTS = 256;
  static final int MAX_WRITE_BYTES = 64 << 10;
  static final int MAX_MESSAGE_BYTES = 64 << 10;

  private static final Logger log = LoggerFactory.getLogger(EventFeed.class);

  private static final String PATH = "/api/events/stream";
  private static final byte[] OPENING = "retry: 1000\n\n".getBytes(US_ASCII);
  private static final byte[] KEEP_ALIVE = ": still here\n\n".getBytes(US_ASCII);

  private static final Duration KEEP_ALIVE_EVERY = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long LOOK_MILLIS = 1_000;
  private static final long GATHER_MILLIS = 20;
  private static final int READ_AT_ONCE = 200;
  private static final int KEPT_BYTES = 1 << 20;

  private final EventReader reader;
  private final EventStore store;
  private final Runnable dropped;
  private final long keepAliveNanos;
  private final long patienceNanos;
  private final Thread thread = new Thread(this::run, "receiver-feed");

  private final Set<Client> clients = ConcurrentHashMap.newKeySet();
  private final Object lock = new Object();
  private boolean woken; // guarded by lock
  private boolean closed; // guarded by lock

  // what was stored after one id and up to another, for the clients that keep up; the thread's own
  private final NavigableMap<Long, Message> recent = new TreeMap<>();
  private long recentAfter = -1;
  private long recentUpTo = -1;
  private long recentBytes;

  private record Message(long id, String kind, String json) {
    String text(boolean named) {
      return (named ? "event: " + kind + '\n' : "") + "id: " + id + "\ndata: " + json + "\n\n";
    }

    int size() {
      return kind.length() + json.length();
    }
  }

  /**
   * Starts its thread.
   *
   * @param dropped is run for each client that is dropped
   */
  EventFeed(EventReader reader, EventStore store, Runnable dropped) {
    this(reader, store, dropped, KEEP_ALIVE_EVERY, PATIENCE);
  }

  /** For tests, which do not wait that long. */
  EventFeed(
      EventReader reader,
      EventStore store,
      Runnable dropped,
      Duration keepAlive,
      Duration patience) {
    this.dropped = dropped;
    this.reader = reader;
    this.store = store;
    this.keepAliveNanos = keepAlive.toNanos();
    this.patienceNanos = patience.toNanos();
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether this is where it is read. */
  static boolean takes(String path) {
    return path.equals(PATH);
  }

  /** How many read it. */
  int clients() {
    return clients.size();
  }

  /** Something is on disk. Without it, it is noticed within a second. Never blocks. */
  void stored() {
    if (!clients.isEmpty()) {
      wake();
    }
  }

  private void wake() {
    synchronized (lock) {
      woken = true;
      lock.notifyAll();
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Fields query = Request.extractQueryParameters(request);
    String given = request.getHeaders().get("Last-Event-ID");
    String after = given == null ? query.getValue("after") : given.strip();
    if (after != null && !after.matches("\\d{1,18}")) {
      Acknowledgement.refused(
              HttpStatus.BAD_REQUEST_400,
              "event stream: expected Last-Event-ID or ?after=ID, a whole number")
          .send(response, callback);
      return true;
    }
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.CACHE_CONTROL, "private, no-store");
    headers.put(HttpHeader.CONTENT_TYPE, "text/event-stream");
    headers.put("X-Accel-Buffering", "no"); // a proxy in between must not gather it
    if (request.getMethod().equals("HEAD")) {
      callback.succeeded();
      return true;
    }
    long newest = store.newestId();
    long cursor = after == null ? newest : Long.parseLong(after);
    boolean named = !"true".equals(query.getValue("unnamed"));
    if (!admit(new Client(response, callback, cursor > newest ? 0 : cursor, named))) {
      headers.remove(HttpHeader.CONTENT_TYPE);
      new Acknowledgement(
              HttpStatus.SERVICE_UNAVAILABLE_503,
              AccessRecordAnswer.V2R2.failure(
                  "event stream: expected at most " + MAX_CLIENTS + " readers but there are more"),
              Map.of(HttpHeader.RETRY_AFTER, "5"))
          .send(response, callback);
    }
    return true;
  }

  private boolean admit(Client client) {
    synchronized (lock) {
      if (closed || clients.size() >= MAX_CLIENTS) {
        return false;
      }
      clients.add(client);
      woken = true;
      lock.notifyAll();
      return true;
    }
  }

  private void run() {
    try {
      while (awaitWork()) {
        try {
          proceed();
        } catch (SophonException e) {
          log.warn("the feed waits problem=\"{}\"", e.getMessage());
        } catch (RuntimeException | OutOfMemoryError e) {
          log.error("the feed failed error={}", e.getClass().getName());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody but us has this thread: it ends
    } finally {
      clients.forEach(Client::end);
    }
  }

  /** Returns when there may be something to do; false once it is closed. */
  private boolean awaitWork() throws InterruptedException {
    Thread.sleep(GATHER_MILLIS); // what comes close together is read together
    long nothingLater = System.nanoTime() + Math.min(LOOK_MILLIS * 1_000_000, keepAliveNanos);
    synchronized (lock) {
      while (!closed && !woken) {
        long millis = clients.isEmpty() ? 0 : (nothingLater - System.nanoTime()) / 1_000_000;
        if (millis < 0 || (millis == 0 && !clients.isEmpty())) {
          break;
        }
        lock.wait(millis);
      }
      woken = false;
      return !closed;
    }
  }

  private void proceed() {
    if (clients.isEmpty()) {
      recent.clear();
      recentAfter = -1;
      recentBytes = 0;
      return;
    }
    readRecent();
    clients.forEach(Client::proceed);
  }

  private void readRecent() {
    if (recentAfter < 0) {
      recentAfter = store.newestId();
      recentUpTo = recentAfter;
    }
    List<Message> read = read(recentUpTo);
    for (Message message : read) {
      recent.put(message.id, message);
      recentUpTo = message.id;
      recentBytes += message.size();
    }
    while (recentBytes > KEPT_BYTES) {
      Message oldest = recent.pollFirstEntry().getValue();
      recentAfter = oldest.id;
      recentBytes -= oldest.size();
    }
    if (read.size() == READ_AT_ONCE) {
      wake(); // there may be more
    }
  }

  private List<Message> read(long after) {
    List<Message> messages = new ArrayList<>();
    store.visit(
        after,
        READ_AT_ONCE,
        event -> {
          String json = new String(reader.json(event, MAX_MESSAGE_BYTES), UTF_8);
          messages.add(new Message(event.id(), event.kind(), json));
        });
    return messages;
  }

  /** One connection. All but the end of a write is done by the feed's thread. */
  private final class Client implements Callback {
    private final Response response;
    private final Callback callback;
    private final boolean named;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean writing;
    private boolean opened;
    private long cursor;
    private long written;

    Client(Response response, Callback callback, long cursor, boolean named) {
      this.response = response;
      this.callback = callback;
      this.cursor = cursor;
      this.named = named;
    }

    void proceed() {
      long now = System.nanoTime();
      if (writing) {
        if (now - written > patienceNanos) {
          log.warn("dropped slow reader of the feed");
          dropped.run();
          failed(new IOException("too slow"));
        }
        return;
      }
      byte[] next = next(now);
      if (next.length > 0 && !ended.get()) {
        writing = true;
        written = now;
        response.write(false, ByteBuffer.wrap(next), this);
      }
    }

    private byte[] next(long now) {
      if (!opened) {
        opened = true;
        return OPENING;
      }
      Collection<Message> messages =
          cursor >= recentAfter ? recent.tailMap(cursor, false).values() : read(cursor);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (Message message : messages) {
        if (bytes.size() >= MAX_WRITE_BYTES) {
          break;
        }
        bytes.writeBytes(message.text(named).getBytes(UTF_8));
        cursor = message.id;
      }
      return bytes.size() == 0 && now - written >= keepAliveNanos
          ? KEEP_ALIVE
          : bytes.toByteArray();
    }

    @Override
    public void succeeded() {
      writing = false;
      wake();
    }

    /** It is gone, or too slow. */
    @Override
    public void failed(Throwable problem) {
      clients.remove(this);
      if (ended.compareAndSet(false, true)) {
        callback.failed(problem);
      }
    }

    /** Says that nothing more comes; it may come back with the id of the last one that it got. */
    void end() {
      if (writing) {
        failed(new IOException("closing"));
        return;
      }
      clients.remove(this);
      if (ended.compareAndSet(false, true)) {
        response.write(true, ByteBuffer.allocate(0), callback);
      }
    }

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }
  }

  /** Ends all clients, and returns when they are told. May be called twice. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    ThreadEnd.await(thread);
  }
}
