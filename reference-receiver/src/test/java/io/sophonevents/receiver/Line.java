package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A connection that stays open, from an address of this machine that a test chooses. */
final class Line implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;

  /** Connects from an address like 127.0.0.2. */
  Line(String from, int port) {
    try {
      socket = new Socket();
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends it; false if the other side has gone. */
  boolean send(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  /** Whether a request is answered 200; the connection stays open. */
  boolean isServed() {
    return send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        && readHead().startsWith("HTTP/1.1 200");
  }

  /** What comes up to an empty line or the end. */
  private String readHead() {
    StringBuilder head = new StringBuilder();
    try {
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          break;
        }
        head.append((char) next);
      }
    } catch (SocketTimeoutException e) {
      throw new UncheckedIOException(e);
    } catch (IOException gone) {
      // a reset is an end, too
    }
    return head.toString();
  }

  /** All that comes before the other side closes. */
  String readToEnd() {
    StringBuilder all = new StringBuilder();
    String head = readHead();
    while (!head.isEmpty()) {
      all.append(head);
      head = readHead();
    }
    return all.toString();
  }

  /** Whether the other side says nothing and does not close for so long. */
  boolean isQuietFor(int millis) {
    try {
      socket.setSoTimeout(millis);
      socket.getInputStream().read();
      return false;
    } catch (SocketTimeoutException quiet) {
      return true;
    } catch (IOException gone) {
      return false;
    } finally {
      patient();
    }
  }

  private void patient() {
    try {
      socket.setSoTimeout(PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
