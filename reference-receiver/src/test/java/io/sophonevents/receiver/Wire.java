package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** HTTP by hand, so that a test can send any header, and half a request. */
final class Wire {
  private static final int PATIENCE_MILLIS = 30_000;

  private final String from;
  private final int port;

  Wire(int port) {
    this("127.0.0.1", port);
  }

  private Wire(String from, int port) {
    this.from = from;
    this.port = port;
  }

  /** The same from another address of this machine, which stands for another machine. */
  Wire from(String address) {
    return new Wire(address, port);
  }

  /** An answer as it came. */
  record Answer(int status, Map<String, String> headers, String text) {
    @Nullable String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** The bytes of the body. */
    byte[] bytes() {
      return text.getBytes(ISO_8859_1);
    }

    /** The body as UTF-8. */
    String body() {
      return new String(bytes(), UTF_8);
    }
  }

  Answer post(String path, String body, String... headers) {
    return post(path, body.getBytes(UTF_8), headers);
  }

  Answer post(String path, byte[] body, String... headers) {
    return send("POST", path, body, headers);
  }

  Answer get(String path, String... headers) {
    return send("GET", path, new byte[0], headers);
  }

  /** Sends a request; a header that is given replaces the usual one of its name. */
  Answer send(String method, String path, byte[] body, String... headers) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.put("Host", "127.0.0.1:" + port);
    all.put("Connection", "close");
    if (method.equals("POST")) {
      all.put("Content-Length", String.valueOf(body.length));
    }
    for (String header : headers) {
      int colon = header.indexOf(':');
      all.put(header.substring(0, colon), header.substring(colon + 1).strip());
    }
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    all.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return exchange(head.append("\r\n").toString().getBytes(ISO_8859_1), body);
  }

  /** Writes all the bytes, then reads until the other side closes. */
  Answer exchange(byte[]... parts) {
    try (Socket socket = connect()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      for (byte[] part : parts) {
        out.write(part);
      }
      out.flush();
      return parse(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes, says that there is no more to come, and returns what the other side says, if anything.
   */
  String exchangeAndEnd(String text) {
    try (Socket socket = connect()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(from), 0);
  }

  private static Answer parse(String answer) {
    if (answer.startsWith("HTTP/1.1 100 ")) {
      return parse(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }
    int end = answer.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IllegalStateException("no answer but " + answer.length() + " bytes");
    }
    List<String> lines = answer.substring(0, end).lines().toList();
    Map<String, String> headers = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int status = Integer.parseInt(lines.get(0).substring("HTTP/1.1 ".length()).substring(0, 3));
    return new Answer(status, headers, answer.substring(end + 4));
  }
}
