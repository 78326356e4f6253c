package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The number of a person, or of a stranger that the box registered by itself: text, although it
 * often looks like a number.
 *
 * <p>Immutable. Personal data: {@link #toString()} prints its length only.
 */
public final class IdentityId {
  static final WireType<IdentityId> WIRE = WireType.text(IdentityId::of, IdentityId::text);

  private final String text;

  private IdentityId(String text) {
    this.text = text;
  }

  /** Any text, empty included: the vendor's rule is that only null is no value. */
  public static IdentityId of(String text) {
    return new IdentityId(requireNonNull(text, "text"));
  }

  /** The text as it stands on the wire. */
  public String text() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IdentityId that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "IdentityId[" + text.length() + " chars]";
  }
}
