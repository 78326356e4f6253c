package io.sophonevents.receiver;

import java.time.Duration;

/**
 * What one sender may take of the receiver before anything of its request is looked at.
 *
 * <p>Immutable.
 *
 * @param connections open at once, 1 to {@value #MOST_CONNECTIONS}
 * @param connectionsPerAddress open at once from one IPv4 address or one IPv6 /64 network, 1 to
 *     {@value #MOST_CONNECTIONS}
 * @param headerTime from the first byte of a request to the end of its headers, 100 ms to 5 min
 * @param bodyGrace how long the reader may wait for a body in any case
 * @param bodyBytesPerSecond how much of a body has to come for each second beyond that
 * @param idleTime how long a connection may be silent
 */
record TransportLimits(
    int connections,
    int connectionsPerAddress,
    Duration headerTime,
    Duration bodyGrace,
    int bodyBytesPerSecond,
    Duration idleTime) {
  static final int MOST_CONNECTIONS = 100_000;

  /** All the headers of a request, its first line included; Jetty counts them. */
  static final int HEADER_BYTES = 8 << 10;

  private static final Duration LEAST_HEADER_TIME = Duration.ofMillis(100);
  private static final Duration MOST_HEADER_TIME = Duration.ofMinutes(5);

  // below what its check needs
  static final TransportLimits DEFAULT =
      new TransportLimits(
          2048,
          256,
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          16 << 10,
          Duration.ofSeconds(30));

  TransportLimits {
    check("max-connections", connections);
    check("max-connections-per-address", connectionsPerAddress);
    if (headerTime.compareTo(LEAST_HEADER_TIME) < 0 || headerTime.compareTo(MOST_HEADER_TIME) > 0) {
      throw new IllegalArgumentException(
          "header-time: expected 0.1 to 300 seconds but was " + headerTime.toMillis() / 1e3);
    }
  }

  private static void check(String name, int connections) {
    if (connections < 1 || connections > MOST_CONNECTIONS) {
      throw new IllegalArgumentException(
          name + ": expected 1 to " + MOST_CONNECTIONS + " but was " + connections);
    }
  }

  TransportLimits withConnections(int all) {
    return new TransportLimits(
        all, connectionsPerAddress, headerTime, bodyGrace, bodyBytesPerSecond, idleTime);
  }

  TransportLimits withConnectionsPerAddress(int each) {
    return new TransportLimits(
        connections, each, headerTime, bodyGrace, bodyBytesPerSecond, idleTime);
  }

  TransportLimits withHeaderTime(Duration time) {
    return new TransportLimits(
        connections, connectionsPerAddress, time, bodyGrace, bodyBytesPerSecond, idleTime);
  }

  TransportLimits withBodyRate(Duration grace, int bytesPerSecond) {
    return new TransportLimits(
        connections, connectionsPerAddress, headerTime, grace, bytesPerSecond, idleTime);
  }

  TransportLimits withIdleTime(Duration time) {
    return new TransportLimits(
        connections, connectionsPerAddress, headerTime, bodyGrace, bodyBytesPerSecond, time);
  }
}
