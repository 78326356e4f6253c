package io.sophonevents.client.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.sophonevents.event.EventCodec;
import io.sophonevents.event.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A box made of a bare socket, which can do to a client what no library would. */
final class RawBox implements AutoCloseable {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int PATIENCE_MILLIS = 10_000;
  private static final Pattern KEY = Pattern.compile("Sec-WebSocket-Key: (.*)\r\n");

  private final EventCodec codec = new EventCodec();
  private final ServerSocket server;

  RawBox() {
    this(0);
  }

  RawBox(int port) {
    try {
      server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
      server.setSoTimeout(PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI uri() {
    return URI.create("ws://127.0.0.1:" + server.getLocalPort());
  }

  int port() {
    return server.getLocalPort();
  }

  /** The next connection, of which nothing is read. */
  Connection acceptOnly() throws IOException {
    return new Connection(server.accept());
  }

  /** The next connection, its handshake done. */
  Connection accept() throws IOException {
    Connection connection = acceptOnly();
    connection.handshake();
    return connection;
  }

  /** The next connection, its subscription read. */
  Connection subscribed() throws IOException {
    Connection connection = accept();
    connection.nextText();
    return connection;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** What a client sent. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Frame(int opcode, byte[] payload) {
    String text() {
      return new String(payload, UTF_8);
    }
  }

  /** A client's connection. */
  final class Connection implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private String head = "";

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      this.in = new DataInputStream(socket.getInputStream());
      this.out = new DataOutputStream(socket.getOutputStream());
    }

    private void handshake() throws IOException {
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      while (!request.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
        request.write(in.readUnsignedByte());
      }
      head = request.toString(ISO_8859_1);
      Matcher key = KEY.matcher(head);
      if (!key.find()) {
        throw new IOException("no key");
      }
      bytes(answer(requireNonNull(key.group(1))).getBytes(ISO_8859_1));
    }

    /** What the client asked for. */
    String requestLine() {
      return head.substring(0, head.indexOf("\r\n"));
    }

    private static String answer(String key) {
      try {
        byte[] hash =
            MessageDigest.getInstance("SHA-1")
                .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1));
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + Base64.getEncoder().encodeToString(hash)
            + "\r\n\r\n";
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    void bytes(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    void frame(int opcode, boolean isFinal, byte[] payload) throws IOException {
      out.write(header(opcode, isFinal, payload.length));
      out.write(payload);
      out.flush();
    }

    static byte[] header(int opcode, boolean isFinal, long length) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream header = new DataOutputStream(bytes);
      header.write((isFinal ? 0x80 : 0) | opcode);
      if (length < 126) {
        header.write((int) length);
      } else if (length < 65_536) {
        header.write(126);
        header.writeShort((int) length);
      } else {
        header.write(127);
        header.writeLong(length);
      }
      return bytes.toByteArray();
    }

    void text(String text) throws IOException {
      frame(TEXT, true, text.getBytes(UTF_8));
    }

    void event(StreamEvent event) throws IOException {
      frame(TEXT, true, codec.encode(event));
    }

    /** What the client sends next. */
    Frame next() throws IOException {
      int opcode = in.readUnsignedByte() & 0xf;
      int length = in.readUnsignedByte() & 0x7f;
      length =
          length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
      byte[] mask = in.readNBytes(4);
      byte[] payload = in.readNBytes(length);
      for (int i = 0; i < payload.length; i++) {
        payload[i] ^= mask[i % 4];
      }
      return new Frame(opcode, payload);
    }

    /** The next text, between answered pings. */
    String nextText() throws IOException {
      while (true) {
        Frame frame = next();
        if (frame.opcode() == TEXT) {
          return frame.text();
        }
        if (frame.opcode() == PING) {
          frame(PONG, true, frame.payload());
        }
      }
    }

    /** The code that the client closes with, or -1 if it just goes. */
    int closeCode() throws IOException {
      try {
        for (Frame frame = next(); ; frame = next()) {
          if (frame.opcode() == CLOSE) {
            return frame.payload().length < 2
                ? 1005
                : (frame.payload()[0] & 0xff) << 8 | (frame.payload()[1] & 0xff);
          }
        }
      } catch (EOFException | java.net.SocketException e) {
        return -1;
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
