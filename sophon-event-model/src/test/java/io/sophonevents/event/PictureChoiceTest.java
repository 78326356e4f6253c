package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PictureChoiceTest {
  private static final EncodedImage REGISTERED = EncodedImage.of(new byte[] {1});
  private static final EncodedImage SCENE = EncodedImage.of(new byte[] {2});
  private static final EncodedImage FACE = EncodedImage.of(new byte[] {3});
  private static final EncodedImage INFRARED = EncodedImage.of(new byte[] {4});

  private static final IdentityId ID = IdentityId.of("1");
  private static final EventTime TIME = EventTime.ofMillis(1566016554020L);

  private final EventCodec codec = new EventCodec();

  static Stream<AccessEvent> events() {
    HistoryEvent.V6R1 history =
        HistoryEvent.V6R1
            .builder(ID, TIME)
            .registeredImage(REGISTERED)
            .sceneImage(SCENE)
            .faceImage(FACE)
            .infraredImage(INFRARED)
            .build();
    return Stream.of(
        history,
        history.convertTo(HistoryEvent.V2R1.class).event(),
        history.convertTo(HistoryEvent.V5R3.class).event(),
        history.convertTo(HistoryEvent.V5R4.class).event(),
        history.convertTo(RealTimeEvent.V2R1.class).event(),
        history.convertTo(RealTimeEvent.V2R2.class).event(),
        history.convertTo(RealTimeEvent.FogV2R1.class).event(),
        history.convertTo(StreamEvent.V5R2.class).event(),
        history.convertTo(StreamEvent.V6R1.class).event(),
        history.convertTo(AccessRecord.V2R2.class).event(),
        history.convertTo(AccessRecord.V5R6.class).event());
  }

  @ParameterizedTest
  @MethodSource("events")
  void eachPictureIsLeftOutByItself(AccessEvent event) {
    AccessEvent noRegistered = written(event, new PictureChoice(false, true, true));
    assertThat(noRegistered.registeredImage()).isIn(null, EncodedImage.NONE);
    assertThat(noRegistered.sceneImage()).isEqualTo(event.sceneImage());
    assertThat(noRegistered.faceImage()).isEqualTo(event.faceImage());

    AccessEvent noScene = written(event, new PictureChoice(true, false, true));
    assertThat(noScene.sceneImage()).isIn(null, EncodedImage.NONE);
    assertThat(noScene.registeredImage()).isEqualTo(event.registeredImage());
    assertThat(noScene.faceImage()).isEqualTo(event.faceImage());

    AccessEvent noFace = written(event, new PictureChoice(true, true, false));
    assertThat(noFace.faceImage()).isIn(null, EncodedImage.NONE);
    assertThat(noFace.infraredImage()).isIn(null, EncodedImage.NONE);
    assertThat(noFace.registeredImage()).isEqualTo(event.registeredImage());
    assertThat(noFace.sceneImage()).isEqualTo(event.sceneImage());
  }

  @ParameterizedTest
  @MethodSource("events")
  void withNoneNoPictureIsWritten(AccessEvent event) {
    String json = new String(codec.withPictures(PictureChoice.NONE).encode(event), UTF_8);
    for (EncodedImage image : List.of(REGISTERED, SCENE, FACE, INFRARED)) {
      assertThat(json).doesNotContain('"' + image.text() + '"');
    }
    assertThat(codec.withPictures(PictureChoice.ALL).encode(event)).isEqualTo(codec.encode(event));
  }

  @Test
  void whatABoxIsToldIsTheChoice() {
    EventServerUrl.V2R1 realTime =
        new EventServerUrl.V2R1(
            List.of("http://a/"), SentFlag.FALSE, null, SentFlag.TRUE, null, null, Map.of());
    assertThat(PictureChoice.from(realTime)).isEqualTo(new PictureChoice(false, true, true));
    HistoryEventUrl.V2R1 history =
        new HistoryEventUrl.V2R1(
            List.of("http://a/"), null, SentFlag.FALSE, SentFlag.FALSE, null, null, Map.of());
    assertThat(PictureChoice.from(history)).isEqualTo(new PictureChoice(true, false, false));
  }

  @Test
  void aFormPartIsWrittenAsItIs() throws IOException {
    List<FormPart> parts = codec.encodeForm(events().findFirst().orElseThrow());
    for (FormPart part : parts) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      part.writeTo(out);
      assertThat(out.toByteArray()).isEqualTo(part.bytes()).hasSize(part.size());
    }
    assertThat(parts).extracting(FormPart::name).contains("spot_image");
  }

  private AccessEvent written(AccessEvent event, PictureChoice choice) {
    return (AccessEvent) codec.decode(codec.withPictures(choice).encode(event), event.getClass());
  }
}
