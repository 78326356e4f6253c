package io.sophonevents.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedSocketsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "0.1.2.3",
        "169.254.169.254",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "ff02::1",
        "fd00:ec2::254",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::127.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::1"
      })
  void theseAreSpecial(String address) throws IOException {
    assertThat(GuardedSockets.isSpecial(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.168.1.100",
        "10.0.0.1",
        "172.16.0.1",
        "8.8.8.8",
        "100.64.0.1",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.0.1",
        "2001:db8::1",
        "fd00::1",
        "64:ff9b::808:808",
        "2002:808:808::1"
      })
  void theseAreNot(String address) throws IOException {
    assertThat(GuardedSockets.isSpecial(InetAddress.getByName(address))).isFalse();
  }

  @Test
  void everyWayToASocketIsGuarded() throws IOException {
    GuardedSockets guarded = new GuardedSockets(address -> false);
    GuardedSockets open = new GuardedSockets(InetAddress::isLoopbackAddress);
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 9, here)) {
      int port = server.getLocalPort();
      try (Socket a = open.createSocket("127.0.0.1", port);
          Socket b = open.createSocket("127.0.0.1", port, here, 0);
          Socket c = open.createSocket(here, port);
          Socket d = open.createSocket(here, port, here, 0)) {
        assertThat(new Socket[] {a, b, c, d}).allMatch(Socket::isConnected);
        for (Socket each : new Socket[] {a, b, c, d}) {
          assertThat(each.getTcpNoDelay()).as("the end of a request waits for nothing").isTrue();
        }
      }
      assertRefused(() -> guarded.createSocket("127.0.0.1", port));
      assertRefused(() -> guarded.createSocket("127.0.0.1", port, here, 0));
      assertRefused(() -> guarded.createSocket(here, port));
      assertRefused(() -> guarded.createSocket(here, port, here, 0));
    }
  }

  private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable connect) {
    assertThatExceptionOfType(GuardedSockets.RefusedAddressException.class)
        .isThrownBy(connect)
        .withMessage("address not allowed");
  }
}
