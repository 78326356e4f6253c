package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person is to the gallery: an open set of codes, those known as constants. The generations
 * write the same kind in three ways: 1, {@code employee} and, in the platform's old records, {@code
 * MEMBER}.
 *
 * <p>Immutable. An event without one means {@link #EMPLOYEE}. Source: docs/protocol.md, section 4
 * and row 2.22.
 */
public final class PersonType {
  public static final PersonType EMPLOYEE = of(1);
  public static final PersonType VISITOR = of(2);
  public static final PersonType BLACKLIST = of(3);
  public static final PersonType STRANGER = of(4);
  public static final PersonType VIP = of(5);

  private static final List<String> WORDS =
      List.of("employee", "visitor", "blacklist", "stranger", "vip");

  static final WireType<PersonType> WIRE =
      new WireType<>("number") {
        @Override
        boolean fits(@Nullable Object value) {
          return value instanceof Long || value instanceof String;
        }

        @Override
        PersonType read(Object value, Decoding in) {
          if (value instanceof Long number) {
            return of(number);
          }
          if (value instanceof String) {
            if (in.isAt("person_type")) { // V6 and the platform write a word, under other names
              in.numberInText("2.22", expected(), value);
            }
            return new PersonType(value);
          }
          throw in.expected(expected(), value);
        }

        @Override
        void write(PersonType value, JsonGenerator out) throws IOException {
          writePlain(value.sent, out);
        }
      };

  private final Object sent;

  private PersonType(Object sent) {
    this.sent = sent;
  }

  /** The kind with this number, as V2 to V5 write it. */
  public static PersonType of(long number) {
    return new PersonType(number);
  }

  /** The kind with this word, as V6 and the platform's old records write it. */
  public static PersonType of(String word) {
    return new PersonType(requireNonNull(word, "word"));
  }

  /** The characters that were sent: a number or a word. */
  public String code() {
    return sent.toString();
  }

  /** Whether it is one of the constants. */
  public boolean isKnown() {
    return place() > 0;
  }

  /** As V2 to V5 write it, a number; empty if it is none of the constants. */
  public Optional<PersonType> asNumber() {
    return sent instanceof Long || !isKnown() ? sameIfNumber() : Optional.of(of(place()));
  }

  /** As V6 writes it, a word; empty for a number that is none of the constants. */
  public Optional<PersonType> asWord() {
    if (isKnown()) {
      return Optional.of(of(WORDS.get(place() - 1)));
    }
    return sent instanceof String ? Optional.of(this) : Optional.empty();
  }

  /** As the platform's old records write it; empty if it is none of the constants. */
  public Optional<PersonType> asPlatformWord() {
    return isKnown()
        ? Optional.of(
            of(place() == 1 ? "MEMBER" : WORDS.get(place() - 1).toUpperCase(java.util.Locale.ROOT)))
        : Optional.empty();
  }

  private Optional<PersonType> sameIfNumber() {
    return sent instanceof Long ? Optional.of(this) : Optional.empty();
  }

  /** 1 to 5, or 0 for what is none of the constants. */
  private int place() {
    if (sent instanceof Long number) {
      return number >= 1 && number <= WORDS.size() ? number.intValue() : 0;
    }
    String word = sent.toString();
    for (int i = 0; i < WORDS.size(); i++) {
      if (word.equalsIgnoreCase(WORDS.get(i)) || word.equals(Integer.toString(i + 1))) {
        return i + 1;
      }
    }
    return word.equalsIgnoreCase("MEMBER") ? 1 : 0;
  }

  /** Equal if the same kind, as a number or as a word. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PersonType that
        && (isKnown() ? place() == that.place() : code().equals(that.code()));
  }

  @Override
  public int hashCode() {
    return isKnown() ? place() : code().hashCode();
  }

  /** The word if it is known; a text that nobody knows may be anything. */
  @Override
  public String toString() {
    return isKnown() ? WORDS.get(place() - 1) : "unknown";
  }
}
