package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The vector of a face. On the wire a list of decimal numbers, 512 of them in the vendor's layouts,
 * or none.
 *
 * <p>One that was received keeps the decimals that were sent and writes just those. Vectors
 * received need not have unit length; what the embedders of {@code sophon-recognition} make has.
 *
 * <p>Immutable. Personal data: {@link #toString()} prints the size only.
 */
public final class Embedding {
  private final float[] values;
  private final @Nullable List<BigDecimal> sent;

  private Embedding(float[] values, @Nullable List<BigDecimal> sent) {
    this.values = values;
    this.sent = sent;
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
    return new Embedding(copy, null);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Embedding fromSent(List<BigDecimal> sent) {
    float[] values = new float[sent.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = requireNonNull(sent.get(i), "value").floatValue();
    }
    return new Embedding(values, List.copyOf(sent));
  }

  /** What is written: the decimals that were sent, else the shortest ones of the values. */
  @JsonValue
  List<BigDecimal> sent() {
    if (sent != null) {
      return sent;
    }
    List<BigDecimal> decimals = new ArrayList<>(values.length);
    for (float value : values) {
      decimals.add(new BigDecimal(Float.toString(value)));
    }
    return decimals;
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
    return new Embedding(unit, null);
  }

  /**
   * The similarity to another embedding of the same network: the cosine, in [-1, 1].
   *
   * @throws IllegalArgumentException if the sizes differ, or one is all zero
   */
  public double similarity(Embedding other) {
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
  public boolean equals(Object other) {
    return other instanceof Embedding that && Arrays.equals(values, that.values);
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
