package io.sophonevents.receiver;

import static java.util.Objects.requireNonNull;

import io.sophonevents.client.sink.WebhookSignature;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Who may send to a receiver and who may read from it, beside what holds always: no page of another
 * site, and no reader under a name that is not the receiver's.
 *
 * <p>A sender is admitted if its address is in the list, where there is one, and if it shows a
 * token or a signature, where there are any. A reader shows a token; without one a receiver is read
 * from its own machine only. Immutable; prints no secret.
 */
public final class AccessPolicy {
  /** Everybody sends; the machine itself reads. */
  static final AccessPolicy OPEN = builder().build();

  private final AddressList thisMachine;
  private final boolean lanOnly;
  private final @Nullable AddressList senders;
  private final @Nullable AddressList streamClients;
  private final Set<String> hosts;
  private final Tokens senderTokens;
  private final Tokens readerTokens;
  private final @Nullable WebhookSignature signature;
  private final Clock clock;

  private AccessPolicy(Builder from) {
    this.thisMachine = from.thisMachine;
    this.lanOnly = from.lanOnly;
    this.senders = from.senders.isEmpty() ? null : AddressList.of(from.senders);
    this.streamClients = from.streamClients.isEmpty() ? null : AddressList.of(from.streamClients);
    this.hosts = Set.copyOf(from.hosts);
    this.senderTokens = Tokens.of("sender token", from.senderTokens);
    this.readerTokens = Tokens.of("reader token", from.readerTokens);
    this.signature =
        from.signatureSecrets.isEmpty()
            ? null
            : WebhookSignature.of(from.signatureSecrets, from.clock);
    this.clock = from.clock;
  }

  /** Describes a policy; as it begins, everybody sends and the machine itself reads. */
  public static Builder builder() {
    return new Builder();
  }

  /** Describes a policy. Not safe for use by many threads. */
  public static final class Builder {
    private final List<String> senders = new ArrayList<>();
    private final List<String> streamClients = new ArrayList<>();
    private final Set<String> hosts = new LinkedHashSet<>();
    private final List<String> senderTokens = new ArrayList<>();
    private final List<String> readerTokens = new ArrayList<>();
    private final List<String> signatureSecrets = new ArrayList<>();
    private boolean lanOnly;
    private AddressList thisMachine = AddressList.LOOPBACK;
    private Clock clock = Clock.systemUTC();

    private Builder() {}

    /**
     * Senders come from here only. May be called again for more.
     *
     * @param networks an address as {@code 192.168.1.5}, or a network as {@code 10.0.0.0/8}
     */
    public Builder allow(String... networks) {
      senders.addAll(List.of(networks));
      return this;
    }

    /** Whoever it is, and whatever for, comes from a private network or this machine. */
    public Builder lanOnly() {
      lanOnly = true;
      return this;
    }

    /**
     * Every request names one of these as its {@code Host}. May be called again for more.
     *
     * @param names names or addresses, without a port
     */
    public Builder allowHost(String... names) {
      for (String name : names) {
        String host = bracketed(name.toLowerCase(Locale.ROOT));
        if (host.isBlank() || !withoutPort(host).equals(host)) {
          throw new IllegalArgumentException(
              "host list: expected a name or an address without a port but was " + name);
        }
        hosts.add(host);
      }
      return this;
    }

    /**
     * Senders show this token, as {@code Authorization: Bearer} or as the first segment of the
     * path. May be called again for one more, while a token is changed.
     */
    public Builder senderToken(String token) {
      senderTokens.add(requireNonNull(token, "token"));
      return this;
    }

    /** Readers show this token, or log in with it. May be called again for one more. */
    public Builder readerToken(String token) {
      readerTokens.add(requireNonNull(token, "token"));
      return this;
    }

    /**
     * Senders sign, as Standard Webhooks says; where there is a sender token, too, one of the two
     * is enough. May be called again for one more, while a secret is changed.
     *
     * @param secret {@code whsec_} and the base64 of 24 to 64 bytes
     */
    public Builder signatureSecret(String secret) {
      signatureSecrets.add(requireNonNull(secret, "secret"));
      return this;
    }

