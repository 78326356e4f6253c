package io.sophonevents.receiver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that say who may send and who may read. A secret comes from a file or from the
 * environment, never from the command line, which every user of the machine can read.
 *
 * <p>Not safe for use by many threads.
 */
final class AccessOptions {
  @Option(
      names = "--allow",
      paramLabel = "NETWORK",
      split = ",",
      description =
          "Senders come from these addresses or networks only, as 10.0.0.0/8,192.168.1.5; IPv4 and"
              + " IPv6.")
  private List<String> senders = new ArrayList<>();

  @Option(
      names = "--lan",
      description = "Everybody comes from a private network or this machine, senders and readers.")
  private boolean lanOnly;

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      split = ",",
      description = "Every request names one of these as its Host, without a port.")
  private List<String> hosts = new ArrayList<>();

  @Option(
      names = "--sender-token-file",
      paramLabel = "FILE",
      description =
          "Senders show the token in this file, as Authorization: Bearer or as the path's first"
              + " segment. Or SOPHON_SENDER_TOKEN.")
  private @Nullable Path senderToken;

  @Option(
      names = "--signature-secret-file",
      paramLabel = "FILE",
      description =
          "Senders sign with the secret in this file, as Standard Webhooks says. Or"
              + " SOPHON_SIGNATURE_SECRET.")
  private @Nullable Path signatureSecret;

  @Option(
      names = "--reader-token-file",
      paramLabel = "FILE",
      description =
          "Readers show the token in this file, or log in with it on the page. Or"
              + " SOPHON_READER_TOKEN. Without it this machine alone reads.")
  private @Nullable Path readerToken;

  @Option(
      names = "--stream-allow",
      paramLabel = "NETWORK",
      split = ",",
      description =
          "The stream is heard from these addresses or networks, too. Without it, from this"
              + " machine alone.")
  private List<String> streamClients = new ArrayList<>();

  /**
   * What the options say.
   *
   * @param environment where secrets are looked for that no file is named for
   * @throws IllegalArgumentException if an address, token, secret or file is none
   */
  AccessPolicy policy(Map<String, String> environment) {
    AccessPolicy.Builder policy =
        AccessPolicy.builder()
            .allow(senders.toArray(String[]::new))
            .allowHost(hosts.toArray(String[]::new))
            .allowStream(streamClients.toArray(String[]::new));
    if (lanOnly) {
      policy.lanOnly();
    }
    Secrets secrets = new Secrets(environment);
    secrets
        .read("--sender-token-file", senderToken, "SOPHON_SENDER_TOKEN")
        .forEach(policy::senderToken);
    secrets
        .read("--signature-secret-file", signatureSecret, "SOPHON_SIGNATURE_SECRET")
        .forEach(policy::signatureSecret);
    secrets
        .read("--reader-token-file", readerToken, "SOPHON_READER_TOKEN")
        .forEach(policy::readerToken);
    return policy.build();
  }
}
