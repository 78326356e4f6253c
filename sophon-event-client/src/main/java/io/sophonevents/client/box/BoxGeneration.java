package io.sophonevents.client.box;

/** Which of the two sets of REST calls a box has; docs/protocol.md, section 0.1, lists versions. */
public enum BoxGeneration {
  /** V2 to V5: {@code /SophonFogSys/api/…}, answers in {@code data}. */
  V5,

  /** V6: {@code /sophon/v2/…}, answers without a wrapper. */
  V6
}
