package io.sophonevents.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressListTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0, true",
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 9.255.255.255, false",
    "10.0.0.0/8, 11.0.0.0, false",
    "172.16.0.0/12, 172.31.255.255, true",
    "172.16.0.0/12, 172.32.0.0, false",
    "192.168.1.5, 192.168.1.5, true",
    "192.168.1.5, 192.168.1.6, false",
    "192.168.1.5/32, 192.168.1.5, true",
    "192.168.1.4/31, 192.168.1.5, true",
    "192.168.1.4/31, 192.168.1.6, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "::/0, 2001:db8::1, true",
    "::/0, 203.0.113.9, false",
    "fc00::/7, fdff::1, true",
    "fc00::/7, fe00::1, false",
    "2001:db8:0:8000::/49, 2001:db8:0:ffff::1, true",
    "2001:db8:0:8000::/49, 2001:db8:0:7fff::1, false",
    "2001:DB8::5, 2001:db8:0:0::5, true",
    "::1, 127.0.0.1, false",
    // IPv4 written as IPv6 is IPv4, on either side
    "10.0.0.0/8, ::ffff:10.1.2.3, true",
    "::ffff:10.0.0.0/104, 10.1.2.3, true",
    "::ffff:10.0.0.0/104, 11.1.2.3, false",
    "::ffff:10.1.2.3, 10.1.2.3, true",
    "::ffff:0:0/96, 203.0.113.9, true",
  })
  void anAddressIsInANetworkOrNot(String network, String address, boolean expected)
      throws UnknownHostException {
    assertThat(AddressList.of(List.of(network)).test(InetAddress.getByName(address)))
        .isEqualTo(expected);
  }

  @Test
  void anyNetworkOfTheListAdmits() throws UnknownHostException {
    AddressList list = AddressList.of(List.of("10.0.0.0/8", "::1"));

    assertThat(list.test(InetAddress.getByName("10.1.1.1"))).isTrue();
    assertThat(list.test(InetAddress.getByName("0:0::1"))).isTrue();
    assertThat(list.test(InetAddress.getByName("192.168.1.1"))).isFalse();
    assertThat(list.test(null)).isFalse();
    assertThat(AddressList.of(List.of()).test(InetAddress.getByName("10.1.1.1"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "10.0.0.1/8",
        "10.0.0.0/33",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "10.0.0.0/8 ",
        "10.0.0",
        "10",
        "10.0.0.256",
        "10.0.0.01",
        "0x0a.0.0.1",
        "10.0.0.0-10.0.0.9",
        "10.*.*.*",
        "localhost",
        "evil.example",
        "::/129",
        "fc00::1/7",
        "1::2::3",
        "[::1]",
        "fe80::1%eth0",
        "::ffff:10.0.0.0/95",
        "::ffff:10.0.0.0/129",
        ":",
        "/8",
        "10.0.0.0/8/8"
      })
  void whatIsNoAddressIsRefusedAndLookedUpNowhere(String network) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AddressList.of(List.of("10.0.0.0/8", network)))
        .withMessage(
            "address list: expected an address as 192.168.1.5 or a network as 10.0.0.0/8, with"
                + " zeros after its prefix, but was "
                + network);
  }

  @ParameterizedTest
  @CsvSource({
    "10.9.9.9, true",
    "172.16.0.1, true",
    "172.15.255.255, false",
    "172.32.0.1, false",
    "192.168.255.255, true",
    "169.254.1.1, true",
    "fd12::1, true",
    "fe80::1, true",
    "fec0::1, false",
    "100.64.0.1, false",
    "192.169.0.1, false",
    "8.8.8.8, false",
    "2001:4860::1, false",
    "::ffff:8.8.8.8, false",
    "0.0.0.0, false"
  })
  void privateIsWhatTheInternetDoesNotRoute(String address, boolean expected)
      throws UnknownHostException {
    assertThat(AddressList.PRIVATE.test(InetAddress.getByName(address))).isEqualTo(expected);
  }
}
