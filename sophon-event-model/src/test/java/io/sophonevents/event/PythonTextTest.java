package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}|{}",
        "[]|[]",
        "()|[]",
        "{'a': 'b'}|{\"a\":\"b\"}",
        "{'a': 1, 'b': -2, 'c': 0, 'd': -0}|{\"a\":1,\"b\":-2,\"c\":0,\"d\":0}",
        "{'a': 9223372036854775807}|{\"a\":9223372036854775807}",
        "{'a': -9223372036854775809}|{\"a\":-9223372036854775809}",
        "{'a': 0.5, 'b': 1e-05, 'c': 1e+16, 'd': -1.25e3}"
            + "|{\"a\":0.5,\"b\":1e-05,\"c\":1e+16,\"d\":-1.25e3}",
        "{'a': 0.6231614351272583}|{\"a\":0.6231614351272583}",
        "{'a': True, 'b': False, 'c': None}|{\"a\":true,\"b\":false,\"c\":null}",
        "[True,False,None]|[true,false,null]",
        "[1, [2, [3]], {'a': []}]|[1,[2,[3]],{\"a\":[]}]",
        "(1,)|[1]",
        "[(1, 2), (3, 4, 5), ('x',)]|[[1,2],[3,4,5],[\"x\"]]",
        "{'a': ((), ((1,),))}|{\"a\":[[],[[1]]]}",
        "{\"it's\": 'x'}|{\"it's\":\"x\"}",
        "{'a': 'say \"x\"'}|{\"a\":\"say \\\"x\\\"\"}",
        "{'a': 'it\\'s \"x\"'}|{\"a\":\"it's \\\"x\\\"\"}",
        "['\\\\', '\\n', '\\r', '\\t']|[\"\\\\\",\"\\n\",\"\\r\",\"\\t\"]",
        "['\\x00\\x1b\\x7f\\xa0']|[\"\\u0000\\u001b\\u007f\\u00a0\"]",
        "['\\u4e2d\\u200b']|[\"\\u4e2d\\u200b\"]",
        "['\\U0001f600\\ud83d\\ude00']|[\"\\ud83d\\ude00\\ud83d\\ude00\"]",
        "['\\ud800']|[\"\\ud800\"]",
        "['小明 😀 é']|[\"小明 😀 é\"]",
        "['/', '#', '//']|[\"/\",\"#\",\"//\"]",
        "['', \"\"]|[\"\",\"\"]",
        "{'': {}}|{\"\":{}}",
        "~  { 'a' : [ 1 , 2 ] , 'b' : ( ) }  ~|{\"a\":[1,2],\"b\":[]}",
        "{'spot_pic': '/9j/6QAE'}|{\"spot_pic\":\"/9j/6QAE\"}",
        "{'device_ip': '1.2.3.4', 'person_type': 5, 'grab_fiqa_info': {}, 'x': None, 'y': True,"
            + " \"it's\": 'a \"b\" \\u4e2d\\x41\\''}"
            + "|{\"device_ip\":\"1.2.3.4\",\"person_type\":5,\"grab_fiqa_info\":{},\"x\":null,"
            + "\"y\":true,\"it's\":\"a \\\"b\\\" 中A'\"}",
      })
  void whatPythonWritesIsReadAsJsonWouldBe(String python, String json) {
    assertThat(ReceivedObject.plain(PythonText.read(python)))
        .isEqualTo(ReceivedObject.plain(BodyReader.read(json.getBytes(UTF_8))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'a': 1|event: expected Python text but it ends too early at line 1, column 8",
        "{'a|event: expected Python text but it ends too early at line 1, column 4",
        "{'a': '\\x4|event: expected Python text but it ends too early at line 1, column 11",
        "{'a': tru}|event: expected Python text but found a letter or digit at line 1, column 7",
        "{'a': Tru}"
            + "|event: expected Python text but found the character U+007D at line 1, column 10",
        "{'a': Trues}|event: expected Python text but found a letter or digit at line 1, column 11",
        "{'a': None1}|event: expected Python text but found a letter or digit at line 1, column 11",
        "{'a': nan}|event: expected Python text but found a letter or digit at line 1, column 7",
        "{'a': -inf}|event: expected Python text but found a letter or digit at line 1, column 8",
        "{'a': 01}|event: expected Python text but found a letter or digit at line 1, column 8",
        "{'a': 1.}|event: expected Python text but found the character U+007D at line 1, column 9",
        "{'a': .5}|event: expected Python text but found the character U+002E at line 1, column 7",
        "{'a': +5}|event: expected Python text but found the character U+002B at line 1, column 7",
        "{'a': 1e}|event: expected Python text but found the character U+007D at line 1, column 9",
        "{'a': 5L}|event: expected Python text but found a letter or digit at line 1, column 8",
        "{'a': 2j}|event: expected Python text but found a letter or digit at line 1, column 8",
        "{'a': 1_0}|event: expected Python text but found the character U+005F at line 1, column 8",
        "{'a': b'x'}|event: expected Python text but found a letter or digit at line 1, column 7",
        "{'a': {1, 2}}|event: expected Python text but found a letter or digit at line 1, column 8",
        "{1: 2}|event: expected Python text but found a letter or digit at line 1, column 2",
        "{None: 2}|event: expected Python text but found a letter or digit at line 1, column 2",
        "{'a' 1}|event: expected Python text but found a letter or digit at line 1, column 6",
        "{'a': 1,}|event: expected Python text but found the character U+007D at line 1, column 9",
        "[1,]|event: expected Python text but found the character U+005D at line 1, column 4",
        "[1 2]|event: expected Python text but found a letter or digit at line 1, column 4",
        "[,]|event: expected Python text but found the character U+002C at line 1, column 2",
        "(1)|event: expected Python text but found the character U+0029 at line 1, column 3",
        "(1, 2,)|event: expected Python text but found the character U+0029 at line 1, column 7",
        "(,)|event: expected Python text but found the character U+002C at line 1, column 2",
        "[1)|event: expected Python text but found the character U+0029 at line 1, column 3",
        "{'a': 1} # x"
            + "|event: expected Python text but found the character U+0023 at line 1, column 10",
        "{} {}|event: expected Python text but found the character U+007B at line 1, column 4",
        "['a' 'b']|event: expected Python text but found the character U+0027 at line 1, column 6",
        "['\\q']|event: expected Python text but found a letter or digit at line 1, column 4",
        "['\\xg0']|event: expected Python text but found a letter or digit at line 1, column 5",
        "['\\x４1']|event: expected Python text but found a letter or digit at line 1, column 5",
        "['\\U00110000']"
            + "|event: expected Python text but found a letter or digit at line 1, column 4",
        "['\\Uffffffff']"
            + "|event: expected Python text but found a letter or digit at line 1, column 4",
        "~['a\nb']~"
            + "|event: expected Python text but found the character U+000A at line 1, column 4",
        "~{'小明😀': 1,\n 'é': [x]}~"
            + "|event: expected Python text but found a letter or digit at line 2, column 8",
        "{'a': Decimal('1')}"
            + "|event: expected Python text but found a letter or digit at line 1, column 7",
        "{'é': 1, 'é': 2}|event: expected each key once but one is given twice at line 1, column"
            + " 10",
        "{'a': 1e99999999999}|event: expected a number that can be held but its exponent is too"
            + " large at line 1, column 7",
      })
  void whatPythonDoesNotWriteIsRefusedWithItsPlace(String text, String message) {
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> PythonText.read(text))
        .withMessage(message)
        .withNoCause();
  }

  @Test
  void levelsAtTheLimitAreReadAndOneMoreIsNot() {
    int limit = EventCodec.MAX_DEPTH - 1;
    assertThat(PythonText.read(nested("['a', ", limit, "]"))).isNotNull();
    assertThat(PythonText.read(nested("('a', ", limit, ")"))).isNotNull();
    assertThat(PythonText.read(nested("{'a': ", limit, "}"))).isNotNull();
    assertRefused(
        nested("{'a': ", limit + 1, "}"),
        "event: expected at most 64 levels but there are more at line 1, column 379");
  }

  @Test
  void siblingsAreNoLevels() {
    assertThat(PythonText.read("[" + "[], (), {}, ".repeat(100) + "[]]")).isNotNull();
  }

  @Test
  void aNumberAtTheLimitIsReadAndOneDigitMoreIsNot() {
    assertThat(PythonText.read("[" + "1".repeat(100) + "]")).isNotNull();
    assertThat(PythonText.read("[-" + "1".repeat(100) + "]")).isNotNull();
    assertRefused(
        "[-" + "1".repeat(101) + "]",
        "event: expected at most 100 digits in a number but there are more at line 1, column"
            + " 2");
  }

  @Test
  void aNumberThatGrowsWhenItIsWrittenIsWithinTheLimitThenToo() {
    assertThat(PythonText.read("[" + "1".repeat(97) + "e99]")).isNotNull();
    assertRefused(
        "[" + "1".repeat(98) + "e+99]",
        "event: expected at most 100 digits in a number but there are more at line 1, column"
            + " 2");
  }

  @Test
  void aNameAtTheLimitIsReadAndOneCharacterMoreIsNot() {
    assertThat(PythonText.read("{'" + "n".repeat(1024) + "': 1}")).isNotNull();
    assertRefused(
        "{'" + "n".repeat(1025) + "': 1}",
        "event: expected at most 1024 bytes in a name but there are more at line 1, column 2");
  }

  @Test
  void aPictureIsRecognisedByItsName() {
    assertThat(PythonText.read("{'spot_pic': '/9j/', 'x': '/9j/'}"))
        .isInstanceOfSatisfying(
            ReceivedObject.class,
            object -> {
              assertThat(object.get("spot_pic")).isEqualTo(EncodedImage.ofText("/9j/"));
              assertThat(object.get("x")).isEqualTo("/9j/");
            });
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void longTextsTakeTimeInProportionToTheirLength() {
    int count = 2_000_000;
    for (String element : new String[] {"'\\x41'", "\"'\"", "123", "{}", "(1,)", "None"}) {
      String text = "[" + (element + ", ").repeat(count) + element + "]";
      assertThat((List<?>) PythonText.read(text)).hasSize(count + 1);
    }
    String open = "['" + "\\\\".repeat(count);
    assertThatExceptionOfType(EventFormatException.class).isThrownBy(() -> PythonText.read(open));
  }

  private static void assertRefused(String text, String message) {
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> PythonText.read(text))
        .withMessage(message);
  }

  private static String nested(String open, int levels, String close) {
    return open.repeat(levels - 1) + open.charAt(0) + close + close.repeat(levels - 1);
  }
}
