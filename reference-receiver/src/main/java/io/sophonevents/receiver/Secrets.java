package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads secrets from files that only their owner and group read, or from the environment. White
 * space separates several. A message names the file or the variable, never what is in it.
 *
 * @param environment the names and values of the environment
 */
record Secrets(Map<String, String> environment) {
  static final int MAX_FILE_BYTES = 8 << 10;

  private static final Set<PosixFilePermission> OTHERS =
      Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

  @Override
  public String toString() {
    return "Secrets[" + environment.size() + " variables]";
  }

  /**
   * The secrets of an option; none if neither file nor variable is given.
   *
   * @throws IllegalArgumentException if both are given, or the one that is holds no secret
   */
  List<String> read(String option, @Nullable Path file, String variable) {
    String text = readOne(option, file, variable);
    return text == null ? List.of() : List.of(text.split("\\s+", -1));
  }

  /**
   * The secret of an option, which may have white space in it but not around it; null if neither
   * file nor variable is given.
   *
   * @throws IllegalArgumentException if both are given, or the one that is holds no secret
   */
  @Nullable String readOne(String option, @Nullable Path file, String variable) {
    String value = environment.get(variable);
    if (file != null && value != null) {
      throw new IllegalArgumentException(
          option + ": expected it or " + variable + " but both are there");
    }
    if (file != null) {
      return notEmpty(option + " " + file, read(option, file));
    }
    return value == null ? null : notEmpty(variable, value);
  }

  private static String notEmpty(String place, String text) {
    if (text.isBlank()) { // an empty file must not open what it was to close
      throw new IllegalArgumentException(place + ": expected a secret but is empty");
    }
    return text.strip();
  }

  private static String read(String option, Path file) {
    try {
      if (isForOthers(file)) {
        throw new IllegalArgumentException(
            option + " " + file + ": expected a file that others cannot read; chmod 600 " + file);
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
        if (bytes.length > MAX_FILE_BYTES) {
          throw new IllegalArgumentException(
              option
                  + " "
                  + file
                  + ": expected at most "
                  + MAX_FILE_BYTES
                  + " bytes but is larger");
        }
        return new String(bytes, UTF_8);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(option + " " + file + ": cannot be read", e);
    }
  }

  private static boolean isForOthers(Path file) throws IOException {
    try {
      return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    } catch (UnsupportedOperationException notPosix) {
      return false;
    }
  }
}
