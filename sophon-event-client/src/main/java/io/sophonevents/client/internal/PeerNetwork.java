package io.sophonevents.client.internal;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Whom a limit on one sender counts as one. */
public final class PeerNetwork {
  private static final int IPV6_BYTES = 8;

  private PeerNetwork() {}

  /** An IPv4 address, or the /64 of an IPv6 address: whoever has one address of it has all. */
  public static ByteBuffer of(InetAddress peer) {
    byte[] bytes = peer.getAddress();
    return ByteBuffer.wrap(Arrays.copyOf(bytes, Math.min(bytes.length, IPV6_BYTES)));
  }
}
