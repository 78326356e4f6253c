package io.sophonevents.recognition;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.List;

/**
 * Prints every connection that Java code of this process is about to make, and refuses those by
 * channels: sockets and URLs ask a proxy selector first, channels and {@code java.net.http} the
 * selector provider. What native code does is watched in {@code .ci/run}, by strace.
 */
public final class ConnectionWatch extends SelectorProvider {
  /** Put on by the option {@code -Djava.nio.channels.spi.SelectorProvider=...}. */
  public ConnectionWatch() {}

  static void start() {
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            System.out.println("connects to " + uri);
            return List.of(Proxy.NO_PROXY);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });
  }

  private static IOException refused(String what) {
    System.out.println("opens a " + what);
    return new IOException("no " + what + " is given");
  }

  @Override
  public DatagramChannel openDatagramChannel() throws IOException {
    throw refused("datagram channel");
  }

  @Override
  public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
    throw refused("datagram channel");
  }

  @Override
  public Pipe openPipe() throws IOException {
    throw refused("pipe");
  }

  @Override
  public AbstractSelector openSelector() throws IOException {
    throw refused("selector");
  }

  @Override
  public ServerSocketChannel openServerSocketChannel() throws IOException {
    throw refused("server socket channel");
  }

  @Override
  public SocketChannel openSocketChannel() throws IOException {
    throw refused("socket channel");
  }
}
