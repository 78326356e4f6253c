package io.sophonevents.client.box.server;

import io.sophonevents.client.box.BoxGeneration;
import io.sophonevents.event.Code;
import io.sophonevents.event.ErrorAnswer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The vendor's error codes, a word in V6 and a number with a word before. Source: docs/protocol.md,
 * sections 1.19 and 4; which word stands for which number in the other generation is our reading.
 */
final class BoxErrors {
  private static final String UNNAMED = "SERVER_PROCESS_FAILED";
  private static final int UNNAMED_NUMBER = 50072;
  private static final int FIRST_STATUS = 400;
  private static final int LAST_STATUS = 599;

  /** The words of V2 to V5. */
  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("BAD_REQUEST", 40000),
          Map.entry("UNSUPPORT_CONTENT_TYPE", 40001),
          Map.entry("EMPTY_REQUEST_JSON", 40002),
          Map.entry("IMAGE_ERROR", 40003),
          Map.entry("NO_FACE", 40004),
          Map.entry("BOOLEAN_ARGUMENT_ERROR", 40005),
          Map.entry("LOW_QUALITY_ERROR", 40006),
          Map.entry("IMAGE_SIZE_TOO_LARGE_ERROR", 40007),
          Map.entry("EMPTY_GROUP_ERROR", 40008),
          Map.entry("ENROLL_FACE_SIZE_NOT_ENOUGH_ERROR", 40009),
          Map.entry("BAD_FEATURE_ERROR", 40010),
          Map.entry("IDENTITY_EXSIT_ERROR", 40011),
          Map.entry("GROUP_NAME_ERROR", 40012),
          Map.entry("GROUP_NOT_LOAD", 40013),
          Map.entry("STRANGER_NOT_DELETE", 40014),
          Map.entry("GROUP_LEN_ERROR", 40015),
          Map.entry("PARAM_ERROR", 40091),
          Map.entry("NOT_FOUND", 40400),
          Map.entry("ID_NOT_FOUND", 40401),
          Map.entry("PAYLOAD_TOO_LARGE", 41300),
          Map.entry("CONTENT_TYPE_ERROR", 41591),
          Map.entry(UNNAMED, UNNAMED_NUMBER),
          Map.entry("NOT_IMPLEMENTED", 50100),
          Map.entry("INTERNET_ERROR", 400002));

  /** The words of V6 that V2 to V5 have another one for; of several the first is written. */
  private static final String[][] RENAMED = {
    {"INVALID_ARGUMENTS", "BAD_REQUEST"},
    {"MISSING_ARGUMENTS", "BAD_REQUEST"},
    {"INVALID_REQUEST_JSON", "BAD_REQUEST"},
    {"IMAGE_DECODE_ERROR", "IMAGE_ERROR"},
    {"NO_FACE_ERROR", "NO_FACE"},
    {"ID_REPEAT_ERROR", "IDENTITY_EXSIT_ERROR"},
    {"DEVICE_ID_NOT_FOUND", "ID_NOT_FOUND"},
    {"PERMISSION_ID_NOT_FOUND", "ID_NOT_FOUND"},
    {"INTERNAL_ERROR", UNNAMED},
  };

  private static final Map<String, String> BEFORE_V6 = new HashMap<>();
  private static final Map<String, String> IN_V6 = new HashMap<>();
  private static final Map<String, String> WORDS = new HashMap<>();

  static {
    for (String[] pair : RENAMED) {
      BEFORE_V6.put(pair[0], pair[1]);
      IN_V6.putIfAbsent(pair[1], pair[0]);
    }
    IN_V6.remove("ID_NOT_FOUND"); // which V6 has too
    NUMBERS.forEach((word, number) -> WORDS.put(number.toString(), word));
  }

  private BoxErrors() {}

  /** The error object for a code of either generation. */
  static ErrorAnswer answer(BoxGeneration generation, String code, String message) {
    if (generation == BoxGeneration.V6) {
      String word = WORDS.getOrDefault(code, code);
      return new ErrorAnswer.V6R1(
          problem(Code.of(IN_V6.getOrDefault(word, word)), message, null), Map.of());
    }
    Code number = Code.of(number(code));
    String word = WORDS.getOrDefault(code, BEFORE_V6.getOrDefault(code, code));
    return new ErrorAnswer.V2R1(problem(number, message, Code.of(word)), Map.of());
  }

  /** The HTTP status that the first digits of a code look like. */
  static int status(String code) {
    int status = Integer.parseInt(Long.toString(number(code)).substring(0, 3));
    return status >= FIRST_STATUS && status <= LAST_STATUS ? status : FIRST_STATUS;
  }

  private static long number(String code) {
    if (code.matches("[1-9]\\d{2,8}")) {
      return Long.parseLong(code);
    }
    String word = BEFORE_V6.getOrDefault(code, code);
    return NUMBERS.getOrDefault(word, UNNAMED_NUMBER);
  }

  private static ErrorAnswer.Problem problem(Code code, String message, @Nullable Code status) {
    return new ErrorAnswer.Problem(code, message, status, Map.of());
  }
}
