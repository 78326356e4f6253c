package io.sophonevents.client.sink;

/** Whether an endpoint is asked. */
public enum BreakerState {
  /** It is. */
  CLOSED,
  /** It did not answer: one attempt at a time is made, to see whether it does again. */
  OPEN,
  /** It said with 410 that it is gone: it is not asked before somebody says so. */
  STOPPED
}
