package io.sophonevents.client.stream;

import java.lang.management.ManagementFactory;

/** What is really in use. */
final class Heap {
  private Heap() {}

  /** Bytes that are reachable. */
  @SuppressWarnings("SystemGc") // nothing else makes the figure mean something
  static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
