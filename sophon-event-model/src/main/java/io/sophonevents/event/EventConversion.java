package io.sophonevents.event;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event in the layout of another kind or generation, see {@link AccessEvent#convertTo}.
 * Nothing is guessed: a score whose range is not the other layout's is lost rather than rescaled.
 */
final class EventConversion {
  private static final Map<Class<?>, Function<EventConversion, AccessEvent>> TARGETS =
      Map.ofEntries(
          Map.entry(RealTimeEvent.V2R1.class, EventConversion::realTimeV2R1),
          Map.entry(RealTimeEvent.V2R2.class, EventConversion::realTimeV2R2),
          Map.entry(RealTimeEvent.FogV2R1.class, EventConversion::realTimeFog),
          Map.entry(HistoryEvent.V2R1.class, EventConversion::historyV2R1),
          Map.entry(HistoryEvent.V5R3.class, EventConversion::historyV5R3),
          Map.entry(HistoryEvent.V5R4.class, EventConversion::historyV5R4),
          Map.entry(HistoryEvent.V6R1.class, EventConversion::historyV6R1),
          Map.entry(StreamEvent.V5R2.class, EventConversion::streamV5R2),
          Map.entry(StreamEvent.V6R1.class, EventConversion::streamV6R1),
          Map.entry(
              AccessRecord.V5R6.class,
              conversion -> new AccessRecord.V5R6(conversion.streamV5R2())),
          Map.entry(AccessRecord.V2R2.class, EventConversion::accessRecordV2R2));

  private final AccessEvent event;
  private final EventFacts facts;

  private EventConversion(AccessEvent event) {
    this.event = event;
    this.facts = EventFacts.of(event);
  }

  static <T extends AccessEvent> Converted<T> convert(AccessEvent event, Class<T> layout) {
    if (layout.isInstance(event)) {
      return new Converted<>(layout.cast(event), List.of());
    }
    if (event instanceof AccessRecord.V5R6 same && layout == StreamEvent.V5R2.class) {
      return new Converted<>(layout.cast(same.record()), List.of());
    }
    if (event instanceof StreamEvent.V5R2 same && layout == AccessRecord.V5R6.class) {
      return new Converted<>(layout.cast(new AccessRecord.V5R6(same)), List.of());
    }
    Function<EventConversion, AccessEvent> target = TARGETS.get(layout);
    if (target == null) {
      throw new IllegalArgumentException(
          "expected a layout that is pushed but was " + layout.getName());
    }
    EventConversion conversion = new EventConversion(event);
    T converted = layout.cast(target.apply(conversion));
    return new Converted<>(converted, conversion.facts.left());
  }

  private RealTimeEvent.V2R1 realTimeV2R1() {
    return new RealTimeEvent.V2R1(
        event.identityId(),
        name(),
        facts.takeText("galleryName"),
        image("registeredImage"),
        time(),
        scoreIn(ScoreRange.ONE),
        new EventExtension.V2R1(
            ip(),
            facts.take("endpointId", String.class),
            image("sceneImage"),
            number(),
            deviceType(),
            Map.of()),
        Map.of());
  }

  private RealTimeEvent.FogV2R1 realTimeFog() {
    return new RealTimeEvent.FogV2R1(
        event.identityId(),
        name(),
        facts.takeText("galleryName"),
        image("registeredImage"),
        time(),
        scoreIn(ScoreRange.ONE),
        new EventExtension.V2R1(ip(), null, image("sceneImage"), number(), deviceType(), Map.of()),
        Map.of());
  }

  private RealTimeEvent.V2R2 realTimeV2R2() {
    return new RealTimeEvent.V2R2(
        event.identityId(),
        name(),
        facts.takeText("galleryName"),
        image("registeredImage"),
        time(),
        scoreIn(ScoreRange.ONE),
        extensionV2R2(),
        Map.of());
  }

  private HistoryEvent.V2R1 historyV2R1() {
    return new HistoryEvent.V2R1(
        event.identityId(),
        name(),
        facts.takeText("galleryName"),
        image("registeredImage"),
        time(),
        scoreInEither(),
        wantedAction(),
        new EventExtension.HistoryV2R1(
            ip(),
            facts.takeText("endpointId"),
            image("sceneImage"),
            images("faceImages"),
            number(),
            deviceType(),
            grabberQuality(),
            boxQuality(),
            facts.takeText("licenceCode"),
            attributesV5R2(false),
            Map.of()),
        Map.of());
  }

  private HistoryEvent.V5R3 historyV5R3() {
    return new HistoryEvent.V5R3(
        event.identityId(),
        name(),
        facts.takeText("galleryName"),
        image("registeredImage"),
        time(),
        scoreIn(ScoreRange.HUNDRED),
        wantedAction(),
        new EventExtension.HistoryV5R3(
            ip(),
            facts.takeText("endpointId"),
            image("sceneImage"),
            images("faceImages"),
            images("infraredImages"),
            number(),
            deviceType(),
            facts.takeText("licenceCode"),
            attributesV5R2(true),
            Map.of()),
        Map.of());
  }

  private HistoryEvent.V5R4 historyV5R4() {
    return new HistoryEvent.V5R4(
        event.identityId(),
        name(),
        identityInfo(),
        time(),
        scoreIn(ScoreRange.HUNDRED),
        wantedAction(),
        image("registeredImage"),
        image("sceneImage"),
        images("infraredImages"),
        images("faceImages"),
        number(),
        millis("leftTime"),
        new CaptureDevice.V5R4(
            facts.takeText("endpointId"),
            facts.take("mediaType", Code.class),
            facts.takeText("captureDeviceIp"),
            facts.takeText("captureDeviceName"),
            facts.take("deviceId", String.class),
            Map.of()),
        facts.takeText("licenceCode"),
        attributesV5R4(),
        "1.0",
        Map.of());
  }

  private HistoryEvent.V6R1 historyV6R1() {
    return new HistoryEvent.V6R1(
        "2.0",
        event.identityId(),
        name(),
        time(),
        scoreIn(ScoreRange.HUNDRED),
        wantedAction(),
        word(),
        millis("enteredTime"),
        millis("leftTime"),
        new CaptureDevice.V6R1(
            facts.take("deviceId", String.class),
            facts.take("mediaType", Code.class),
            facts.takeText("captureDeviceIp"),
            facts.takeText("captureDeviceName"),
            facts.take("captureDeviceUrl", String.class),
            Map.of()),
        facts.takeText("licenceCode"),
        image("registeredImage"),
        image("sceneImage"),
        firstOf("infraredImages"),
        firstOf("faceImages"),
        attributesV6R1(),
        Map.of());
  }

  private StreamEvent.V5R2 streamV5R2() {
    return new StreamEvent.V5R2(
        event.identityId(),
        streamDeviceId(),
        name(),
        identityInfo(),
        facts.takeText("galleryName"),
        image("registeredImage"),
        time(),
        scoreIn(ScoreRange.HUNDRED),
        extensionV2R2(),
        Map.of());
  }

  private StreamEvent.V6R1 streamV6R1() {
    return new StreamEvent.V6R1(
        facts.take("eventId", String.class),
        time(),
        event.identityId(),
        name(),
        word(),
        scoreIn(ScoreRange.HUNDRED),
        ip(),
        streamDeviceId(),
        facts.take("mediaType", Code.class),
        withPrefix(image("registeredImage")),
        null,
        withPrefix(firstOf("faceImages")),
        attributesV6R1(),
        Map.of());
  }

  private AccessRecord.V2R2 accessRecordV2R2() {
    DeviceType type = deviceType();
    return new AccessRecord.V2R2(
        event.identityId(),
        name(),
        personType(PersonType::asPlatformWord),
        scoreIn(ScoreRange.ONE),
        facts.take("photoId", String.class),
        time(),
        facts.take("licenceCode", String.class),
        facts.take("deviceId", String.class),
        ip(),
        type == null ? null : Code.of(type.code()),
        image("registeredImage"),
        facts.take("registeredImageId", String.class),
        image("sceneImage"),
        firstOf("faceImages"),
        facts.take("faceImageId", String.class),
        Map.of());
  }

  private EventExtension.V2R2 extensionV2R2() {
    return new EventExtension.V2R2(
        ip(),
        null,
        image("sceneImage"),
        images("faceImages"),
        number(),
        deviceType(),
        grabberQuality(),
        boxQuality(),
        Map.of());
  }

  private FaceAttributes.@Nullable V5R2 attributesV5R2(boolean withBox) {
    Code age = facts.take("age", Code.class);
    Code gender = facts.take("gender", Code.class);
    Code glasses = facts.take("glasses", Code.class);
    FaceBox box = withBox ? facts.take("box", FaceBox.class) : null;
    Embedding embedding = withBox ? listedEmbedding() : null;
    return age == null && gender == null && glasses == null && box == null && embedding == null
        ? null
        : new FaceAttributes.V5R2(age, gender, glasses, box, embedding, Map.of());
  }

  private FaceAttributes.@Nullable V5R4 attributesV5R4() {
    if (event.attributes() == null) {
      return null;
    }
    FacePoints points = facts.take("points", FacePoints.class);
    return new FaceAttributes.V5R4(
        points == null ? null : points.in(FacePoints.Order.PLANAR),
        facts.take("box", FaceBox.class),
        facts.take("age", Code.class),
        facts.take("mask", Code.class),
        facts.take("gender", Code.class),
        facts.take("glasses", Code.class),
        facts.take("hat", Code.class),
        facts.take("expression", Code.class),
        listedEmbedding(),
        null,
        Map.of());
  }

  /** A list, if there are numbers: what is no vector can be sent as a text only. */
  private @Nullable Embedding listedEmbedding() {
    Embedding embedding = facts.take("embedding", Embedding.class);
    if (embedding != null && embedding.isUnreadable()) {
      facts.lose("embedding");
      return null;
    }
    return embedding == null ? null : embedding.asList();
  }

  private FaceAttributes.@Nullable V6R1 attributesV6R1() {
    if (event.attributes() == null) {
      return null;
    }
    FacePoints points = facts.take("points", FacePoints.class);
    Embedding embedding = facts.take("embedding", Embedding.class);
    return new FaceAttributes.V6R1(
        points == null ? null : points.in(FacePoints.Order.INTERLEAVED),
        facts.take("box", FaceBox.class),
        facts.take("mask", Code.class),
        facts.take("gender", Code.class),
        facts.take("hat", Code.class),
        facts.take("age", Code.class),
        facts.take("glasses", Code.class),
        embedding == null ? null : embedding.asBase64(),
        null,
        facts.take("expression", Code.class),
        Map.of());
  }

  private @Nullable PersonName name() {
    return facts.take("identityName", PersonName.class);
  }

  private @Nullable String ip() {
    return facts.take("captureDeviceIp", String.class);
  }

  /** A stream event needs a device: where there is no uuid, what the event has in its stead. */
  private String streamDeviceId() {
    String device = facts.takeText("deviceId");
    if (!device.isEmpty()) {
      return device;
    }
    String endpoint = facts.takeText("endpointId");
    String other = DeviceView.bestId(endpoint, event.captureDeviceIp());
    if (other == null) {
      return "";
    }
    facts.lose("deviceId");
    return other;
  }

  private @Nullable DeviceType deviceType() {
    DeviceType type = facts.take("captureDeviceType", DeviceType.class);
    return type == null ? null : DeviceType.of(type.code());
  }

  private IdentityInfo identityInfo() {
    IdentityInfo info = facts.take("identityInfo", IdentityInfo.class);
    return info == null ? IdentityInfo.NONE : info;
  }

  private WantedAction wantedAction() {
    WantedAction action = facts.take("wantedAction", WantedAction.class);
    return action == null ? WantedAction.NONE : WantedAction.of(action.code());
  }

  private GrabberQuality grabberQuality() {
    GrabberQuality quality = facts.take("grabberQuality", GrabberQuality.class);
    return quality == null ? GrabberQuality.NONE : quality;
  }

  private BoxQuality boxQuality() {
    BoxQuality quality = facts.take("boxQuality", BoxQuality.class);
    return quality == null ? BoxQuality.NONE : quality;
  }

  private @Nullable PersonType number() {
    return personType(PersonType::asNumber);
  }

  private @Nullable PersonType word() {
    return personType(PersonType::asWord);
  }

  private @Nullable PersonType personType(Function<PersonType, Optional<PersonType>> spelling) {
    PersonType type = facts.take("personType", PersonType.class);
    if (type == null) {
      return null;
    }
    Optional<PersonType> spelt = spelling.apply(type);
    if (spelt.isEmpty()) {
      facts.lose("personType");
    }
    return spelt.orElse(null);
  }

  private @Nullable Score scoreIn(ScoreRange documented) {
    return scoreIf(range -> range == documented);
  }

  /** For the one layout that boxes of both ranges send. */
  private @Nullable Score scoreInEither() {
    return scoreIf(range -> range != ScoreRange.UNKNOWN);
  }

  private @Nullable Score scoreIf(Predicate<ScoreRange> isRight) {
    Score score = facts.take("score", Score.class);
    if (score != null && !isRight.test(score.range())) {
      facts.lose("score");
      return null;
    }
    return score;
  }

  /** Whole milliseconds, as every layout documents. */
  private EventTime time() {
    return millis("time", event.time());
  }

  private @Nullable EventTime millis(String name) {
    EventTime time = facts.take(name, EventTime.class);
    return time == null ? null : millis(name, time);
  }

  private EventTime millis(String name, EventTime time) {
    EventTime millis = EventTime.of(time.instant());
    if (!millis.equals(time)) {
      facts.lose(name + " below a millisecond");
    }
    return millis;
  }

  private @Nullable EncodedImage image(String name) {
    EncodedImage image = facts.take(name, EncodedImage.class);
    return image == null ? null : image.withoutPrefix();
  }

  private @Nullable EncodedImages images(String name) {
    EncodedImages images = facts.take(name, EncodedImages.class);
    if (images != null && images.all().size() > 1) {
      facts.lose(name + " after the first");
    }
    return images == null ? null : EncodedImages.of(images.first().withoutPrefix());
  }

  private @Nullable EncodedImage firstOf(String name) {
    EncodedImages images = images(name);
    return images == null ? null : images.first();
  }

  /** V6 has the prefix in its stream, and nowhere else; a format that nobody knows has none. */
  private static @Nullable EncodedImage withPrefix(@Nullable EncodedImage image) {
    if (image == null || image.isEmpty()) {
      return image;
    }
    return image
        .header()
        .map(header -> header.format().name().toLowerCase(Locale.ROOT))
        .map(type -> EncodedImage.ofText("data:image/" + type + ";base64," + image.text()))
        .orElse(image);
  }
}
