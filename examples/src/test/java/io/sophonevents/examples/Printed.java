package io.sophonevents.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What an example prints. */
final class Printed {
  private Printed() {}

  /** An example. */
  interface Example {
    void run() throws Exception;
  }

  static String by(Example example) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(printed, true, UTF_8)) {
      System.setOut(out);
      example.run();
    } finally {
      System.setOut(before);
    }
    return printed.toString(UTF_8);
  }
}
