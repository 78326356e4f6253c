package io.sophonevents.receiver;

import io.sophonevents.event.PicturePlace;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A body as it is stored: its text without the pictures, and the pictures. Only such pictures are
 * taken out whose base64 can be written again byte for byte; the others stay in the text.
 *
 * <p>Immutable as long as nobody changes its arrays.
 */
final class StoredBody {
  /** Less than this is not worth a place of its own: characters of base64. */
  static final int LEAST_CHARS = 512;

  private final byte[] text;
  private final List<Cut> cuts;

  private StoredBody(byte[] text, List<Cut> cuts) {
    this.text = text;
    this.cuts = cuts;
  }

  /** A picture that was taken out. */
  static final class Cut {
    private final int at;
    private final byte[] picture;
    private final byte[] key;

    private Cut(int at, byte[] picture) {
      this.at = at;
      this.picture = picture;
      this.key = PictureKey.of(picture);
    }

    /** Where in the text it was. */
    int at() {
      return at;
    }

    byte[] picture() {
      return picture;
    }

    /** {@link PictureKey#of}. */
    byte[] key() {
      return key;
    }
  }

  /** Takes the pictures out of a body, in which they have these places. */
  static StoredBody of(byte[] body, List<PicturePlace> places) {
    List<Cut> cuts = new ArrayList<>();
    List<PicturePlace> taken = new ArrayList<>();
    int length = body.length;
    for (PicturePlace place : places) {
      byte[] picture =
          place.to() - place.from() < LEAST_CHARS ? null : decoded(body, place.from(), place.to());
      if (picture != null) {
        cuts.add(new Cut(place.from() - (body.length - length), picture));
        taken.add(place);
        length -= place.to() - place.from();
      }
    }
    return new StoredBody(cuts.isEmpty() ? body : without(taken, body, length), cuts);
  }

  private static byte[] without(List<PicturePlace> places, byte[] body, int length) {
    ByteBuffer text = ByteBuffer.allocate(length);
    int from = 0;
    for (PicturePlace place : places) {
      text.put(body, from, place.from() - from);
      from = place.to();
    }
    return text.put(body, from, body.length - from).array();
  }

  /** The bytes of base64; null if another text has the same bytes. */
  private static byte @Nullable [] decoded(byte[] body, int from, int to) {
    if ((to - from) % 4 != 0) {
      return null;
    }
    byte[] picture;
    try {
      picture = Base64.getDecoder().decode(ByteBuffer.wrap(body, from, to - from)).array();
    } catch (IllegalArgumentException noBase64) {
      return null;
    }
    int expected =
        (to - from) / 4 * 3 - (body[to - 1] == '=' ? 1 : 0) - (body[to - 2] == '=' ? 1 : 0);
    if (picture.length != expected) {
      picture = Arrays.copyOf(picture, expected);
    }
    int rest =
        (picture.length - 1) % 3 + 1; // of the last four characters, whose bits may be too many
    byte[] end =
        Base64.getEncoder()
            .encode(Arrays.copyOfRange(picture, picture.length - rest, picture.length));
    return Arrays.equals(end, 0, 4, body, to - 4, to) ? picture : null;
  }

  /** The body without the pictures. */
  byte[] text() {
    return text;
  }

  /** The pictures, in their order. */
  List<Cut> cuts() {
    return cuts;
  }

  /**
   * A digest of the whole body and what it was read as: 32 bytes. Of the pictures only their keys
   * are in it, so that by intent two bodies may have it in common.
   */
  byte[] digest(String kind) {
    MessageDigest digest = sha256();
    digest.update(kind.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(text);
    ByteBuffer place = ByteBuffer.allocate(4);
    for (Cut cut : cuts) {
      digest.update(place.clear().putInt(cut.at).flip());
      digest.update(cut.key);
    }
    return digest.digest();
  }

  /** The whole body. */
  byte[] whole() {
    return cuts.isEmpty()
        ? text
        : join(
            text,
            cuts.stream().mapToInt(Cut::at).toArray(),
            cuts.stream().map(Cut::picture).toList());
  }

  /** Puts pictures back to where they were in a text. */
  static byte[] join(byte[] text, int[] at, List<byte[]> pictures) {
    ByteArrayOutputStream body =
        new ByteArrayOutputStream(
            text.length + pictures.stream().mapToInt(each -> each.length / 3 * 4 + 4).sum());
    int from = 0;
    for (int i = 0; i < at.length; i++) {
      body.write(text, from, at[i] - from);
      body.writeBytes(Base64.getEncoder().encode(pictures.get(i)));
      from = at[i];
    }
    body.write(text, from, text.length - from);
    return body.toByteArray();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
