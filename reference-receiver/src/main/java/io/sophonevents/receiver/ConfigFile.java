package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sophonevents.event.SophonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;

/**
 * A file of settings: {@code key = value} on a line, in the syntax of {@link Properties} and in
 * UTF-8. A key is the name of an option of the command line without its dashes; each is there once
 * and has a value.
 *
 * <p>Immutable.
 */
final class ConfigFile {
  static final int MAX_BYTES = 64 << 10;

  private static final int LONGEST_SHOWN_KEY = 40;

  private final Map<String, Setting> settings;

  private ConfigFile(Map<String, Setting> settings) {
    this.settings = Collections.unmodifiableMap(settings);
  }

  /**
   * One of them.
   *
   * @param origin where it stands, for a message
   */
  record Setting(String value, String origin) {}

  /**
   * Reads a file.
   *
   * @param isKnown whether there is an option of this name
   * @throws SophonException if it is not what it should be; the message names file, line and key
   */
  static ConfigFile read(Path file, Predicate<String> isKnown) {
    try (InputStream in = Files.newInputStream(file)) {
      return parse(file.toString(), in.readNBytes(MAX_BYTES + 1), isKnown);
    } catch (NoSuchFileException e) {
      throw new SophonException("config " + file + ": expected a file but there is none", e);
    } catch (IOException e) {
      throw new SophonException(
          "config " + file + ": cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  /** The same with what was read. */
  static ConfigFile parse(String name, byte[] bytes, Predicate<String> isKnown) {
    if (bytes.length > MAX_BYTES) {
      throw new SophonException("config " + name + ": expected at most " + MAX_BYTES + " bytes");
    }
    List<String> lines;
    try {
      lines = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().lines().toList();
    } catch (CharacterCodingException e) {
      throw new SophonException("config " + name + ": expected UTF-8 but was another encoding", e);
    }
    Map<String, Setting> settings = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String place = "config " + name + ", line " + (i + 1);
      StringBuilder whole = new StringBuilder(lines.get(i));
      while (!isComment(whole) && goesOn(whole) && i + 1 < lines.size()) {
        i++;
        whole.append('\n').append(lines.get(i));
      }
      one(place, whole.toString())
          .forEach((key, value) -> put(settings, key, new Setting(value, place), isKnown));
    }
    return new ConfigFile(settings);
  }

  private static boolean isComment(CharSequence line) {
    String text = line.toString().strip();
    return text.isEmpty() || text.charAt(0) == '#' || text.charAt(0) == '!';
  }

  /** Whether it ends with a backslash that has none before it to escape it. */
  private static boolean goesOn(CharSequence line) {
    int backslashes = 0;
    while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  /** What Java makes of one line; empty for a comment. */
  private static Map<String, String> one(String place, String line) {
    Properties read = new Properties();
    try {
      read.load(new StringReader(line));
    } catch (IllegalArgumentException e) {
      throw new SophonException(place + ": expected four hex digits after \\u");
    } catch (IOException e) {
      throw new IllegalStateException("no text in memory does this", e);
    }
    Map<String, String> found = new LinkedHashMap<>();
    read.stringPropertyNames().forEach(key -> found.put(key, read.getProperty(key)));
    return found;
  }

  private static void put(
      Map<String, Setting> settings, String key, Setting setting, Predicate<String> isKnown) {
    if (!isKnown.test(key)) {
      throw noOption(setting.origin(), key);
    }
    requireValue(setting.origin(), key, setting.value());
    if (settings.put(key, setting) != null) {
      throw new SophonException(
          setting.origin() + ": " + key + ": expected once but is given twice");
    }
  }

  static SophonException noOption(String origin, String key) {
    return new SophonException(
        origin
            + ": expected the name of an option, as --help lists them, without dashes but was "
            + shown(key));
  }

  static void requireValue(String origin, String key, String value) {
    if (value.isBlank()) {
      throw new SophonException(origin + ": " + key + ": expected a value but has none");
    }
  }

  /** A name that may be none: a secret, say, that stands on the wrong line. */
  private static String shown(String key) {
    return key.length() <= LONGEST_SHOWN_KEY && key.matches("[A-Za-z][A-Za-z_.-]*")
        ? key
        : "<" + key.length() + " chars>";
  }

  /** All of them, by key, in their order. */
  Map<String, Setting> settings() {
    return settings;
  }
}
