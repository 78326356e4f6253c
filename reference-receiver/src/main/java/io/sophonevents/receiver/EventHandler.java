package io.sophonevents.receiver;

/**
 * Your code, called with each stored event in the order of their ids, one at a time, from a thread
 * of its own that it may block. What it does may be done twice: after a crash the last events come
 * once more.
 */
@FunctionalInterface
public interface EventHandler {
  /**
   * Handles an event.
   *
   * @throws Exception if it could not; it is tried again, see {@link HandlerPolicy}
   */
  void handle(StoredEvent event) throws Exception;
}
