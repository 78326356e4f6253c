package io.sophonevents.receiver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the connections to their number, and each to its time. When there is room for no more, the
 * address that has the most loses one of them, not a newcomer that has few.
 *
 * <p>Safe for use by many threads.
 */
final class ConnectionGuard {
  private static final Logger log = LoggerFactory.getLogger(ConnectionGuard.class);

  /** A flood must not fill the log. */
  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final TransportLimits limits;
  private final ReceiverMetrics metrics;

  private final Map<Object, Set<GuardedEndPoint>> byOrigin = new HashMap<>(); // guarded by this
  private int open; // guarded by this
  private final Map<Ending, Integer> endings = new EnumMap<>(Ending.class); // guarded by this
  private long reported = System.nanoTime() - REPORT_NANOS; // guarded by this

  /** Why a connection was ended: the limit that it went over. */
  enum Ending {
    CONNECTIONS_PER_ADDRESS,
    CONNECTIONS,
    HEADER_TIME,
    BODY_RATE
  }

  ConnectionGuard(TransportLimits limits, ReceiverMetrics metrics) {
    this.limits = limits;
    this.metrics = metrics;
    metrics.watchConnections(this::connections);
  }

  /** How many connections are open. */
  synchronized int connections() {
    return open;
  }

  /** Lets a new connection in, or ends it or another. */
  void opened(GuardedEndPoint connection) {
    GuardedEndPoint loser = null;
    Ending why = Ending.CONNECTIONS_PER_ADDRESS;
    synchronized (this) {
      Set<GuardedEndPoint> own =
          byOrigin.computeIfAbsent(connection.origin(), any -> new LinkedHashSet<>());
      own.add(connection);
      open++;
      if (own.size() > limits.connectionsPerAddress()) {
        loser = connection;
      } else if (open > limits.connections()) {
        why = Ending.CONNECTIONS;
        Set<GuardedEndPoint> most = most();
        loser = own.size() >= most.size() ? connection : leastBusy(most);
      }
    }
    if (loser != null) {
      closed(loser);
      loser.close();
      ended(why);
    }
    if (!connection.isOpen()) {
      closed(connection); // it was too quick for us
    }
  }

  private synchronized Set<GuardedEndPoint> most() {
    Set<GuardedEndPoint> most = Set.of();
    for (Set<GuardedEndPoint> each : byOrigin.values()) {
      if (each.size() > most.size()) {
        most = each;
      }
    }
    return most;
  }

  /** The oldest that has no request under way; else the oldest. */
  private static GuardedEndPoint leastBusy(Collection<GuardedEndPoint> connections) {
    return connections.stream()
        .filter(connection -> !connection.isAnswering())
        .findFirst()
        .orElseGet(() -> connections.iterator().next());
  }

  /** Forgets a connection. May be called twice. */
  synchronized void closed(GuardedEndPoint connection) {
    Set<GuardedEndPoint> own = byOrigin.get(connection.origin());
    if (own != null && own.remove(connection)) {
      open--;
      if (own.isEmpty()) {
        byOrigin.remove(connection.origin());
      }
    }
  }

  /** Ends what has taken too long; to be called a few times a second. */
  void sweep() {
    List<GuardedEndPoint> connections = new ArrayList<>();
    synchronized (this) {
      byOrigin.values().forEach(connections::addAll);
    }
    for (GuardedEndPoint connection : connections) {
      Ending ending = connection.endIfTooSlow(limits.headerTime().toNanos());
      if (ending != null) {
        ended(ending);
      }
    }
    report();
  }

  private synchronized void ended(Ending why) {
    endings.merge(why, 1, Integer::sum);
    metrics.ended(why);
  }

  private synchronized void report() {
    if (!endings.isEmpty() && System.nanoTime() - reported >= REPORT_NANOS) {
      log.warn("connections ended by limit={} open={}", endings, open);
      endings.clear();
      reported = System.nanoTime();
    }
  }
}
