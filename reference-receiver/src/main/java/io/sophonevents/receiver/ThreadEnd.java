package io.sophonevents.receiver;

/** Waits for a thread that was told to end. */
final class ThreadEnd {
  private ThreadEnd() {}

  /** Returns when it has ended, though it be interrupted meanwhile. */
  static void await(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
