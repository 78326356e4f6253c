package io.sophonevents.client.internal;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/**
 * Makes sockets that do not connect to this machine, its link or a cloud's metadata unless that is
 * allowed. What is asked about is the address that is connected to, whatever name led there.
 *
 * <p>Safe for use by many threads.
 */
public final class GuardedSockets extends SocketFactory {
  /** Where clouds answer with keys of their own besides 169.254.0.0/16, which is a link's. */
  private static final Set<String> METADATA =
      Set.of("100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254");

  private final Predicate<InetAddress> allowed;

  /** Says that an address may not be connected to. */
  public static final class RefusedAddressException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedAddressException() {
      super("address not allowed");
    }
  }

  public GuardedSockets(Predicate<InetAddress> allowed) {
    this.allowed = allowed;
  }

  /** Whether it is one that nobody means who gives the address of a receiver. */
  public static boolean isSpecial(InetAddress address) {
    InetAddress inner = embedded(address);
    return address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || METADATA.contains(address.getHostAddress())
        || isThisNetworkOrBroadcast(address.getAddress())
        || (!inner.equals(address) && isSpecial(inner));
  }

  /** 0.0.0.0/8 is this machine on some systems; 240.0.0.0/4 has the broadcast in it. */
  private static boolean isThisNetworkOrBroadcast(byte[] bytes) {
    return bytes.length == 4 && (bytes[0] == 0 || (bytes[0] & 0xf0) == 0xf0);
  }

  /** The IPv4 address that packets to an IPv6 one may end at: ::a.b.c.d, NAT64, 6to4. */
  private static InetAddress embedded(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] bytes = address.getAddress();
    boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
    boolean nat64 =
        bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == (byte) 0xff && bytes[3] == (byte) 0x9b;
    boolean compatible = true;
    for (int i = 0; i < 12; i++) {
      compatible &= bytes[i] == 0;
    }
    if (!sixToFour && !nat64 && !compatible) {
      return address;
    }
    try {
      int at = sixToFour ? 2 : 12;
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress to, int timeout) throws IOException {
        InetAddress address = ((InetSocketAddress) to).getAddress();
        if (address != null && isSpecial(address) && !allowed.test(address)) {
          throw new RefusedAddressException();
        }
        super.connect(to, timeout);
        setTcpNoDelay(true); // the end of a request does not wait for word of what went before
      }
    };
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  private Socket connected(InetSocketAddress to) throws IOException {
    Socket socket = createSocket();
    try {
      socket.connect(to, 0);
      return socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }
}
