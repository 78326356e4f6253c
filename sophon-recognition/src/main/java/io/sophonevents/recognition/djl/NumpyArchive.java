package io.sophonevents.recognition.djl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The arrays in an {@code .npz} file of numpy: a zip with one {@code .npy} for each. Knows what
 * {@code numpy.savez} writes for 32 and 64 bit floating-point numbers, and refuses the rest.
 *
 * <p>Immutable. Source: numpy's documentation, "NPY format", version 1.0.
 */
final class NumpyArchive {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int HEADER_AT = MAGIC.length + 2;
  private static final int MAX_ARRAY_BYTES = 10_000_000;
  private static final Pattern TYPE =
      Pattern.compile("'descr': '<f([48])', 'fortran_order': False");

  private final Map<String, double[]> arrays = new HashMap<>();

  /**
   * @throws IOException if it is no such file; the message names the array
   */
  NumpyArchive(byte[] npz) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(npz))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        byte[] array = zip.readNBytes(MAX_ARRAY_BYTES + 1);
        if (array.length > MAX_ARRAY_BYTES) {
          throw new IOException("expected at most " + MAX_ARRAY_BYTES + " bytes in " + name);
        }
        arrays.put(name, numbersIn(name, ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN)));
      }
    }
  }

  /**
   * The numbers of the array, in row-major order.
   *
   * @throws IOException if there is none of this name and number of values
   */
  double[] values(String name, int size) throws IOException {
    double[] values = arrays.get(name + ".npy");
    if (values == null) {
      throw new IOException("expected an array " + name + " but there is none");
    }
    if (values.length != size) {
      throw new IOException(
          "expected " + size + " values in " + name + " but there are " + values.length);
    }
    return values.clone();
  }

  private static double[] numbersIn(String name, ByteBuffer array) throws IOException {
    byte[] magic = new byte[MAGIC.length];
    if (array.remaining() >= HEADER_AT) {
      array.get(magic);
    }
    if (!Arrays.equals(magic, MAGIC)) {
      throw new IOException("expected an array of numpy's format 1.0 in " + name);
    }
    byte[] header = new byte[Math.min(array.getShort() & 0xFFFF, array.remaining())];
    array.get(header);
    Matcher type = TYPE.matcher(new String(header, StandardCharsets.ISO_8859_1));
    if (!type.find()) {
      throw new IOException("expected floating-point numbers in " + name);
    }
    boolean wide = type.group(1).equals("8");
    double[] values = new double[array.remaining() / (wide ? Double.BYTES : Float.BYTES)];
    for (int i = 0; i < values.length; i++) {
      values[i] = wide ? array.getDouble() : array.getFloat();
    }
    return values;
  }
}
