package io.sophonevents.client.internal;

/** Waits for a thread that was told to end. */
public final class ThreadEnd {
  private ThreadEnd() {}

  /** Returns when it has ended, though it be interrupted meanwhile. */
  public static void await(Thread thread) {
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
