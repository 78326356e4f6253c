package io.sophonevents.receiver;

import java.time.Duration;
import picocli.CommandLine.Option;

/** The options that say how much of the receiver one sender may take. */
final class LimitOptions {
  @Option(
      names = "--max-connections",
      paramLabel = "N",
      defaultValue = "2048",
      description =
          "How many may be open at once (${DEFAULT-VALUE}). When there are more, the address with"
              + " the most loses one.")
  private int maxConnections;

  @Option(
      names = "--max-connections-per-address",
      paramLabel = "N",
      defaultValue = "256",
      description = "How many of one address (${DEFAULT-VALUE}), or of one IPv6 /64 network.")
  private int maxConnectionsPerAddress;

  @Option(
      names = "--header-time",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "For the headers of a request, from its first byte (${DEFAULT-VALUE}).")
  private int headerTimeSeconds;

  void addTo(ReceiverServer.Builder builder) {
    builder
        .maxConnections(maxConnections)
        .maxConnectionsPerAddress(maxConnectionsPerAddress)
        .headerTime(Duration.ofSeconds(headerTimeSeconds));
  }
}
