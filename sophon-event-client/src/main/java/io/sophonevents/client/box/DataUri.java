package io.sophonevents.client.box;

import io.sophonevents.event.EncodedImage;
import java.util.Locale;

/** The prefix that says a picture's format, where the vendor has one. Source: row 2.30. */
final class DataUri {
  private DataUri() {}

  /** The picture with the prefix, if its first bytes say a format and it has none. */
  static EncodedImage of(EncodedImage image) {
    return image.text().startsWith("data:")
        ? image
        : image
            .header()
            .map(header -> header.format().name().toLowerCase(Locale.ROOT))
            .map(type -> EncodedImage.ofText("data:image/" + type + ";base64," + image.text()))
            .orElse(image);
  }
}
