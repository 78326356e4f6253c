package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.EncodedImage;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A picture that a browser may be given: its first bytes say that it is one, whatever an event
 * claims. So nothing else than a picture is ever served from here.
 *
 * <p>Personal data: it has no text form.
 */
final class Picture {
  private final String mediaType;
  private final byte[] bytes;

  private Picture(String mediaType, byte[] bytes) {
    this.mediaType = mediaType;
    this.bytes = bytes;
  }

  /** Which of its pictures an event is asked for. */
  enum Role {
    FACE("face", AccessEvent::faceImage),
    SCENE("scene", AccessEvent::sceneImage),
    REGISTERED("registered", AccessEvent::registeredImage);

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
    private final Function<AccessEvent, @Nullable EncodedImage> image;

    Role(String text, Function<AccessEvent, @Nullable EncodedImage> image) {
      this.text = text;
      this.image = image;
    }

    /** The role that is written so. */
    static Optional<Role> of(String text) {
      for (Role role : values()) {
        if (role.text.equals(text)) {
          return Optional.of(role);
        }
      }
      return Optional.empty();
    }

    /** The event's picture in this role, if it has one that is a picture. */
    Optional<Picture> in(AccessEvent event) {
      EncodedImage encoded = image.apply(event);
      return encoded == null ? Optional.empty() : encoded.bytes().flatMap(Picture::of);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** The picture in these bytes, if they are one. */
  static Optional<Picture> of(byte[] bytes) {
    String type =
        startsWith(bytes, 0, "\u00ff\u00d8\u00ff")
            ? "image/jpeg"
            : startsWith(bytes, 0, "\u0089PNG\r\n\u001a\n")
                ? "image/png"
                : startsWith(bytes, 0, "RIFF") && startsWith(bytes, 8, "WEBP")
                    ? "image/webp"
                    : null;
    return type == null ? Optional.empty() : Optional.of(new Picture(type, bytes));
  }

  private static boolean startsWith(byte[] bytes, int from, String magic) {
    return bytes.length >= from + magic.length()
        && new String(bytes, from, magic.length(), ISO_8859_1).equals(magic);
  }

  String mediaType() {
    return mediaType;
  }

  /** {@code jpeg}, {@code png} or {@code webp}. */
  String fileExtension() {
    return mediaType.substring(mediaType.indexOf('/') + 1);
  }

  byte[] bytes() {
    return bytes;
  }
}
