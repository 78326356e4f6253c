package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the box asks of the platform about an automatic change of its gallery: an open set of codes,
 * sent as a text or as a number.
 *
 * <p>Immutable. Source: docs/protocol.md, row 2.7.
 */
public final class WantedAction {
  public static final WantedAction NONE = of("0");
  public static final WantedAction REGISTER_STRANGER = of("1001");
  public static final WantedAction UPDATE_FACE = of("1002");

  static final WireType<WantedAction> WIRE =
      new WireType<>("string or number") {
        @Override
        WantedAction read(Object value, Decoding in) {
          if (!(value instanceof String || value instanceof Number)) {
            throw in.expected(expected(), value);
          }
          WantedAction action = new WantedAction(value);
          if (!value.equals(action.code)) {
            in.deviates("2.7", "string of a number", value);
          }
          return action;
        }

        @Override
        void write(WantedAction value, JsonGenerator out) throws IOException {
          writePlain(value.sent, out);
        }
      };

  private static final Set<String> KNOWN = Set.of("0", "1001", "1002");

  private final Object sent;
  private final String code;

  private WantedAction(Object sent) {
    this.sent = sent;
    // the vendor's page prints the codes in curly quotes
    this.code = sent.toString().replace("\u201c", "").replace("\u201d", "");
  }

  /** The action with this code, written as a text. */
  public static WantedAction of(String code) {
    return new WantedAction(requireNonNull(code, "code"));
  }

  /** The vendor's code. */
  public String code() {
    return code;
  }

  /** Whether the code is one of the constants. */
  public boolean isKnown() {
    return KNOWN.contains(code);
  }

  /** Equal if the same code, sent as a text or as a number. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WantedAction that && code.equals(that.code);
  }

  @Override
  public int hashCode() {
    return code.hashCode();
  }

  /** The code if it is known; a text that nobody knows may be anything. */
  @Override
  public String toString() {
    return isKnown() ? code : "unknown";
  }
}
