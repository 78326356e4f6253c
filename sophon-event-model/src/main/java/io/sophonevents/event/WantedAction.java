package io.sophonevents.event;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the box asks of the platform about an automatic change of its gallery: an open set of codes,
 * sent as a text or as a number.
 *
 * <p>Immutable. Source: docs/protocol.md, row 2.7.
 */
@JsonSerialize(using = SentScalar.Writer.class)
@JsonDeserialize(using = WantedAction.Reader.class)
public final class WantedAction implements SentScalar.Wrapper {
  public static final WantedAction NONE = of("0");
  public static final WantedAction REGISTER_STRANGER = of("1001");
  public static final WantedAction UPDATE_FACE = of("1002");

  private static final Set<String> KNOWN = Set.of("0", "1001", "1002");

  private final SentScalar sent;
  private final String code;

  private WantedAction(SentScalar sent) {
    this.sent = sent;
    // the vendor's page prints the codes in curly quotes
    this.code = sent.text().replace("\u201c", "").replace("\u201d", "");
  }

  /** The action with this code, written as a text. */
  public static WantedAction of(String code) {
    return new WantedAction(SentScalar.text(code));
  }

  /** The vendor's code. */
  public String code() {
    return code;
  }

  /** Whether the code is one of the constants. */
  public boolean isKnown() {
    return KNOWN.contains(code);
  }

  @Override
  public SentScalar sent() {
    return sent;
  }

  /** Equal if the same code, sent as a text or as a number. */
  @Override
  public boolean equals(Object other) {
    return other instanceof WantedAction that && code.equals(that.code);
  }

  @Override
  public int hashCode() {
    return code.hashCode();
  }

  @Override
  public String toString() {
    return code;
  }

  static final class Reader extends SentScalar.Reader<WantedAction> {
    Reader() {
      super(WantedAction.class);
    }

    @Override
    @Nullable WantedAction make(SentScalar sent) {
      return new WantedAction(sent);
    }
  }
}
