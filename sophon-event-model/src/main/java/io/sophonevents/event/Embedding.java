package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The vector of a face. On the wire a list of decimal numbers, or base64 of little-endian float32;
 * 512 values in the vendor's layouts, or none.
 *
 * <p>One that was received keeps what was sent and writes just that, also a text that is no base64
 * of finite values: it has no values then. Vectors received need not have unit length; what the
 * embedders of {@code sophon-recognition} make has.
 *
 * <p>Vectors of two networks mean nothing to each other, even of one size. So one may have the name
 * of its {@link #space}; no message has a place for it, and one that was received has none.
 *
 * <p>Immutable. Personal data: {@link #toString()} prints the size only. Source: docs/protocol.md,
 * section 6.
 */
public final class Embedding {
  private static final WireType<List<BigDecimal>> LIST = WireType.listOf(WireType.DECIMAL);

  static final WireType<Embedding> WIRE =
      new WireType<>("array") {
        @Override
        boolean fits(@Nullable Object value) {
          return value instanceof String || LIST.fits(value);
        }

        @Override
        Embedding read(Object value, Decoding in) {
          if (!(value instanceof String base64)) {
            return ofDecimals(List.copyOf(LIST.read(value, in)), in);
          }
          float[] values = valuesIn(base64);
          if (values.length == 0 && !base64.isEmpty()) {
            in.deviates("2.30", "base64 of finite float32 values", value);
          }
          return new Embedding(values, base64, null);
        }

        @Override
        @SuppressWarnings("unchecked") // what was sent is a text or a list of decimals
        void write(Embedding value, JsonGenerator out) throws IOException {
          if (value.sent instanceof String base64) {
            out.writeString(base64);
          } else if (value.sent != null) {
            LIST.write((List<BigDecimal>) value.sent, out);
          } else {
            out.writeStartArray();
            for (float each : value.values) {
              out.writeNumber(each);
            }
            out.writeEndArray();
          }
        }
      };

  private final float[] values;

  /** A text of base64, a list of decimals, or null: then the values are written as a list. */
  private final @Nullable Object sent;

  private final @Nullable String space;

  private Embedding(float[] values, @Nullable Object sent, @Nullable String space) {
    this.values = values;
    this.sent = sent;
    this.space = space;
  }

  /**
   * An embedding of these values.
   *
   * @throws IllegalArgumentException if a value is infinite or not a number
   */
  public static Embedding of(float[] values) {
    float[] copy = values.clone();
    for (int i = 0; i < copy.length; i++) {
      if (!Float.isFinite(copy[i])) {
        throw new IllegalArgumentException(
            "embedding: expected finite values but value " + i + " is not");
      }
    }
    return new Embedding(copy, null, null);
  }

  private static Embedding ofDecimals(List<BigDecimal> sent, Decoding in) {
    float[] values = new float[sent.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = sent.get(i).floatValue();
      if (!Float.isFinite(values[i])) {
        in.enter(i);
        throw in.expected("a number that a float32 holds", sent.get(i));
      }
    }
    return new Embedding(values, sent, null);
  }

  /** The values in the text, none where it is no base64 or some of them are not finite. */
  private static float[] valuesIn(String base64) {
    byte[] bytes = Base64Text.decoded(base64).orElse(new byte[0]);
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return bytes.length % Float.BYTES == 0 && areFinite(values) ? values : new float[0];
  }

  private static boolean areFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** The same vector, written as base64 of little-endian float32, as V6 has it. */
  public Embedding asBase64() {
    if (sent instanceof String) {
      return this;
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return new Embedding(values, Base64.getEncoder().encodeToString(bytes.array()), space);
  }

  /** The same vector, written as a list of numbers, as V5 has it. */
  public Embedding asList() {
    return sent instanceof String ? new Embedding(values, null, space) : this;
  }

  /** Whether something was sent that is no vector. */
  boolean isUnreadable() {
    return values.length == 0 && sent instanceof String text && !text.isEmpty();
  }

  /** Of one vector under two names the one that has values, else the one that says anything. */
  static @Nullable Embedding better(@Nullable Embedding first, @Nullable Embedding second) {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    boolean useSecond = first.size() == 0 && (second.size() > 0 || !first.isUnreadable());
    return useSecond ? second : first;
  }

  /**
   * The same vector as one of this space.
   *
   * @param name whatever tells the network and what it is given; a model pack has one
   */
  public Embedding inSpace(String name) {
    return new Embedding(values, sent, requireNonNull(name, "name"));
  }

  /** The name of the space in which vectors can be compared with this one; null if nobody said. */
  public @Nullable String space() {
    return space;
  }

  /** How many values. */
  public int size() {
    return values.length;
  }

  /** The values, a copy. */
  public float[] toArray() {
    return values.clone();
  }

  /**
   * This vector with length 1.
   *
   * @throws IllegalArgumentException if it is empty or all zero
   */
  public Embedding normalised() {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    if (sum == 0) {
      throw new IllegalArgumentException(
          "embedding: expected a vector with a length but all " + values.length + " values are 0");
    }
    float[] unit = new float[values.length];
    double length = Math.sqrt(sum);
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (values[i] / length);
    }
    return new Embedding(unit, null, space);
  }

  /**
   * The similarity to another embedding of the same network: the cosine, in [-1, 1].
   *
   * @throws IllegalArgumentException if the sizes differ, both name a space and the names differ,
   *     or one is all zero
   */
  public double similarity(Embedding other) {
    if (space != null && other.space != null && !space.equals(other.space)) {
      throw new IllegalArgumentException(
          "embedding: expected one of the space "
              + space
              + " to compare with but it is of "
              + other.space);
    }
    if (other.size() != size()) {
      throw new IllegalArgumentException(
          "embedding: expected "
              + size()
              + " values to compare with but there are "
              + other.size());
    }
    double dot = 0;
    double mine = 0;
    double theirs = 0;
    for (int i = 0; i < values.length; i++) {
      dot += (double) values[i] * other.values[i];
      mine += (double) values[i] * values[i];
      theirs += (double) other.values[i] * other.values[i];
    }
    if (mine == 0 || theirs == 0) {
      throw new IllegalArgumentException(
          "embedding: expected vectors with a length but one is all 0");
    }
    return Math.max(-1, Math.min(1, dot / Math.sqrt(mine * theirs)));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Embedding that
        && Arrays.equals(values, that.values)
        && Objects.equals(space, that.space)
        && (values.length > 0 || Objects.equals(sent, that.sent));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Embedding[" + values.length + " values]";
  }
}
