package io.sophonevents.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes come in, events or our own exception come out, and what was read can be asked,
 * printed, written and read again. In the build it goes through the samples and what was found
 * before; with {@code JAZZER_FUZZ=1} it looks for more.
 */
class DecodeFuzzTest {
  private static final List<Hint> HINTS =
      List.of(Hint.NONE, Hint.POSTED, Hint.path("/EventServer/api/HistoryEvent"));
  private static final int LONGEST_MESSAGE = 400;

  private final EventCodec codec = new EventCodec();
  private final EventCodec strict = codec.strict().withScoreRange(ScoreRange.ONE);

  static List<byte[]> samples() throws IOException {
    try (Stream<Path> files = Files.walk(EventsPage.SAMPLES)) {
      return files.filter(Files::isRegularFile).sorted().map(DecodeFuzzTest::read).toList();
    }
  }

  @MethodSource("samples")
  @FuzzTest(maxDuration = "20s")
  void decode(byte[] body) throws Throwable {
    for (Hint hint : HINTS) {
      readAs(hint, body);
    }
    Class<? extends SophonEvent> kind = kind(Arrays.hashCode(body));
    try {
      SophonEvent event = codec.decode(body, kind);
      assertThat(codec.decode(codec.encode(event), kind)).isEqualTo(event);
    } catch (EventFormatException refused) {
      holdsNothing(refused);
    }
  }

  private void readAs(Hint hint, byte[] body) throws Throwable {
    try {
      for (Decoded part : codec.decodeBatch(body, hint)) {
        SophonEvent event = part.event();
        isReadAgain(codec, event, hint);
        assertThat(codec.decode(part.bytes(), hint)).isEqualTo(event);
        assertThat(part.toString()).isNotEmpty();
        assertThat(part.deviations().toString()).isNotEmpty();
        EveryView.of(event);
        assertThat(codec.encodeForm(event).toString()).isNotEmpty();
      }
      for (Decoded part : strict.decodeBatch(body, hint)) {
        assertThat(part.deviations()).isEmpty();
      }
    } catch (EventFormatException refused) {
      holdsNothing(refused);
    }
  }

  /** Fails unless the event is the same after it was written. */
  static void isReadAgain(EventCodec codec, SophonEvent event, Hint hint) {
    byte[] written = codec.encode(event);
    SophonEvent again;
    try {
      again = codec.decode(written, hint);
    } catch (EventFormatException e) {
      throw new AssertionError("what was read is not read again", e);
    }
    assertThat(again)
        .isExactlyInstanceOf(event.getClass())
        .isEqualTo(event)
        .hasSameHashCodeAs(event);
    assertThat(codec.encode(again)).isEqualTo(written);
  }

  /** Fails if more than places and types is told. */
  static void holdsNothing(EventFormatException refused) {
    assertThat(String.valueOf(refused.getMessage()))
        .hasSizeLessThan(LONGEST_MESSAGE)
        .doesNotContainPattern("\\p{Cntrl}");
    assertThat(refused).hasNoCause();
  }

  private static Class<? extends SophonEvent> kind(int number) {
    List<Class<? extends SophonEvent>> kinds =
        Arrays.stream(EventKind.values())
            .filter(kind -> kind != EventKind.UNKNOWN)
            .<Class<? extends SophonEvent>>map(EventKind::type)
            .toList();
    return kinds.get(Math.floorMod(number, kinds.size()));
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
