package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What passes over texts quickly passes over the same ones as Jackson, and stops where it does. */
class BodyFactoryTest {
  private static final JsonFactory OURS = new BodyFactory(new JsonFactoryBuilder());
  private static final JsonFactory JACKSON = new JsonFactory();

  @Test
  void textsAreSkippedAsByJackson() {
    int wrong = 0;
    for (int length = 0; length < 28; length++) {
      for (int at = 0; at < length; at++) {
        for (int each = 0; each < 256; each++) {
          byte[] text = "x".repeat(length).getBytes(UTF_8);
          text[at] = (byte) each;
          wrong += isSkippedAsByJackson(text) ? 1 : 0;
        }
      }
    }
    assertThat(wrong).isGreaterThan(10_000);
  }

  @Test
  void charactersOfSeveralBytesAndEscapesAreSkipped() {
    for (String odd : new String[] {"é", "界", "\uD83D\uDE00", "\\n", "\\\"", "\\u0041", "\\/"}) {
      for (int before = 0; before < 20; before++) {
        String text = "x".repeat(before) + odd + "y".repeat(9);
        assertThat(isSkippedAsByJackson(text.getBytes(UTF_8))).as(text).isFalse();
      }
    }
  }

  @Test
  void aTextThatEndsWithTheBodyHasNoEnd() {
    for (int length = 0; length < 20; length++) {
      byte[] body = ("{\"spot_pic\":\"" + "x".repeat(length)).getBytes(UTF_8);
      String said = skip(OURS, body);
      assertThat(said).isEqualTo(skip(JACKSON, body)).contains("end-of-input");
    }
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    byte[] body = "\uFEFF{\"spot_pic\":\"0123456789abcdef\",\"next\":1}".getBytes(UTF_8);
    assertThat(skip(OURS, body))
        .isEqualTo(skip(JACKSON, body))
        .contains("next at 34 line 1 column 35");
  }

  /** Whether there was an error; it is the same one, or the same end of the text. */
  private static boolean isSkippedAsByJackson(byte[] text) {
    String around = "{\"spot_pic\":\"@\",\n\"next\":1}";
    byte[] body = around.replace("@", new String(text, ISO_8859_1)).getBytes(ISO_8859_1);
    String said = skip(OURS, body);
    assertThat(said).isEqualTo(skip(JACKSON, body));
    return said.startsWith("error");
  }

  private static String skip(JsonFactory factory, byte[] body) {
    try (JsonParser in = factory.createParser(body)) {
      in.nextToken();
      in.nextToken();
      assertThat(in.nextToken()).isEqualTo(JsonToken.VALUE_STRING);
      return in.nextFieldName() + at(in.currentTokenLocation());
    } catch (JsonProcessingException e) {
      return "error " + e.getOriginalMessage() + at(e.getLocation());
    } catch (IOException e) {
      return "error " + e.getMessage();
    }
  }

  private static String at(JsonLocation place) {
    return " at "
        + place.getByteOffset()
        + " line "
        + place.getLineNr()
        + " column "
        + place.getColumnNr();
  }
}
