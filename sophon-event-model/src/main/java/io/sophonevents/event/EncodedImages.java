package io.sophonevents.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture, or one of each face in the scene: the vendor's description has it both ways, all its
 * samples have one.
 *
 * <p>Immutable. Source: docs/protocol.md, row 2.29.
 */
public final class EncodedImages {
  private static final WireType<List<EncodedImage>> LIST = WireType.listOf(EncodedImage.WIRE);

  static final WireType<EncodedImages> WIRE =
      new WireType<>("string") {
        @Override
        boolean fits(@Nullable Object value) {
          return LIST.fits(value) || super.fits(value);
        }

        @Override
        EncodedImages read(Object value, Decoding in) {
          if (value instanceof List) {
            in.deviates("2.29", expected(), value);
            return new EncodedImages(List.copyOf(LIST.read(value, in)), true);
          }
          return of(EncodedImage.WIRE.read(value, in));
        }

        @Override
        void write(EncodedImages value, JsonGenerator out) throws IOException {
          if (value.sentAsList) {
            LIST.write(value.images, out);
          } else {
            EncodedImage.WIRE.write(value.first(), out);
          }
        }
      };

  private final List<EncodedImage> images;
  private final boolean sentAsList;

  private EncodedImages(List<EncodedImage> images, boolean sentAsList) {
    this.images = images;
    this.sentAsList = sentAsList;
  }

  /** One picture, written as a text. */
  public static EncodedImages of(EncodedImage image) {
    return new EncodedImages(List.of(image), false);
  }

  /** The first one, {@link EncodedImage#NONE} if an empty list was sent. */
  public EncodedImage first() {
    return images.isEmpty() ? EncodedImage.NONE : images.get(0);
  }

  /** All of them. */
  public List<EncodedImage> all() {
    return images;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EncodedImages that && images.equals(that.images);
  }

  @Override
  public int hashCode() {
    return images.hashCode();
  }

  @Override
  public String toString() {
    return "EncodedImages" + images;
  }
}
