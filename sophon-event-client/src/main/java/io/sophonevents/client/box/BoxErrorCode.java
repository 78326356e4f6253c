package io.sophonevents.client.box;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Why a box refused: a number in V2 to V5, a word in V6. The set is open, a code that is not in the
 * vendor's tables is kept.
 *
 * <p>Immutable. Source: docs/protocol.md, section 4.
 *
 * @param text as it was sent: {@code 40004}, {@code NO_FACE_ERROR}
 */
public record BoxErrorCode(String text) {
  private static final Pattern FIT_TO_PRINT = Pattern.compile("[A-Z0-9_]{1,64}|-?[0-9]{1,10}");

  private static final Map<String, String> NUMBERS =
      Map.ofEntries(
          Map.entry("0", "SUCCESS"),
          Map.entry("40000", "BAD_REQUEST"),
          Map.entry("40001", "UNSUPPORT_CONTENT_TYPE"),
          Map.entry("40002", "EMPTY_REQUEST_JSON"),
          Map.entry("40003", "IMAGE_ERROR"),
          Map.entry("40004", "NO_FACE"),
          Map.entry("40005", "BOOLEAN_ARGUMENT_ERROR"),
          Map.entry("40006", "LOW_QUALITY_ERROR"),
          Map.entry("40007", "IMAGE_SIZE_TOO_LARGE_ERROR"),
          Map.entry("40008", "EMPTY_GROUP_ERROR"),
          Map.entry("40009", "ENROLL_FACE_SIZE_NOT_ENOUGH_ERROR"),
          Map.entry("40010", "BAD_FEATURE_ERROR"),
          Map.entry("40011", "IDENTITY_EXSIT_ERROR"),
          Map.entry("40012", "GROUP_NAME_ERROR"),
          Map.entry("40013", "GROUP_NOT_LOAD"),
          Map.entry("40014", "STRANGER_NOT_DELETE"),
          Map.entry("40015", "GROUP_LEN_ERROR"),
          Map.entry("40071", "PARAM_ERROR"),
          Map.entry("40091", "PARAM_ERROR"),
          Map.entry("40094", "NO_FACE_WHILE_REGISTERING"),
          Map.entry("40095", "DELETE_FAILED"),
          Map.entry("40400", "NOT_FOUND"),
          Map.entry("40401", "ID_NOT_FOUND"),
          Map.entry("40491", "NOT_FOUND"),
          Map.entry("41300", "PAYLOAD_TOO_LARGE"),
          Map.entry("41591", "CONTENT_TYPE_ERROR"),
          Map.entry("50072", "SERVER_PROCESS_FAILED"),
          Map.entry("50073", "REMOTE_SERVER_FAILED"),
          Map.entry("50074", "REMOTE_DATA_FAILED"),
          Map.entry("50100", "NOT_IMPLEMENTED"),
          Map.entry("400002", "INTERNET_ERROR"),
          Map.entry("400003", "FILE_MD5_ERROR"),
          Map.entry("400004", "EXCUTE_SH_ERROR"),
          Map.entry("400005", "NOT_ENOUGH_SPACE_ERROR"),
          Map.entry("400006", "NOT_FRPC_SERVICE"),
          Map.entry("400007", "FRPC_SET_INI_FILE_ERROR"));

  private static final Set<String> WORDS =
      Set.of(
          "ANOTHER_PICTURE_SEARCH_RUNNING_ERROR",
          "CONFIG_ITEM_FAIL",
          "DEVICE_ADDRESS_DUPLICATE_ERROR",
          "DEVICE_ID_NOT_FOUND",
          "DEVICE_INIT_ERROR",
          "DEVICE_MAX_NUM_ERROR",
          "DEVICE_PERVIEW_ID_NOT_EXIST",
          "DEVICE_RTMP_ADDRESS_DUPLICATE_ERROR",
          "EMPTY_GROUP_ERROR",
          "EMPTY_REQUEST_JSON",
          "EXCUTE_FRPC_SERVICE_ERROR",
          "EXCUTE_START_SHELL_ERROR",
          "FRPC_SET_INI_FILE_ERROR",
          "FRPC_PORT_ERROR",
          "ID_NOT_FOUND",
          "ID_REPEAT_ERROR",
          "INTERNAL_ERROR",
          "INTERNET_ERROR",
          "IMAGE_DECODE_ERROR",
          "IMAGE_DOWNLOAD_TIMEOUT",
          "IMAGE_NOT_OPENED",
          "IMAGE_SIZE_TOO_LARGE_ERROR",
          "INSUFFICIENT_SPACE_LEFT",
          "INVALID_ARGUMENTS",
          "INVALID_IMAGE_URL",
          "INVALID_REQUEST_JSON",
          "GROUP_LEN_ERROR",
          "LIVENESS_DETECT_FAIL",
          "LOW_QUALITY_ERROR",
          "MATCH_FAIL",
          "MD5_VALUE_ERROR",
          "MISSING_ARGUMENTS",
          "NAME_REPEAT_ERROR",
          "NO_FACE_ERROR",
          "NOT_FOUND_4G_MODULE",
          "NOT_IN_PASS_TIME",
          "NOT_SUPPORT_IN_GRAB_MODE",
          "NOT_SUPPORT_IR_LIVENESS",
          "PASSWORD_ERROR",
          "PERMISSION_ID_NOT_FOUND",
          "UNSUPPORT_CONTENT_TYPE");

  public BoxErrorCode {
    requireNonNull(text, "text");
  }

  /**
   * The word for it: that of the table for a number, the text itself for all else. The vendor's
   * mistakes in spelling are kept; 40094 and 40095, which are in samples only, have words of ours.
   */
  public String name() {
    return NUMBERS.getOrDefault(text, text);
  }

  /** Whether it is in the vendor's tables or samples. */
  public boolean isKnown() {
    return NUMBERS.containsKey(text) || WORDS.contains(text);
  }

  /** Whether it is this number or this word, such as {@code 40401} or {@code ID_NOT_FOUND}. */
  public boolean is(String numberOrWord) {
    return text.equals(numberOrWord) || name().equals(numberOrWord);
  }

  /** Number and word; the length of what is neither. */
  @Override
  public String toString() {
    if (!FIT_TO_PRINT.matcher(text).matches()) {
      return "<" + text.length() + " chars>";
    }
    return NUMBERS.containsKey(text) ? text + " " + name() : text;
  }
}
