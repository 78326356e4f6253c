package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Bodies to post. */
final class Samples {
  private static final Path FOLDER = Path.of("../sophon-event-model/src/test/resources/samples");

  static final String REAL_TIME = sample("realtime-se3-v2r1.json");
  static final String HISTORY = sample("history-event-v5r7.json");
  static final String ACCESS_RECORD = sample("access-record-report-v5r6.json");

  /** What a picture's first bytes are, and a few more. */
  static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1, 2, 3};

  static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};
  static final byte[] WEBP = "RIFF\1\2\3\4WEBPVP8 ".getBytes(UTF_8);

  private Samples() {}

  /** The text of one of the model's samples. */
  static String sample(String name) {
    try {
      return Files.readString(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of those of the model's samples that begin so, in their order. */
  static List<String> named(String... beginnings) {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> Arrays.stream(beginnings).anyMatch(name::startsWith))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A real-time event of a person whose id is a number. */
  static String realTime(long person) {
    return """
    {"identity_id":"%d","identity_name":"Tom","timestamp":1565771454932,"score":0.78,\
    "ext_data":{"device_ip":"192.168.1.25","person_type":1}}\
    """
        .formatted(person);
  }

  /** A history event with pictures. */
  static String withPictures(byte[] face, byte[] scene, byte[] registered) {
    return """
    {"identity_id":"7","identity_name":"Tom","timestamp":1602612036150,"score":91.5,\
    "out_timestamp":1602612038610,"recognize_face":"%s","spot_pic":"%s","reg_pic":"%s"}\
    """
        .formatted(base64(face), base64(scene), base64(registered));
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * Another picture whose {@link PictureKey} is the same: the difference of the two, read as a
   * polynomial, is a product of those of CRC-32 and CRC-32C.
   */
  static byte[] ofTheSameKey(byte[] picture) {
    BigInteger crc32 = new BigInteger("104C11DB7", 16);
    BigInteger product = BigInteger.ZERO;
    BigInteger crc32c = new BigInteger("11EDC6F41", 16);
    for (int i = 0; i < crc32c.bitLength(); i++) {
      product = crc32c.testBit(i) ? product.xor(crc32.shiftLeft(i)) : product;
    }
    byte[] other = picture.clone();
    int degree = product.bitLength() - 1;
    for (int i = 0; i <= degree; i++) {
      if (product.testBit(degree - i)) {
        other[i / 8] ^= (byte) (1 << i % 8); // the lowest bit of a byte comes first
      }
    }
    return other;
  }
}
