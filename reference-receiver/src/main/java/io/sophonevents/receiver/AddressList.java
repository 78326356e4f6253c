package io.sophonevents.receiver;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.InetAddressSet;
import org.jspecify.annotations.Nullable;

/**
 * Addresses and networks, IPv4 and IPv6. An IPv4 address that is written as IPv6 ({@code
 * ::ffff:10.0.0.1}) counts as the IPv4 address that it is.
 *
 * <p>Immutable.
 */
final class AddressList implements Predicate<@Nullable InetAddress> {
  // before the lists, which are read with it
  private static final String OCTET = "(?:0|[1-9][0-9]{0,2})";
  private static final Pattern NETWORK =
      Pattern.compile(
          "((?:" + OCTET + "\\.){3}" + OCTET + "|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/([0-9]{1,3}))?");
  private static final int IPV4_BYTES = 4;
  private static final int MAPPED_BITS = 96;

  static final AddressList LOOPBACK = of(List.of("127.0.0.0/8", "::1"));

  /** What no router of the internet passes on. */
  static final AddressList PRIVATE =
      of(
          List.of(
              "10.0.0.0/8",
              "172.16.0.0/12",
              "192.168.0.0/16",
              "169.254.0.0/16",
              "fc00::/7",
              "fe80::/10"));

  private final InetAddressSet networks;

  private AddressList(InetAddressSet networks) {
    this.networks = networks;
  }

  /**
   * A list.
   *
   * @param networks each an address, or a network as {@code 10.0.0.0/8}
   * @throws IllegalArgumentException if one is neither; a host name is none, for a name server
   *     would decide
   */
  static AddressList of(List<String> networks) {
    InetAddressSet set = new InetAddressSet();
    for (String network : networks) {
      try {
        set.add(canonical(network));
      } catch (IllegalArgumentException | UnknownHostException e) {
        throw new IllegalArgumentException(
            "address list: expected an address as 192.168.1.5 or a network as 10.0.0.0/8, with"
                + " zeros after its prefix, but was "
                + network,
            e);
      }
    }
    return new AddressList(set);
  }

  /** In the form that Jetty reads; it would look up names, and has no networks of mapped ones. */
  private static String canonical(String network) throws UnknownHostException {
    Matcher parts = NETWORK.matcher(network);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no address");
    }
    String written = parts.group(1);
    InetAddress address = InetAddress.getByName(written); // numeric: nobody is asked
    if (parts.group(2) == null) {
      return address.getHostAddress();
    }
    int bits = Integer.parseInt(parts.group(2));
    boolean mapped = written.contains(":") && address.getAddress().length == IPV4_BYTES;
    return address.getHostAddress() + '/' + (mapped ? bits - MAPPED_BITS : bits);
  }

  /** Whether the address is in the list; one that is not known is not. */
  @Override
  public boolean test(@Nullable InetAddress address) {
    return address != null && networks.test(address);
  }
}
