package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What kind of capture device saw the face: an open set of codes, sent as a text or as a number.
 *
 * <p>Immutable. Source: docs/protocol.md, rows 2.3 and 2.23.
 */
public final class DeviceType {
  public static final DeviceType GATE = of("0");

  /** A snapshot camera. */
  public static final DeviceType GRABBER = of("1");

  /** Old firmware only. */
  public static final DeviceType STATIC_CAMERA = of("2");

  public static final DeviceType DYNAMIC_CAMERA = of("3");
  public static final DeviceType ACCESS_CONTROL = of("4");

  static final WireType<DeviceType> WIRE =
      new WireType<>("string or number") {
        @Override
        DeviceType read(Object value, Decoding in) {
          if (value instanceof Number) {
            in.deviates("2.3", "string", value);
            return new DeviceType(value);
          }
          if (value instanceof String) {
            return new DeviceType(value);
          }
          throw in.expected(expected(), value);
        }

        @Override
        void write(DeviceType value, JsonGenerator out) throws IOException {
          writePlain(value.sent, out);
        }
      };

  private static final Set<String> KNOWN = Set.of("0", "1", "2", "3", "4");

  private final Object sent;

  private DeviceType(Object sent) {
    this.sent = sent;
  }

  /** The type with this code, written as a text. */
  public static DeviceType of(String code) {
    return new DeviceType(requireNonNull(code, "code"));
  }

  /** The vendor's code. */
  public String code() {
    return sent.toString();
  }

  /** Whether the code is one of the constants. */
  public boolean isKnown() {
    return KNOWN.contains(code());
  }

  /** Equal if the same code, sent as a text or as a number. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DeviceType that && code().equals(that.code());
  }

  @Override
  public int hashCode() {
    return code().hashCode();
  }

  /** The code if it is known; a text that nobody knows may be anything. */
  @Override
  public String toString() {
    return isKnown() ? code() : "unknown";
  }
}
