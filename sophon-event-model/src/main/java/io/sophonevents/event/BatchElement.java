package io.sophonevents.event;

/** One message of a request: it was read, or it is set aside while the others are read. */
public sealed interface BatchElement permits Decoded, Undecoded {
  /** Its JSON just as it was received. */
  byte[] bytes();
}
