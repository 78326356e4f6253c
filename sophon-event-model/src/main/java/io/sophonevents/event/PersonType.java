package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a person is to the gallery: an open set of codes, those known as constants.
 *
 * <p>Immutable. An event without one means {@link #EMPLOYEE}.
 *
 * @param code the vendor's number
 */
public record PersonType(@JsonValue int code) {
  public static final PersonType EMPLOYEE = new PersonType(1);
  public static final PersonType VISITOR = new PersonType(2);
  public static final PersonType BLACKLIST = new PersonType(3);
  public static final PersonType STRANGER = new PersonType(4);
  public static final PersonType VIP = new PersonType(5);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PersonType {}

  /** Whether the code is one of the constants. */
  public boolean isKnown() {
    return code >= EMPLOYEE.code && code <= VIP.code;
  }
}
