package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
  private static final int MUTATIONS = Integer.getInteger("mutations", 20_000);
  private static final long SEED = 20261121;
  private static final long SLOWEST_MILLIS = 2_000;
  private static final List<String> NASTY =
      List.of(
          "null",
          "1e999999999",
          "1e-999999999",
          "1e99999999999",
          "-0",
          "-0.0",
          "\"\"",
          "[]",
          "{}",
          "\u0000",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\"\\/\\b\\f\\n\\r\\t\"",
          "true",
          "\"True\"",
          "99999999999999999999",
          "2147483648",
          "1566016554.020",
          "\"1566016554020\"",
          "[null]",
          "[[]]",
          "[{}]",
          "[[[[[[[[",
          "{\"a\":{\"a\":{\"a\":{",
          "\uff0c",
          "\ufeff",
          "\ud83d\ude00",
          "NaN",
          "Infinity",
          "\"NaN\"",
          "// comment\n",
          "\"a\":");

  private final EventCodec codec = new EventCodec();

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aMutatedSampleIsAnEventOrOurException() {
    List<byte[]> samples = EventsPage.files().stream().map(EventsPage::body).toList();
    Random random = new Random(SEED);
    int events = 0;
    int refused = 0;
    long slowest = 0;
    long heapAfterTenth = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] body = mutated(samples.get(random.nextInt(samples.size())), random);
      long start = System.nanoTime();
      try {
        for (Decoded part : codec.decodeBatch(body, Hint.POSTED)) {
          use(part);
          events++;
        }
      } catch (EventFormatException expected) {
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("mutation " + i + " of seed " + SEED, e);
      }
      slowest = Math.max(slowest, System.nanoTime() - start);
      if (i == MUTATIONS / 10) {
        heapAfterTenth = usedHeap();
      }
    }
    assertThat(events).isGreaterThan(MUTATIONS / 20);
    assertThat(refused).isGreaterThan(MUTATIONS / 20);
    assertThat(TimeUnit.NANOSECONDS.toMillis(slowest)).isLessThan(SLOWEST_MILLIS);
    assertThat(usedHeap()).isLessThan(heapAfterTenth + (16 << 20));
  }

  /** Through view, conversion, text and back. */
  private void use(Decoded part) {
    SophonEvent event = part.event();
    assertThat(event.hashCode()).isEqualTo(event.hashCode());
    assertThat(event.toString()).isNotEmpty();
    SophonEvent again = codec.decode(codec.encode(event), Hint.POSTED);
    assertThat(again).isEqualTo(event);
    if (event instanceof AccessEvent seen) {
      assertThat(seen.idempotencyKey()).isEqualTo(((AccessEvent) again).idempotencyKey());
      for (EncodedImage image :
          Arrays.asList(seen.registeredImage(), seen.sceneImage(), seen.faceImage())) {
        if (image != null) {
          assertThat(image.bytes().isPresent()).isIn(true, false);
          assertThat(image.header().isPresent()).isIn(true, false);
        }
      }
      codec.encode(seen.convertTo(StreamEvent.V5R2.class).event());
      codec.encode(seen.convertTo(HistoryEvent.V6R1.class).event());
    }
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
      switch (random.nextInt(10)) {
        case 0 -> body[at] = (byte) random.nextInt(256);
        case 1 -> body = Arrays.copyOf(body, Math.max(1, at));
        case 2, 3 -> body = spliced(body, at, at, nasty(random));
        case 4 -> {
          // a piece of it twice, or somewhere else
          int end = Math.min(body.length, at + random.nextInt(40));
          body =
              spliced(
                  body, random.nextInt(body.length), 0, new String(body, at, end - at, ISO_8859_1));
        }
        case 5 -> body = inAnotherForm(body, random);
        default -> {
          // in place of a value: from a colon to the next comma
          int colon = indexOf(body, (byte) ':', at);
          int comma = indexOf(body, (byte) ',', colon);
          body = spliced(body, colon + 1, comma, nasty(random));
        }
      }
    }
    return body;
  }

  private static byte[] inAnotherForm(byte[] body, Random random) {
    String text = new String(body, UTF_8);
    return switch (random.nextInt(6)) {
      case 0 -> ("[" + text + "," + text + "]").getBytes(UTF_8);
      case 1 -> ("{\"events\":[" + text + "]}").getBytes(UTF_8);
      case 2 -> ("{\"data\":[" + text + "]}").getBytes(UTF_8);
      case 3 -> text.getBytes(UTF_16BE);
      case 4 -> ("\ufeff" + text).getBytes(UTF_8);
      default -> text.getBytes(ISO_8859_1);
    };
  }

  private static String nasty(Random random) {
    return NASTY.get(random.nextInt(NASTY.size()));
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

  @SuppressWarnings("SystemGc") // how much is in use cannot be told without one
  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
