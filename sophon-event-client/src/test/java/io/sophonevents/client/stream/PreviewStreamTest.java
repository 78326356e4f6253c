package io.sophonevents.client.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sophonevents.event.EventCodec;
import io.sophonevents.event.PreviewFrame;
import io.sophonevents.event.PreviewSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PreviewStreamTest {
  private static final Path SAMPLES = Path.of("../sophon-event-model/src/test/resources/samples");

  private final EventCodec codec = new EventCodec();
  private final BlockingQueue<PreviewFrame> frames = new LinkedBlockingQueue<>();
  private final BlockingQueue<PreviewSettings> settings = new LinkedBlockingQueue<>();
  @AutoClose private RawBox box = new RawBox();

  private URI framesUri() {
    return box.uri().resolve("/preview");
  }

  private static byte[] sample(String name) throws IOException {
    return Files.readAllBytes(SAMPLES.resolve(name));
  }

  private static byte[] frame(int number) {
    return ("{\"frame_id\":" + number + ",\"preview_objs\":[]}").getBytes(UTF_8);
  }

  private static int number(PreviewFrame frame) {
    return Integer.parseInt(requireNonNull(((PreviewFrame.V6R1) frame).frameId()).text());
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    return requireNonNull(queue.poll(10, TimeUnit.SECONDS), "nothing came");
  }

  @Test
  void aFrameIsReadHoweverItIsSentAndNothingIsSaidToTheBox() throws Exception {
    byte[] message = sample("constructed/preview-frame-v6r1.json");
    PreviewFrame expected = codec.decode(message, PreviewFrame.class);
    try (PreviewStream preview = PreviewStream.frames(framesUri(), frames::add);
        RawBox.Connection connection = box.accept()) {
      assertThat(connection.requestLine()).isEqualTo("GET /preview HTTP/1.1");
      connection.frame(RawBox.BINARY, true, message);
      assertThat(next(frames)).isEqualTo(expected);
      connection.frame(RawBox.TEXT, true, message);
      assertThat(next(frames)).isEqualTo(expected);
      connection.frame(RawBox.BINARY, false, Arrays.copyOf(message, 100));
      connection.frame(RawBox.CONTINUATION, true, Arrays.copyOfRange(message, 100, message.length));
      assertThat(next(frames)).isEqualTo(expected);
      assertThat(preview.isConnected()).isTrue();
      assertThat(connection.next().opcode()).isEqualTo(RawBox.PING);
    }
  }

  @Test
  void settingsAreToldAgainOverTheNextConnection() throws Exception {
    byte[] message = sample("preview-control-broadcast-v6.json");
    try (PreviewStream preview = PreviewStream.settings(box.uri(), settings::add)) {
      for (int i = 0; i < 3; i++) {
        try (RawBox.Connection connection = box.accept()) {
          connection.frame(RawBox.BINARY, true, message);
          assertThat(next(settings)).isEqualTo(codec.decode(message, PreviewSettings.class));
        }
      }
      assertThat(preview.dropped()).isZero();
    }
  }

  @Test
  void aSlowListenerSeesTheNewestFrames() throws Exception {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch looked = new CountDownLatch(1);
    try (PreviewStream preview =
            PreviewStream.frames(
                framesUri(),
                frame -> {
                  frames.add(frame);
                  looking.countDown();
                  try {
                    looked.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
        RawBox.Connection connection = box.accept()) {
      connection.frame(RawBox.BINARY, true, frame(1));
      assertThat(looking.await(10, TimeUnit.SECONDS)).isTrue();
      for (int i = 2; i <= 100; i++) {
        connection.frame(RawBox.BINARY, true, frame(i));
      }
      while (preview.dropped() < 95) { // the test's time limit ends this
        Thread.onSpinWait();
      }
      looked.countDown();
      List<Integer> seen = new ArrayList<>();
      for (int i = 0; i <= PreviewStream.WAITING_FRAMES; i++) {
        seen.add(number(next(frames)));
      }
      assertThat(seen).containsExactly(1, 97, 98, 99, 100);
      assertThat(preview.dropped()).isEqualTo(95);
    }
  }

  @Test
  void noSettingIsDroppedForASlowListener() throws Exception {
    int many = EventStream.DEFAULT_EVENTS + 100;
    CountDownLatch looked = new CountDownLatch(1);
    byte[] message = "{\"preview_device_list\":[],\"preview_mode\":1}".getBytes(UTF_8);
    try (PreviewStream preview =
            PreviewStream.settings(
                box.uri(),
                setting -> {
                  try {
                    looked.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  settings.add(setting);
                });
        RawBox.Connection connection = box.accept()) {
      for (int i = 0; i < many; i++) {
        connection.frame(RawBox.BINARY, true, message);
      }
      while (preview.dropped() == 0 && !readerWaits()) { // the test's time limit ends this
        Thread.onSpinWait();
      }
      looked.countDown();
      for (int i = 0; i < many; i++) {
        next(settings);
      }
      assertThat(preview.dropped()).isZero();
    }
  }

  private static boolean readerWaits() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(
            thread ->
                thread.getName().equals("sophon-event-stream-connection")
                    && thread.getState() == Thread.State.WAITING);
  }

  @Test
  void whatCannotBeReadAndAListenerThatThrowsHarmNobody() throws Exception {
    try (PreviewStream preview =
            PreviewStream.frames(
                framesUri(),
                frame -> {
                  frames.add(frame);
                  throw new IllegalStateException("a bug");
                });
        RawBox.Connection connection = box.accept()) {
      connection.text("{no frame");
      connection.text("[]");
      connection.text("{\"frame_id\":{}}");
      connection.frame(RawBox.BINARY, true, frame(1));
      assertThat(number(next(frames))).isEqualTo(1);
      connection.frame(RawBox.BINARY, true, frame(2));
      assertThat(number(next(frames))).isEqualTo(2);
      assertThat(preview.isConnected()).isTrue();
    }
  }

  @Test
  void onceClosedItIsGone() throws Exception {
    PreviewStream preview = PreviewStream.frames(framesUri(), frames::add);
    try (RawBox.Connection connection = box.accept()) {
      connection.frame(RawBox.BINARY, true, frame(1));
      next(frames);
      preview.close();
      preview.close();
      assertThat(connection.closeCode()).isEqualTo(1000);
    }
    while (preview.isConnected()) { // the test's time limit ends this
      Thread.onSpinWait();
    }
    assertThat(frames).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:5678/preview", "wss://127.0.0.1:5678", "ws:preview"})
  void anAddressThatIsNoneIsRefused(String address) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> PreviewStream.frames(URI.create(address), frames::add))
        .withMessage("preview: expected an address like ws://box:5678/preview or ws://box:54547");
  }
}
