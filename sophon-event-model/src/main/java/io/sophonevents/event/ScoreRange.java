package io.sophonevents.event;

/** The numbers that a box's scores run through; firmwares differ, and one score does not tell. */
public enum ScoreRange {
  /** Nobody said, and the score does not prove it. */
  UNKNOWN,

  /** From 0 to 1. */
  ONE,

  /** From 0 to 100. */
  HUNDRED
}
