package io.sophonevents.recognition.emit;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.CaptureDevice;
import io.sophonevents.event.Code;
import io.sophonevents.event.Embedding;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.FaceAttributes;
import io.sophonevents.event.FaceBox;
import io.sophonevents.event.FacePoints;
import io.sophonevents.event.HistoryEvent;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.IdentityInfo;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PersonType;
import io.sophonevents.event.RealTimeEvent;
import io.sophonevents.event.Score;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.WantedAction;
import io.sophonevents.recognition.BareJpeg;
import io.sophonevents.recognition.Box;
import io.sophonevents.recognition.FaceDetection;
import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.Landmarks.Point;
import io.sophonevents.recognition.PictureFormatException;
import io.sophonevents.recognition.RecognitionResult;
import io.sophonevents.recognition.RecognitionResult.Identified;
import io.sophonevents.recognition.RecognitionResult.Stranger;
import io.sophonevents.recognition.gallery.Person;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The events of one scene: each face of it as the history, real-time or stream event that a box
 * would send.
 *
 * <p>A stranger has no id, the name {@code stranger}, and the score of the nearest known face. What
 * was not computed stays null; an embedding is sent only if it has the {@value
 * #WIRE_EMBEDDING_SIZE} values of the vendor's layouts.
 *
 * <p>Its pictures are JPEGs that carry no metadata, as {@link BareJpeg} says: a phone's photo may
 * tell where it was taken. A registered picture that is no JPEG, PNG or WebP is left out.
 *
 * <p>Immutable.
 */
public final class SceneEvents {
  private static final int WIRE_EMBEDDING_SIZE = 512;

  /** How much of the scene the face picture shows around the box, as a share of its sides. */
  private static final double FACE_MARGIN = 0.25;

  private static final IdentityId NO_ID = IdentityId.of("");

  private final EmitSettings settings;
  private final Frame scene;
  private final EventTime seenAt;
  private final EncodedImage sceneImage;

  /**
   * The events of this scene.
   *
   * @param seenAt when the picture was taken
   */
  public SceneEvents(EmitSettings settings, Frame scene, Instant seenAt) {
    this.settings = requireNonNull(settings, "settings");
    this.scene = requireNonNull(scene, "scene");
    this.seenAt = EventTime.of(seenAt);
    this.sceneImage = EncodedImage.of(scene.jpeg());
  }

  /** As an SE3 posts it at once: with scene and registered picture, this layout has no more. */
  public RealTimeEvent.V2R1 realTime(RecognitionResult result) {
    return RealTimeEvent.V2R1
        .builder(identityId(result), seenAt)
        .identityName(identityName(result))
        .galleryName(settings.galleryName())
        .registeredImage(registeredImage(result))
        .score(score(result, settings.realTimeScale()))
        .captureDeviceIp(settings.deviceIp())
        .endpointId(settings.endpointId())
        .sceneImage(sceneImage)
        .personType(personType(result))
        .captureDeviceType(settings.deviceType())
        .build();
  }

  /**
   * As an SE5 with V5R7 firmware uploads it: with all pictures, box and points, and the classes of
   * age, gender and glasses if they were estimated. The other layouts have no place for them.
   */
  public HistoryEvent.V5R4 history(RecognitionResult result) {
    return HistoryEvent.V5R4
        .builder(identityId(result), seenAt)
        .identityName(identityName(result))
        .identityInfo(IdentityInfo.NONE)
        .score(score(result, settings.v5Scale()))
        .wantedAction(WantedAction.NONE)
        .registeredImage(registeredImage(result))
        .sceneImage(sceneImage)
        .faceImage(faceImage(result))
        .personType(personType(result))
        .leftTime(seenAt)
        .captureDevice(
            new CaptureDevice.V5R4(
                settings.endpointId(),
                Code.of("photo"),
                settings.deviceIp(),
                settings.deviceName(),
                settings.deviceId(),
                Map.of()))
        .licenceCode(settings.licenceCode())
        .attributes(attributes(result))
        .apiVersion("1.0")
        .build();
  }

  /** As an SE5 pushes it over the WebSocket: with all pictures. */
  public StreamEvent.V5R2 stream(RecognitionResult result) {
    return StreamEvent.V5R2
        .builder(identityId(result), seenAt)
        .deviceId(settings.deviceId())
        .identityName(identityName(result))
        .identityInfo(IdentityInfo.NONE)
        .galleryName(settings.galleryName())
        .registeredImage(registeredImage(result))
        .score(score(result, settings.v5Scale()))
        .captureDeviceIp(settings.deviceIp())
        .sceneImage(sceneImage)
        .faceImage(faceImage(result))
        .personType(personType(result))
        .captureDeviceType(settings.deviceType())
        .build();
  }

  private static @Nullable Person person(RecognitionResult result) {
    return result instanceof Identified identified ? identified.match().person() : null;
  }

  private static IdentityId identityId(RecognitionResult result) {
    Person person = person(result);
    return person == null ? NO_ID : person.identityId();
  }

  private static PersonName identityName(RecognitionResult result) {
    Person person = person(result);
    return person == null ? AccessEvent.STRANGER : person.name();
  }

  private static PersonType personType(RecognitionResult result) {
    Person person = person(result);
    return person == null ? PersonType.STRANGER : person.personType();
  }

  private static EncodedImage registeredImage(RecognitionResult result) {
    Person person = person(result);
    return person == null || person.registeredImage() == null
        ? EncodedImage.NONE
        : bare(person.registeredImage());
  }

  private static EncodedImage bare(EncodedImage image) {
    try {
      return image
          .bytes()
          .map(picture -> EncodedImage.of(BareJpeg.of("registered", picture)))
          .orElse(EncodedImage.NONE);
    } catch (PictureFormatException unreadable) {
      return EncodedImage.NONE; // what it tells beside its pixels cannot be known
    }
  }

  private static Score score(RecognitionResult result, ScoreScale scale) {
    if (result instanceof Identified identified) {
      return scale.score(identified.match().similarity());
    }
    Double nearest = ((Stranger) result).nearestSimilarity();
    return scale.score(nearest == null ? 0 : nearest);
  }

  private EncodedImage faceImage(RecognitionResult result) {
    return EncodedImage.of(scene.crop(result.face().box(), FACE_MARGIN).jpeg());
  }

  private FaceAttributes.V5R4 attributes(RecognitionResult result) {
    FaceAttributes.V5R4 place =
        FaceAttributes.V5R4.of(box(result.face().box()), points(result.face()), embedding(result));
    AttributeClasses classes = new AttributeClasses(result.attributes());
    return new FaceAttributes.V5R4(
        place.points(),
        place.box(),
        classes.age(),
        null,
        classes.gender(),
        classes.glasses(),
        null,
        null,
        place.listedEmbedding(),
        null,
        Map.of());
  }

  private static @Nullable Embedding embedding(RecognitionResult result) {
    return result.embedding().size() == WIRE_EMBEDDING_SIZE ? result.embedding() : null;
  }

  /** Whole scene pixels, cut to the scene. */
  private FaceBox box(Box box) {
    return FaceBox.of(
        within(box.x1(), scene.widthPixels()),
        within(box.y1(), scene.heightPixels()),
        within(box.x2(), scene.widthPixels()),
        within(box.y2(), scene.heightPixels()));
  }

  private static long within(double coordinate, int side) {
    return Math.max(0, Math.min(side, Math.round(coordinate)));
  }

  /** Whole scene pixels, x1 to x5 and then y1 to y5. */
  private static FacePoints points(FaceDetection face) {
    return FacePoints.ofPlanar(
        Stream.concat(rounded(face, Point::x), rounded(face, Point::y)).toList());
  }

  private static Stream<BigDecimal> rounded(FaceDetection face, ToDoubleFunction<Point> axis) {
    return face.landmarks().points().stream()
        .map(point -> BigDecimal.valueOf(Math.round(axis.applyAsDouble(point))));
  }
}
