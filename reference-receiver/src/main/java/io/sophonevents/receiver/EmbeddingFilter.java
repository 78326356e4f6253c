package io.sophonevents.receiver;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A body without the embeddings of faces: each that is not empty is an empty one of its type
 * instead, and its place is noted. All other bytes stay as they are.
 */
final class EmbeddingFilter {
  /** The fields, of whatever layout, that hold an embedding. */
  private static final Set<String> NAMES =
      Set.of("feature", "feature_binary", "feature_base64_str", "register_feature");

  private static final JsonFactory FACTORY = new JsonFactory();

  private final byte[] body;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final List<String> leftOut = new ArrayList<>();
  private int from;

  private EmbeddingFilter(byte[] body) {
    this.body = body;
  }

  /** Filters a body that was read before, and so is JSON. */
  static EmbeddingFilter of(byte[] body) {
    EmbeddingFilter filter = new EmbeddingFilter(body);
    try (JsonParser in = FACTORY.createParser(body)) {
      filter.filter(in);
    } catch (IOException e) {
      throw new UncheckedIOException("what was read before is JSON", e);
    }
    return filter;
  }

  private void filter(JsonParser in) throws IOException {
    for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
      if ((token != JsonToken.VALUE_STRING && token != JsonToken.START_ARRAY)
          || in.currentName() == null
          || !NAMES.contains(in.currentName())) {
        continue;
      }
      int start = (int) in.currentTokenLocation().getByteOffset();
      String path = JsonPath.of(in);
      in.skipChildren();
      in.finishToken();
      int end = (int) in.currentLocation().getByteOffset();
      if (end - start > 2) {
        kept.write(body, from, start - from);
        kept.write(body[start]);
        kept.write(body[end - 1]);
        from = end;
        leftOut.add(path);
      }
    }
    kept.write(body, from, body.length - from);
  }

  /** The body without them; the same bytes if there were none. */
  byte[] body() {
    return leftOut.isEmpty() ? body : kept.toByteArray();
  }

  /** The JSON paths of those that were left out. */
  List<String> leftOut() {
    return leftOut;
  }
}
