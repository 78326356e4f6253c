package io.sophonevents.event;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What kind of capture device saw the face: an open set of codes, sent as a text or as a number.
 *
 * <p>Immutable. Source: docs/protocol.md, rows 2.3 and 2.23.
 */
@JsonSerialize(using = SentScalar.Writer.class)
@JsonDeserialize(using = DeviceType.Reader.class)
public final class DeviceType implements SentScalar.Wrapper {
  public static final DeviceType GATE = of("0");

  /** A snapshot camera. */
  public static final DeviceType GRABBER = of("1");

  /** Old firmware only. */
  public static final DeviceType STATIC_CAMERA = of("2");

  public static final DeviceType DYNAMIC_CAMERA = of("3");
  public static final DeviceType ACCESS_CONTROL = of("4");

  private static final Set<String> KNOWN = Set.of("0", "1", "2", "3", "4");

  private final SentScalar sent;

  private DeviceType(SentScalar sent) {
    this.sent = sent;
  }

  /** The type with this code, written as a text. */
  public static DeviceType of(String code) {
    return new DeviceType(SentScalar.text(code));
  }

  /** The vendor's code. */
  public String code() {
    return sent.text();
  }

  /** Whether the code is one of the constants. */
  public boolean isKnown() {
    return KNOWN.contains(code());
  }

  @Override
  public SentScalar sent() {
    return sent;
  }

  /** Equal if the same code, sent as a text or as a number. */
  @Override
  public boolean equals(Object other) {
    return other instanceof DeviceType that && code().equals(that.code());
  }

  @Override
  public int hashCode() {
    return code().hashCode();
  }

  @Override
  public String toString() {
    return code();
  }

  static final class Reader extends SentScalar.Reader<DeviceType> {
    Reader() {
      super(DeviceType.class);
    }

    @Override
    @Nullable DeviceType make(SentScalar sent) {
      return new DeviceType(sent);
    }
  }
}
