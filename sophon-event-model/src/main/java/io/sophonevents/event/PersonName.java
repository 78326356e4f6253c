package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The name of a person as the gallery has it; {@code stranger} for a stranger.
 *
 * <p>Immutable. Personal data: {@link #toString()} prints its length only.
 */
public final class PersonName {
  static final WireType<PersonName> WIRE = WireType.text(PersonName::of, PersonName::text);

  private final String text;

  private PersonName(String text) {
    this.text = text;
  }

  /** Any text, empty included. */
  public static PersonName of(String text) {
    return new PersonName(requireNonNull(text, "text"));
  }

  /** The text as it stands on the wire. */
  public String text() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PersonName that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "PersonName[" + text.length() + " chars]";
  }
}
