package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in, an event or our own exception comes out, and soon. */
class MutationTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples");
  private static final int MUTATIONS = 20_000;
  private static final List<String> NASTY =
      List.of(
          "null",
          "1e999999999",
          "1e-999999999",
          "-0",
          "\"\"",
          "[]",
          "{}",
          "\u0000",
          "\"\\ud800\"",
          "true",
          "99999999999999999999",
          "1566016554.020",
          "[[[[[[[[",
          "\uff0c",
          "NaN",
          "\"a\":");

  private final EventCodec codec = new EventCodec();

  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aMutatedSampleIsAnEventOrOurException() throws IOException {
    List<byte[]> samples;
    try (var files = Files.list(SAMPLES)) {
      samples = files.filter(Files::isRegularFile).sorted().map(MutationTest::read).toList();
    }
    Random random = new Random(20261121);
    int events = 0;
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] body = mutated(samples.get(random.nextInt(samples.size())), random);
      try {
        for (byte[] part : codec.split(body)) {
          SophonEvent event = codec.decodePosted(part);
          // what was read can be written and read again
          assertThat(codec.decodePosted(codec.encode(event)).kind()).isEqualTo(event.kind());
          assertThat(event.hashCode()).isEqualTo(event.hashCode());
          events++;
        }
      } catch (EventFormatException expected) {
        refused++;
      }
    }
    assertThat(events).isGreaterThan(MUTATIONS / 100);
    assertThat(refused).isGreaterThan(MUTATIONS / 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-999999999", "1e999999999", "\"1e-999999999\""})
  @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aTimeWithABillionDigitsIsRefusedAtOnce(String time) {
    byte[] body =
        ("{\"identity_id\":\"1\",\"timestamp\":" + time + ",\"ext_data\":{}}").getBytes(UTF_8);

    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decode(body))
        .withMessageStartingWith("real time event: expected a time as a number but was ")
        .withMessageEndingWith(" at $.timestamp");
  }

  private static byte[] mutated(byte[] sample, Random random) {
    byte[] body = sample.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(body.length);
      switch (random.nextInt(4)) {
        case 0 -> body[at] = (byte) random.nextInt(256);
        case 1 -> body = Arrays.copyOf(body, Math.max(1, at));
        case 2 -> body = spliced(body, at, at, NASTY.get(random.nextInt(NASTY.size())));
        default -> {
          // in place of a value: from a colon to the next comma
          int colon = indexOf(body, (byte) ':', at);
          int comma = indexOf(body, (byte) ',', colon);
          body = spliced(body, colon + 1, comma, NASTY.get(random.nextInt(NASTY.size())));
        }
      }
    }
    return body;
  }

  private static int indexOf(byte[] body, byte wanted, int from) {
    for (int i = from; i < body.length; i++) {
      if (body[i] == wanted) {
        return i;
      }
    }
    return body.length - 1;
  }

  private static byte[] spliced(byte[] body, int from, int to, String text) {
    byte[] middle = text.getBytes(UTF_8);
    int end = Math.max(from, to);
    byte[] all = Arrays.copyOf(body, from + middle.length + body.length - end);
    System.arraycopy(middle, 0, all, from, middle.length);
    System.arraycopy(body, end, all, from + middle.length, body.length - end);
    return all;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
