package io.sophonevents.recognition.accurate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A message of Protocol Buffers as the list of its fields, without a schema. What is not edited is
 * written as it was read.
 *
 * <p>Not safe for use by many threads.
 */
final class ProtobufMessage {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final List<Field> fields;

  ProtobufMessage() {
    this.fields = new ArrayList<>();
  }

  private ProtobufMessage(List<Field> fields) {
    this.fields = fields;
  }

  /**
   * @throws IOException if the bytes are no message
   */
  static ProtobufMessage read(byte[] bytes) throws IOException {
    Reader reader = new Reader(bytes);
    List<Field> fields = new ArrayList<>();
    while (reader.at < bytes.length) {
      long key = reader.varint();
      int type = (int) (key & 7);
      byte[] content =
          switch (type) {
            case VARINT -> varint(reader.varint());
            case FIXED64 -> reader.take(Long.BYTES);
            case LENGTH_DELIMITED -> reader.take(reader.varint());
            case FIXED32 -> reader.take(Integer.BYTES);
            default -> throw new IOException("expected a field of a known type at " + reader.at);
          };
      fields.add(new Field(Math.toIntExact(key >>> 3), type, content));
    }
    return new ProtobufMessage(fields);
  }

  byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Field field : fields) {
      out.writeBytes(varint(((long) field.number << 3) | field.type));
      if (field.type == LENGTH_DELIMITED) {
        out.writeBytes(varint(field.content.length));
      }
      out.writeBytes(field.content);
    }
    return out.toByteArray();
  }

  /** What the fields of this number hold: texts, bytes and messages. */
  List<byte[]> contents(int number) {
    return fields.stream()
        .filter(field -> field.number == number && field.type == LENGTH_DELIMITED)
        .map(field -> field.content)
        .toList();
  }

  List<String> texts(int number) {
    return contents(number).stream()
        .map(content -> new String(content, StandardCharsets.UTF_8))
        .toList();
  }

  /** The last number in fields of this number, as a reader takes it; 0 if there is none. */
  long number(int number) throws IOException {
    long last = 0;
    for (Field field : fields) {
      if (field.number == number && field.type == VARINT) {
        last = new Reader(field.content).varint();
      }
    }
    return last;
  }

  ProtobufMessage add(int number, byte[] content) {
    fields.add(new Field(number, LENGTH_DELIMITED, content));
    return this;
  }

  ProtobufMessage add(int number, String text) {
    return add(number, text.getBytes(StandardCharsets.UTF_8));
  }

  ProtobufMessage add(int number, long value) {
    fields.add(new Field(number, VARINT, varint(value)));
    return this;
  }

  /** Replaces what the fields of this number hold. */
  void edit(int number, UnaryOperator<byte[]> edit) {
    fields.replaceAll(
        field ->
            field.number == number && field.type == LENGTH_DELIMITED
                ? new Field(number, field.type, edit.apply(field.content))
                : field);
  }

  private static byte[] varint(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long rest = value;
    for (; rest < 0 || rest > 127; rest >>>= 7) {
      out.write((int) ((rest & 127) | 128));
    }
    out.write((int) rest);
    return out.toByteArray();
  }

  private static final class Field {
    private final int number;
    private final int type;
    private final byte[] content;

    Field(int number, int type, byte[] content) {
      this.number = number;
      this.type = type;
      this.content = content;
    }
  }

  private static final class Reader {
    private final byte[] bytes;
    private int at;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    long varint() throws IOException {
      long value = 0;
      for (int shift = 0; shift < Long.SIZE; shift += 7) {
        if (at == bytes.length) {
          throw new IOException("expected more bytes at " + at);
        }
        byte next = bytes[at++];
        value |= (long) (next & 127) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new IOException("expected a number of at most 64 bits at " + at);
    }

    byte[] take(long length) throws IOException {
      if (length < 0 || length > bytes.length - at) {
        throw new IOException("expected " + length + " bytes more at " + at);
      }
      byte[] taken = Arrays.copyOfRange(bytes, at, at + (int) length);
      at += (int) length;
      return taken;
    }
  }
}
