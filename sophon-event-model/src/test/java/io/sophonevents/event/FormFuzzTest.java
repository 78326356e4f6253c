package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever parts come in, an event or our own exception comes out, and what was read can be written
 * as JSON and as a form and read again. In the build it goes through the samples and what was found
 * before; with {@code JAZZER_FUZZ=1} it looks for more.
 *
 * <p>An input is name, content type and content of each part, with a byte between them that UTF-8
 * does not have; an empty content type is none.
 */
class FormFuzzTest {
  private static final byte SEPARATOR = (byte) 0xfe;
  private static final JsonMapper TREES = new JsonMapper();

  private final EventCodec codec = new EventCodec();

  static List<byte[]> samples() throws IOException {
    List<byte[]> inputs = new ArrayList<>();
    EventCodec codec = new EventCodec();
    for (EventsPage.Sample sample : FormMappingTest.postedSamples()) {
      inputs.add(input(codec.encodeForm(codec.decode(sample.body(), Hint.POSTED))));
      List<FormPart> parts = new ArrayList<>();
      for (Map.Entry<String, JsonNode> field : TREES.readTree(sample.body()).properties()) {
        String text = FormMappingTest.python(field.getValue(), false);
        parts.add(FormPart.of(field.getKey(), "text/plain; charset=gbk", text.getBytes("GBK")));
      }
      inputs.add(input(parts));
    }
    return inputs;
  }

  @MethodSource("samples")
  @DictionaryEntries({
    "True",
    "False",
    "None",
    "\\x41",
    "\\u4e2d",
    "\\U0001f600",
    "(1,)",
    "{'a': 'b'}",
    "image/jpeg",
    "charset="
  })
  @FuzzTest(maxDuration = "20s")
  void decodeForm(byte[] input) throws Throwable {
    List<FormPart> parts = parts(input);
    for (Hint hint : List.of(Hint.POSTED, Hint.path("/EventServer/api/HistoryEvent"))) {
      try {
        Decoded form = codec.decodeForm(parts, hint);
        DecodeFuzzTest.isReadAgain(codec, form.event(), hint);
        assertThat(codec.encode(form.event())).isEqualTo(form.bytes());
        isReadFromItsParts(form, hint);
        assertThat(form.deviations().toString()).isNotEmpty();
        assertThat(form.toString()).isNotEmpty();
        EveryView.of(form.event());
      } catch (EventFormatException refused) {
        DecodeFuzzTest.holdsNothing(refused);
      }
    }
    assertThat(parts.toString()).isNotEmpty();
  }

  private void isReadFromItsParts(Decoded form, Hint hint) {
    Decoded again;
    try {
      again = codec.decodeForm(codec.encodeForm(form.event()), hint);
    } catch (EventFormatException e) {
      throw new AssertionError("what was read from a form is not read from one again", e);
    }
    assertThat(again.event()).isEqualTo(form.event());
    assertThat(new String(again.bytes(), UTF_8)).isEqualTo(new String(form.bytes(), UTF_8));
  }

  private static byte[] input(List<FormPart> parts) {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    for (FormPart part : parts) {
      input.writeBytes(part.name().getBytes(UTF_8));
      input.write(SEPARATOR);
      input.writeBytes((part.contentType() == null ? "" : part.contentType()).getBytes(UTF_8));
      input.write(SEPARATOR);
      input.writeBytes(part.bytes());
      input.write(SEPARATOR);
    }
    return input.toByteArray();
  }

  private static List<FormPart> parts(byte[] input) {
    List<byte[]> fields = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < input.length; i++) {
      if (input[i] == SEPARATOR) {
        fields.add(Arrays.copyOfRange(input, from, i));
        from = i + 1;
      }
    }
    List<FormPart> parts = new ArrayList<>();
    for (int i = 0; i + 2 < fields.size(); i += 3) {
      String type = new String(fields.get(i + 1), ISO_8859_1);
      parts.add(
          FormPart.of(
              new String(fields.get(i), UTF_8), type.isEmpty() ? null : type, fields.get(i + 2)));
    }
    return parts;
  }
}
