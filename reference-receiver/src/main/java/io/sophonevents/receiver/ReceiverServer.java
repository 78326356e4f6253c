package io.sophonevents.receiver;

import static java.util.Objects.requireNonNull;

import io.sophonevents.client.TransportException;
import io.sophonevents.client.internal.ThreadEnd;
import io.sophonevents.client.stream.EventStreamServer;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.ScoreRange;
import io.sophonevents.event.SophonException;
import io.sophonevents.receiver.EventInbox.Unparseable;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the events of boxes and platforms: what it acknowledges is on disk.
 *
 * <p>Events are posted to {@code /RealTimeEvent}, {@code /HistoryEvent}, {@code /DeviceStatus},
 * {@code /EventServer/api/*} or any other path; each is in the {@link EventStore} before the
 * answer, then passed on to whoever listens to the stream or the server-sent events, and to your
 * {@link EventHandler}. A page at {@code /} shows them as they come in.
 *
 * <p>It binds this machine's own address, {@code 127.0.0.1}, unless told otherwise: then whoever
 * reaches the port may post, unless its {@link AccessPolicy} says more; faces are shown to this
 * machine only, until the policy has a reader token, and addresses for the stream.
 *
 * <p>The same event again is acknowledged and stored once. A message of no known kind is stored,
 * too; what cannot be read is kept in quarantine with its reason, and so is the bad element of a
 * batch, of which the others are stored.
 *
 * <p>Limits: a body of {@value io.sophonevents.event.EventCodec#MAX_BODY_BYTES} bytes; bodies in
 * memory together, a quarter of the heap; headers of 8 KiB in all; connections, in all and of one
 * address; time for headers, and a rate for bodies. docs/operations.md lists them.
 *
 * <p>Safe for use by many threads.
 */
public final class ReceiverServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ReceiverServer.class);

  private final String host;
  private final AccessPolicy access;
  private final WebServer web;
  private final EventStreamServer stream;
  private final EventStore store;
  private final LiveEvents live;

  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  private ReceiverServer(
      String host,
      AccessPolicy access,
      WebServer web,
      EventStreamServer stream,
      EventStore store,
      LiveEvents live) {
    this.host = host;
    this.access = access;
    this.web = web;
    this.stream = stream;
    this.store = store;
    this.live = live;
  }

  /** Runs a receiver, or prints what one has stored; {@code --help} says more. */
  public static void main(String[] arguments) {
    Thread loading = new Thread(ReceiverServer::loadEarly, "receiver-load");
    loading.start();
    new Thread(ReceiverMetrics::new, "receiver-load-metrics").start();
    int exitCode = ReceiverCommand.run(arguments);
    if (exitCode != 0) {
      ThreadEnd.await(loading); // the exit takes away the file that SQLite is loaded from
      System.exit(exitCode);
    }
  }

  /** Runs while the command line is read. */
  private static void loadEarly() {
    try {
      EventDatabase.load();
    } catch (SophonException e) {
      log.debug("not loaded", e); // said when the store is opened
    }
  }

  /** Describes a receiver, which needs a data folder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Describes a receiver. Not safe for use by many threads. */
  public static final class Builder {
    private @Nullable Path dataFolder;
    private String host = "127.0.0.1";
    private int port = 9528;
    private int streamPort = 5679;
    private AccessPolicy access = AccessPolicy.OPEN;
    private ScoreRange scoreRange = ScoreRange.UNKNOWN;
    private Duration duplicateWindow = FolderEventStore.Settings.USUAL.window();
    private long quarantineBytes = FolderEventStore.Settings.USUAL.quarantineBytes();
    private boolean dropsEmbeddings = FolderEventStore.Settings.USUAL.dropEmbeddings();
    private Unparseable unparseable = Unparseable.BY_PATH;
    private @Nullable EventStore ownStore;
    private @Nullable EventHandler handler;
    private HandlerPolicy policy = HandlerPolicy.USUAL;
    private TransportLimits limits = TransportLimits.DEFAULT;
    private int tlsPort;
    private @Nullable TlsKeys tlsKeys;

    private Builder() {}

    /** Where the events go; made if it is not there, for its owner's eyes only. */
    public Builder dataFolder(Path dataFolder) {
      this.dataFolder = requireNonNull(dataFolder, "dataFolder");
      return this;
    }

    /** The address to bind; {@code 127.0.0.1} unless set. */
    public Builder host(String host) {
      this.host = requireNonNull(host, "host");
      return this;
    }

    /** The port for posts and the page; 9528 unless set, 0 picks a free one. */
    public Builder port(int port) {
      this.port = checked(port);
      return this;
    }

    /** The port of the stream; 5679 unless set, 0 picks a free one. */
    public Builder streamPort(int streamPort) {
      this.streamPort = checked(streamPort);
      return this;
    }

    /** Who may send and who may read; unless set, everybody sends and the machine itself reads. */
    public Builder access(AccessPolicy access) {
      this.access = requireNonNull(access, "access");
      return this;
    }

    /**
     * TLS 1.2 and later on a port beside the other one. The files are looked at every second; new
     * connections get what is in them, or what was before they broke.
     *
     * @param tlsPort 0 picks a free one
     * @param certificates the server's own certificate and those that vouch for it, in PEM
     * @param key the key of the first certificate, RSA or EC, as PKCS#8 in PEM without a password
     */
    public Builder tls(int tlsPort, Path certificates, Path key) {
      this.tlsPort = checked(tlsPort);
      this.tlsKeys =
          TlsKeys.fromPem(requireNonNull(certificates, "certificates"), requireNonNull(key, "key"));
      return this;
    }

    /**
     * The same with one file.
     *
     * @param tlsPort 0 picks a free one
     * @param keyStore key and certificates in PKCS12
     * @param password of the file and of the key in it
     */
    public Builder tls(int tlsPort, Path keyStore, String password) {
      this.tlsPort = checked(tlsPort);
      this.tlsKeys =
          TlsKeys.fromKeyStore(
              requireNonNull(keyStore, "keyStore"), requireNonNull(password, "password"));
      return this;
    }

    /**
     * The range of the scores that the boxes send, which no event says; unknown unless set. The
     * stream's scores run from 0 to 100, so it leaves out those of another range, or of none.
     */
    public Builder scoreRange(ScoreRange scoreRange) {
      this.scoreRange = requireNonNull(scoreRange, "scoreRange");
      return this;
    }

    /** How long after an event the same one is a duplicate; a week unless set. */
    public Builder duplicateWindow(Duration window) {
      if (window.isNegative() || window.isZero()) {
        throw new IllegalArgumentException("duplicate-window: expected more than nothing");
      }
      this.duplicateWindow = window;
      return this;
    }

    /** How many bytes quarantine holds at most, 1 KiB beside each message; 256 MiB unless set. */
    public Builder quarantineBytes(long bytes) {
      if (bytes < 0) {
        throw new IllegalArgumentException(
            "quarantine-limit: expected 0 or more bytes but was " + bytes);
      }
      this.quarantineBytes = bytes;
      return this;
    }

    /** Leaves the embeddings of faces out of what is stored; the export says where they were. */
    public Builder dropEmbeddings() {
      this.dropsEmbeddings = true;
      return this;
    }

    /** What senders hear of messages that cannot be read. */
    Builder unparseable(Unparseable unparseable) {
      this.unparseable = unparseable;
      return this;
    }

    /** Keeps the events in another store, which is closed with the receiver. */
    public Builder store(EventStore store) {
      this.ownStore = requireNonNull(store, "store");
      return this;
    }

    /**
     * Calls your code with each event that is stored, the oldest first, from where it was at the
     * last time on this data folder.
     */
    public Builder onEvent(EventHandler handler) {
      return onEvent(handler, HandlerPolicy.USUAL);
    }

    /** The same, with a policy for events that it cannot handle. */
    public Builder onEvent(EventHandler handler, HandlerPolicy policy) {
      this.handler = requireNonNull(handler, "handler");
      this.policy = requireNonNull(policy, "policy");
      return this;
    }

    /**
     * How many connections of HTTP and TLS may be open at once; 2048 unless set. When there are
     * more, the address with the most loses one.
     */
    public Builder maxConnections(int connections) {
      this.limits = limits.withConnections(connections);
      return this;
    }

    /**
     * How many of them may come from one IPv4 address or IPv6 /64 network; 256 unless set. What is
     * more is closed.
     */
    public Builder maxConnectionsPerAddress(int connections) {
      this.limits = limits.withConnectionsPerAddress(connections);
      return this;
    }

    /**
     * How long a request may take from its first byte to the end of its headers, 100 ms to 5
     * minutes; 10 s unless set.
     */
    public Builder headerTime(Duration time) {
      this.limits = limits.withHeaderTime(requireNonNull(time, "time"));
      return this;
    }

    /** How long the reader of a body may wait, and how much has to come in each second more. */
    Builder bodyRate(Duration grace, int bytesPerSecond) {
      this.limits = limits.withBodyRate(grace, bytesPerSecond);
      return this;
    }

    /** For tests: how long a connection may be silent. */
    Builder idleTime(Duration time) {
      this.limits = limits.withIdleTime(time);
      return this;
    }

    private static int checked(int port) {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("port: expected 0 to 65535 but was " + port);
      }
      return port;
    }

    /**
     * Starts it; it receives until it is closed.
     *
     * @throws IllegalStateException if no data folder was given
     * @throws TransportException if a port is in use, or the host is none of this machine
     * @throws SophonException if the data folder cannot be used, or another receiver uses it
     */
    public ReceiverServer build() {
      Path folder = dataFolder;
      if (folder == null) {
        throw new IllegalStateException("data folder: expected one but none was given");
      }
      ReceiverMetrics metrics = new ReceiverMetrics();
      FolderEventStore.Settings storing =
          new FolderEventStore.Settings(duplicateWindow, quarantineBytes, dropsEmbeddings);
      // beside each other: the web server, the database and the codec take equally long to load
      CompletableFuture<EventStore> opening =
          CompletableFuture.supplyAsync(
              () -> ownStore != null ? ownStore : FolderEventStore.open(folder, storing, metrics));
      EventCodec codec = new EventCodec().withScoreRange(scoreRange);
      CompletableFuture<Void> warm = WarmUp.done();
      WebServer web = null;
      EventStreamServer stream = null;
      LiveEvents live = null;
      HandlerQueue queue = null;
      try {
        web = WebServer.bind(host, port, limits, metrics);
        if (tlsKeys != null) {
          web.bindTls(host, tlsPort, TlsContext.open(tlsKeys));
        }
        stream = listen(host, streamPort, access);
        EventStore store = join(opening);
        warm.join();
        EventReader reader = new EventReader(codec, store);
        EventFeed feed = new EventFeed(reader, store, metrics::clientDropped);
        if (handler != null) {
          DataFolder.make(folder.toAbsolutePath());
          queue = HandlerQueue.open(folder, store, handler, policy, metrics::handlerFailed);
        }
        live = new LiveEvents(stream, feed, queue);
        BodyBudget budget = BodyBudget.ofThisMachine();
        metrics.watchClients(stream::subscribers, feed::clients);
        metrics.watchBodiesInFlight(budget::taken);
        metrics.watchStore(() -> DataFolder.size(folder));
        web.serve(
            new AccessGuard(
                access,
                host,
                !isLoopback(host),
                new OperationPages(
                    () -> store.isWritable() ? null : "the last events could not be stored",
                    metrics,
                    new Routes(
                        new EventInbox(codec, budget, unparseable, store, live, metrics),
                        reader,
                        feed,
                        new EventPage()))));
        ReceiverServer server = new ReceiverServer(host, access, web, stream, store, live);
        server.announce();
        return server;
      } catch (RuntimeException | Error e) {
        giveUp(web, stream, live, queue, opening);
        throw e;
      }
    }

    private static EventStreamServer listen(String host, int port, AccessPolicy access) {
      try {
        return EventStreamServer.open(host, port, access::admitsToStream);
      } catch (TransportException e) {
        throw WebServer.notBound(host, port, "--stream-port", e);
      }
    }

    private static EventStore join(CompletableFuture<EventStore> opening) {
      try {
        return opening.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof SophonException cause ? cause : e;
      }
    }

    private static void giveUp(
        @Nullable WebServer web,
        @Nullable EventStreamServer stream,
        @Nullable LiveEvents live,
        @Nullable HandlerQueue queue,
        CompletableFuture<EventStore> opening) {
      if (queue != null) {
        queue.close();
      }
      if (live != null) {
        live.close();
      }
      if (web != null) {
        web.close();
      }
      if (stream != null) {
        stream.close();
      }
      opening
          .handle(
              (store, problem) -> {
                if (store != null) {
                  store.close();
                }
                return true;
              })
          .join();
    }
  }

  private void announce() {
    log.info("started host={} port={} streamPort={}", host, port(), streamPort());
    if (!isLoopback(host)) {
      access.announce(log, host, port(), streamPort());
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** The port for posts and the page. */
  public int port() {
    return web.port();
  }

  /** The port for TLS; -1 if there is none. */
  public int tlsPort() {
    return web.tlsPort();
  }

  /** The port of the stream. */
  public int streamPort() {
    return stream.port();
  }

  /** Where the page is, and what the paths that are posted to come after. */
  public URI uri() {
    return URI.create("http://" + reachableHost() + ":" + port() + "/");
  }

  /** The same by TLS; the port is -1 if there is none. */
  URI tlsUri() {
    return URI.create("https://" + reachableHost() + ":" + tlsPort() + "/");
  }

  /** Where the stream is. */
  public URI streamUri() {
    return URI.create("ws://" + reachableHost() + ":" + streamPort());
  }

  /** The host as a URL has it; where all addresses are bound, one that leads to them. */
  private String reachableHost() {
    String name = host.equals("0.0.0.0") ? "127.0.0.1" : host.equals("::") ? "::1" : host;
    return name.contains(":") ? "[" + name + "]" : name;
  }

  /** How many events are stored, read back from the database. */
  public long storedEvents() {
    return store.count();
  }

  /** Where the events are, to read them; it is closed with the receiver. */
  public EventStore store() {
    return store;
  }

  /** How many clients listen to the stream. */
  int subscribers() {
    return stream.subscribers();
  }

  /** Returns when it is closed. */
  void awaitClose() throws InterruptedException {
    closed.await();
  }

  /**
   * Takes no more requests, answers those it has taken, and closes the database. May be called
   * twice; each call returns when it is done.
   */
  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return;
    }
    try (store;
        stream;
        web;
        live) { // the last one first, each whatever becomes of the others
      log.info("stopping");
    } finally {
      closed.countDown();
    }
  }
}
