package io.sophonevents.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is written and joins it once. Long texts of pictures are taken as they lie in the
 * body that was received, and copied only when the pieces are joined.
 */
final class BodyWriter extends OutputStream {
  private static final int FIRST_BYTES = 1024;

  /** Up to here, Jackson copies a text into its own buffer, which it uses again. */
  private static final int COPIED_BY_JACKSON = 512;

  private final List<byte[]> pieces = new ArrayList<>();
  private final List<int[]> places = new ArrayList<>();
  private byte[] open = new byte[FIRST_BYTES];
  private int openFrom;
  private int openTo;
  private int size;

  private final PictureChoice pictures;
  private byte @Nullable [] kept;

  private BodyWriter(PictureChoice pictures) {
    this.pictures = pictures;
  }

  static byte[] write(Object record, PictureChoice pictures) {
    BodyWriter body = new BodyWriter(pictures);
    try (JsonGenerator out = BodyReader.FACTORY.createGenerator(body)) {
      Layout.of(record.getClass()).write(record, out);
    } catch (IOException e) {
      throw new IllegalStateException("every event can be written", e);
    }
    return body.joined();
  }

  /** Whether the empty text stands in place of what this component of a record holds. */
  static boolean leavesOut(String component, JsonGenerator out) {
    return out.getOutputTarget() instanceof BodyWriter body && body.pictures.leavesOut(component);
  }

  /** Writes the characters between the quotes of a text, already in the form that JSON has them. */
  static void writeEncoded(byte[] bytes, int from, int to, JsonGenerator out) throws IOException {
    if (out.getOutputTarget() instanceof BodyWriter body && to - from > COPIED_BY_JACKSON) {
      body.kept = bytes;
    }
    out.writeRawUTF8String(bytes, from, to - from);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    size += length;
    if (bytes == kept) {
      close(bytes, offset, offset + length);
      kept = null;
      return;
    }
    if (openTo + length > open.length) {
      closeOpen();
      open = new byte[Math.max(length, 2 * open.length)];
      openFrom = 0;
      openTo = 0;
    }
    System.arraycopy(bytes, offset, open, openTo, length);
    openTo += length;
  }

  private void closeOpen() {
    if (openTo > openFrom) {
      pieces.add(open);
      places.add(new int[] {openFrom, openTo});
      openFrom = openTo;
    }
  }

  private void close(byte[] bytes, int from, int to) {
    closeOpen();
    pieces.add(bytes);
    places.add(new int[] {from, to});
  }

  private byte[] joined() {
    if (pieces.isEmpty()) {
      return Arrays.copyOfRange(open, openFrom, openTo);
    }
    closeOpen();
    byte[] all = new byte[size];
    int at = 0;
    for (int i = 0; i < pieces.size(); i++) {
      int[] place = places.get(i);
      System.arraycopy(pieces.get(i), place[0], all, at, place[1] - place[0]);
      at += place[1] - place[0];
    }
    return all;
  }
}
