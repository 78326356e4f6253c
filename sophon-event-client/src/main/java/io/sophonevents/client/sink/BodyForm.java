package io.sophonevents.client.sink;

/** How an event is written into the body of a request. */
public enum BodyForm {
  /** {@code application/json}. */
  JSON,
  /** {@code application/x-www-form-urlencoded}: a pair for each field, objects as JSON. */
  URLENCODED,
  /** {@code multipart/form-data}: a part for each field, objects as JSON. */
  MULTIPART
}
