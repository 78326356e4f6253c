package io.sophonevents.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the vendor's description says of a record's component that neither its type nor Jackson's
 * annotations say; {@link Layout} learns it, so that no more is reported than deviates.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Described {
  /** The row of names that are spelt in two ways. */
  String SPELLINGS_ROW = "2.32";

  /** What it has in place of what the type has. */
  As as() default As.ITS_TYPE;

  /** The row of docs/protocol.md, section 2, that has the other names of the component. */
  String namesRow() default SPELLINGS_ROW;

  /** What a value is by the vendor's description. */
  enum As {
    /** What the Java type stands for: a time is in milliseconds, a number is no text. */
    ITS_TYPE,

    /** A time in seconds, with a fraction or without. */
    SECONDS,

    /** A text, which may hold the number; the vendor's own samples have the number too. */
    TEXT
  }
}