    /**
     * The stream is heard from here, too. Without it, from this machine only. May be called again
     * for more.
     *
     * @param networks an address as {@code 192.168.1.5}, or a network as {@code 10.0.0.0/8}
     */
    public Builder allowStream(String... networks) {
      streamClients.addAll(List.of(networks));
      return this;
    }

    /** For tests, in which all addresses are loopback ones. */
    Builder thisMachine(String... networks) {
      thisMachine = AddressList.of(List.of(networks));
      return this;
    }

    Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * The policy.
     *
     * @throws IllegalArgumentException if an address, token or secret is none, or one token is for
     *     senders and readers
     */
    public AccessPolicy build() {
      if (readerTokens.stream().anyMatch(senderTokens::contains)) {
        throw new IllegalArgumentException(
            "reader token: expected another than the sender token, which every box shows, but it is"
                + " the same");
      }
      return new AccessPolicy(this);
    }
  }

  /** Whether who comes from this address is answered at all. */
  boolean admits(@Nullable InetAddress peer) {
    return !lanOnly || isThisMachine(peer) || AddressList.PRIVATE.test(peer);
  }

  /** Whether a sender may come from this address. */
  boolean admitsSender(@Nullable InetAddress peer) {
    return senders == null || senders.test(peer);
  }

  /** Whether the stream is for clients at this address. */
  boolean admitsToStream(@Nullable InetAddress peer) {
    return admits(peer)
        && (isThisMachine(peer) || (streamClients != null && streamClients.test(peer)));
  }

  /** Whether a request may have this {@code Host}. */
  boolean admitsHost(@Nullable String host) {
    return hosts.isEmpty() || isNamed(host);
  }

  /** Whether this {@code Host} is in the list. */
  boolean isNamed(@Nullable String host) {
    return host != null && hosts.contains(withoutPort(host));
  }

  boolean isThisMachine(@Nullable InetAddress peer) {
    return thisMachine.test(peer);
  }

  Tokens senderTokens() {
    return senderTokens;
  }

  Tokens readerTokens() {
    return readerTokens;
  }

  /** What verifies the signatures of senders; null if they need not sign. */
  @Nullable WebhookSignature signature() {
    return signature;
  }

  /** Whether a sender has to show something, wherever it comes from. */
  boolean asksSenders() {
    return !senderTokens.isEmpty() || signature != null;
  }

  Clock clock() {
    return clock;
  }

  /** Says what is open, and what is not, on a receiver that others can reach. */
  void announce(Logger log, String host, int port, int streamPort) {
    if (senders == null && !lanOnly && !asksSenders()) {
      log.warn(
          "NOT PRIVATE: whoever reaches port {} on {} can post events, nobody is asked for a"
              + " password; --allow, --lan, --sender-token-file or --signature-secret-file restrict"
              + " it",
          port,
          host);
    } else if (!asksSenders()) {
      log.warn(
          "NOT PRIVATE: port {} on {} takes events by the sender's address alone;"
              + " --sender-token-file or --signature-secret-file ask for more",
          port,
          host);
    }
    log.info(
        readerTokens.isEmpty()
            ? "page and events are shown to this machine only; --reader-token-file lets others in"
            : "page and events are shown to whoever has the reader token");
    if (streamClients == null) {
      log.info(
          "the stream on port {} is heard by this machine only; --stream-allow lets others in",
          streamPort);
    } else {
      log.warn(
          "NOT PRIVATE: the addresses of --stream-allow hear the stream on port {}, with its faces;"
              + " nobody is asked for a password",
          streamPort);
    }
  }

  /** The name or address in a {@code Host} header. */
  static String withoutPort(String host) {
    return host.toLowerCase(Locale.ROOT).replaceFirst("^(\\[[^]]*]|[^:]*):[0-9]*$", "$1");
  }

  /** An IPv6 address as it stands in a header. */
  private static String bracketed(String name) {
    return name.matches("[^\\[]*:.*:.*") ? '[' + name + ']' : name;
  }
}
