package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sophonevents.event.EventCodec;
import io.sophonevents.event.FormPart;
import io.sophonevents.event.SophonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Attributes;
import org.eclipse.jetty.util.UrlEncoded;
import org.jspecify.annotations.Nullable;

/**
 * A body that is a form, whatever its sender says that it is: {@code curl} says of every body that
 * it is urlencoded. Jetty's parsers read it; here it is only told which of them has to.
 */
final class ReceivedForm {
  private static final String MULTIPART = "multipart/form-data";
  private static final String BOUNDARY = "--";
  private static final int MAX_BOUNDARY_CHARS = 70;

  private static final MultiPartConfig LIMITS =
      new MultiPartConfig.Builder()
          .maxParts(EventCodec.MAX_FORM_PARTS)
          .maxSize(EventCodec.MAX_BODY_BYTES)
          .maxPartSize(EventCodec.MAX_BODY_BYTES)
          .maxMemoryPartSize(EventCodec.MAX_BODY_BYTES)
          .build();

  private ReceivedForm() {}

  /**
   * The parts of a form; empty if the body is none, but JSON or neither.
   *
   * @throws SophonException if it is a form that cannot be read; the message holds nothing of it
   */
  static Optional<List<FormPart>> in(byte[] body, @Nullable String contentType) {
    int start = firstOf(body);
    if (start == body.length || body[start] == '{' || body[start] == '[') {
      return Optional.empty();
    }
    String type = contentType == null ? "" : contentType.strip();
    String boundary = boundaryIn(body, start);
    if (boundary != null) {
      type = MULTIPART + "; boundary=\"" + boundary + '"';
    }
    if (type.toLowerCase(Locale.ROOT).startsWith(MULTIPART)) {
      return Optional.of(multipart(body, type));
    }
    return isPairs(body, start) ? Optional.of(pairs(body, charset(contentType))) : Optional.empty();
  }

  private static List<FormPart> multipart(byte[] body, String contentType) {
    List<FormPart> parts = new ArrayList<>();
    try (MultiPartFormData.Parts form =
        MultiPartFormData.getParts(
            Content.Source.from(ByteBuffer.wrap(body)),
            new Attributes.Mapped(),
            contentType,
            LIMITS)) {
      for (MultiPart.Part part : form) {
        if (part.getName() == null) {
          throw new SophonException("form: expected a name for each part but one has none");
        }
        HttpField type = part.getHeaders().getField(HttpHeader.CONTENT_TYPE);
        byte[] bytes = Content.Source.asInputStream(part.createContentSource()).readAllBytes();
        parts.add(FormPart.of(part.getName(), type == null ? null : type.getValue(), bytes));
      }
    } catch (CompletionException
        | IllegalStateException
        | IllegalArgumentException
        | IOException e) {
      throw new SophonException(
          "form: expected at most "
              + EventCodec.MAX_FORM_PARTS
              + " parts, each to its boundary, but the multipart body is another");
    }
    return parts;
  }

  private static List<FormPart> pairs(byte[] body, Charset charset) {
    List<FormPart> parts = new ArrayList<>();
    try {
      UrlEncoded.decodeTo(
          new ByteArrayInputStream(body),
          (name, value) -> parts.add(FormPart.text(name, value)),
          charset,
          body.length,
          EventCodec.MAX_FORM_PARTS);
    } catch (IllegalStateException | IllegalArgumentException | IOException e) {
      throw new SophonException(
          "form: expected at most "
              + EventCodec.MAX_FORM_PARTS
              + " urlencoded pairs in "
              + charset
              + " but the body is another");
    }
    return parts;
  }

  private static int firstOf(byte[] body) {
    int at = 0;
    if (body.length >= 3 && body[0] == (byte) 0xef && body[1] == (byte) 0xbb) {
      at = 3; // a byte order mark, of which the JSON parser thinks as it likes
    }
    while (at < body.length && " \t\r\n".indexOf(body[at]) >= 0) {
      at++;
    }
    return at;
  }

  /** Whether it begins with a name and an equals sign, which no JSON does. */
  private static boolean isPairs(byte[] body, int start) {
    for (int at = start; at < body.length && at - start <= EventCodec.MAX_NAME_BYTES * 9; at++) {
      int next = body[at] & 0xff;
      if (next == '=') {
        return at > start;
      }
      if (next <= ' ' || next == '"' || next == '{' || next == ':' || next == ',') {
        return false;
      }
    }
    return false;
  }

  /** What its sender should have declared: the first line names it. */
  private static @Nullable String boundaryIn(byte[] body, int start) {
    int most = Math.min(body.length, start + BOUNDARY.length() + MAX_BOUNDARY_CHARS);
    int end = start;
    while (end < most && body[end] > ' ' && body[end] != '"') {
      end++;
    }
    String line = new String(body, start, end - start, ISO_8859_1);
    boolean isOne =
        line.startsWith(BOUNDARY)
            && line.length() > BOUNDARY.length()
            && end < body.length
            && (body[end] == '\r' || body[end] == '\n');
    return isOne ? line.substring(BOUNDARY.length()) : null;
  }

  /** What its sender declares; UTF-8 where that is nothing that is known. */
  private static Charset charset(@Nullable String contentType) {
    String name = MimeTypes.getCharsetFromContentType(contentType);
    try {
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
