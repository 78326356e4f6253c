package io.sophonevents.client.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sophonevents.event.EventCodec;
import io.sophonevents.event.FormPart;
import io.sophonevents.event.SophonEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * The body of one event: its JSON is in memory once, a form is made of it while it is sent.
 *
 * <p>Immutable.
 */
final class RequestBytes extends RequestBody {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final MediaType URLENCODED = MediaType.get("application/x-www-form-urlencoded");

  /** As OkHttp's own buffers, so that they are used again and again. */
  private static final int PIECE_BYTES = 8192;

  private static final byte[] HEX = "0123456789ABCDEF".getBytes(UTF_8);

  private final MediaType type;
  private final Content content;
  private final long length;

  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private RequestBytes(MediaType type, Content content) {
    this.type = type;
    this.content = content;
    Counting counting = new Counting();
    try {
      content.writeTo(counting);
    } catch (IOException e) {
      throw new IllegalStateException("counting does not fail", e);
    }
    this.length = counting.bytes;
  }

  /**
   * The body of an event.
   *
   * @throws IllegalArgumentException if it is a form and the event is over the limits of the codec
   */
  static RequestBytes of(SophonEvent event, BodyForm form, EventCodec codec) {
    return switch (form) {
      case JSON -> ofJson(codec.encode(event));
      case URLENCODED -> {
        List<FormPart> parts = codec.encodeForm(event);
        yield new RequestBytes(URLENCODED, out -> writePairs(parts, out));
      }
      case MULTIPART -> {
        List<FormPart> parts = codec.encodeForm(event);
        String boundary = UUID.randomUUID().toString();
        yield new RequestBytes(
            MediaType.get("multipart/form-data; boundary=" + boundary),
            out -> writeParts(parts, boundary, out));
      }
    };
  }

  /** The body of an event whose JSON is there, and is not changed. */
  static RequestBytes ofJson(byte[] json) {
    return new RequestBytes(JSON, out -> out.write(json));
  }

  /** The body of several: an array. */
  static RequestBytes ofBatch(List<SophonEvent> events, EventCodec codec) {
    List<byte[]> bodies = events.stream().map(codec::encode).toList();
    return new RequestBytes(
        JSON,
        out -> {
          int separator = '[';
          for (byte[] body : bodies) {
            out.write(separator);
            out.write(body);
            separator = ',';
          }
          out.write(']');
        });
  }

  private static void writePairs(List<FormPart> parts, OutputStream out) throws IOException {
    PercentEncoding encoded = new PercentEncoding(out);
    String separator = "";
    for (FormPart part : parts) {
      out.write(separator.getBytes(UTF_8));
      encoded.write(part.name().getBytes(UTF_8));
      out.write('=');
      part.writeTo(encoded);
      separator = "&";
    }
  }

  private static void writeParts(List<FormPart> parts, String boundary, OutputStream out)
      throws IOException {
    for (FormPart part : parts) {
      StringBuilder head = new StringBuilder("--").append(boundary);
      head.append("\r\nContent-Disposition: form-data; name=\"").append(quoted(part.name()));
      head.append("\"\r\n");
      if (part.contentType() != null) {
        head.append("Content-Type: ").append(part.contentType()).append("\r\n");
      }
      out.write(head.append("\r\n").toString().getBytes(UTF_8));
      part.writeTo(out);
      out.write("\r\n".getBytes(UTF_8));
    }
    out.write(("--" + boundary + "--\r\n").getBytes(UTF_8));
  }

  /** As browsers do it: a name cannot end its header. */
  private static String quoted(String name) {
    return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }

  @Override
  public MediaType contentType() {
    return type;
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    writeTo(sink.outputStream());
  }

  /** Writes it in pieces, each time the same. */
  void writeTo(OutputStream out) throws IOException {
    content.writeTo(new InPieces(out));
  }

  private static final class Counting extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] from, int offset, int count) {
      bytes += count;
    }
  }

  private static final class InPieces extends OutputStream {
    private final OutputStream out;

    InPieces(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] from, int offset, int count) throws IOException {
      for (int at = 0; at < count; at += PIECE_BYTES) {
        out.write(from, offset + at, Math.min(PIECE_BYTES, count - at));
      }
    }
  }

  /** Writes what may stand in a form as it is, and the rest as {@code %} and two digits. */
  private static final class PercentEncoding extends OutputStream {
    private static final boolean[] PLAIN = new boolean[256];

    static {
      for (char each = 0; each < 128; each++) {
        PLAIN[each] = Character.isLetterOrDigit(each) || "-_.*".indexOf(each) >= 0;
      }
    }

    private final OutputStream out;
    private final byte[] encoded = new byte[PIECE_BYTES];

    PercentEncoding(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int count) throws IOException {
      int size = 0;
      for (int i = offset; i < offset + count; i++) {
        int each = from[i] & 0xff;
        if (PLAIN[each]) {
          encoded[size++] = (byte) each;
        } else if (each == ' ') {
          encoded[size++] = '+';
        } else {
          encoded[size++] = '%';
          encoded[size++] = HEX[each >> 4];
          encoded[size++] = HEX[each & 15];
        }
        if (size > PIECE_BYTES - 3) {
          out.write(encoded, 0, size);
          size = 0;
        }
      }
      out.write(encoded, 0, size);
    }
  }
}
