package io.sophonevents.receiver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The page that lists events: a few fixed files, which hold no event and load nothing from
 * elsewhere.
 *
 * <p>Safe for use by many threads.
 */
final class EventPage implements Request.Handler {
  private static final String POLICY =
      "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private record Part(String file, String mediaType) {
    byte[] read() {
      try (InputStream in = EventPage.class.getResourceAsStream(file)) {
        if (in == null) {
          throw new IllegalStateException("not on the class path: " + file);
        }
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException("class path: " + file, e);
      }
    }
  }

  private static final Map<String, Part> PARTS =
      Map.of(
          "/", new Part("page.html", "text/html;charset=utf-8"),
          "/page.css", new Part("page.css", "text/css;charset=utf-8"),
          "/page.js", new Part("page.js", "text/javascript;charset=utf-8"),
          "/icon.svg", new Part("icon.svg", "image/svg+xml"));

  /** Whether the page has a file at this path. */
  static boolean takes(String path) {
    return PARTS.containsKey(path);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Part part = PARTS.get(Request.getPathInContext(request));
    if (part == null) {
      return false;
    }
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, part.mediaType());
    headers.put(HttpHeader.CACHE_CONTROL, "no-cache");
    headers.put("Content-Security-Policy", POLICY);
    headers.put("X-Frame-Options", "DENY");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    response.write(true, ByteBuffer.wrap(part.read()), callback);
    return true;
  }
}
