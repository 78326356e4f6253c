package io.sophonevents.client.box;

import io.sophonevents.event.DetectAnswer;
import io.sophonevents.event.DetectRequest;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.IdentifyAnswer;
import io.sophonevents.event.IdentifyRequest;
import io.sophonevents.event.QualityAnswer;
import io.sophonevents.event.QualityRequest;
import io.sophonevents.event.VerifyAnswer;
import io.sophonevents.event.VerifyRequest;

/**
 * Recognition by the box, of pictures that it is sent.
 *
 * <p>Safe for use by many threads. Source: docs/protocol.md, sections 5.7 and 5.8.
 */
public final class BoxFaces {
  private static final String V6 = "/sophon/v2/face/";

  private final BoxConnection box;

  BoxFaces(BoxConnection box) {
    this.box = box;
  }

  /**
   * Whose face it is, 1:N. The box makes an event of it, and may open a door, as if a device had
   * seen the face.
   *
   * @param captureDeviceIp of a device of type {@code photo} that the box knows
   */
  public IdentifyAnswer identify(EncodedImage picture, String captureDeviceIp) {
    return identify(
        box.isV6()
            ? IdentifyRequest.V6R1.of(picture, captureDeviceIp)
            : IdentifyRequest.V5R3.of(picture, captureDeviceIp));
  }

  /**
   * The same with all that can be said.
   *
   * @param request in the layout of the box's generation
   */
  public IdentifyAnswer identify(IdentifyRequest request) {
    return box.isV6()
        ? box.ask(
            BoxRequest.post(V6 + "search", box.inLayout(IdentifyRequest.V6R1.class, request)),
            IdentifyAnswer.V6R1.class)
        : box.ask(
            BoxRequest.post(
                "/SophonMatch/api/PictureMatch", box.inLayout(IdentifyRequest.V5R3.class, request)),
            IdentifyAnswer.V5R3.class);
  }

  /** Whether two pictures show one person, 1:1; for V5 the second one is that of a card. */
  public VerifyAnswer verify(EncodedImage first, EncodedImage second) {
    return verify(
        box.isV6() ? VerifyRequest.V6R1.of(first, second) : VerifyRequest.V2R6.of(first, second));
  }

  /**
   * The same with all that can be said.
   *
   * @param request in the layout of the box's generation
   */
  public VerifyAnswer verify(VerifyRequest request) {
    return box.isV6()
        ? box.ask(
            BoxRequest.post(V6 + "compare", box.inLayout(VerifyRequest.V6R1.class, request)),
            VerifyAnswer.V6R1.class)
        : box.ask(
            BoxRequest.post(
                "/SophonMatch/api/compare", box.inLayout(VerifyRequest.V2R6.class, request)),
            VerifyAnswer.V2R6.class);
  }

  /** The faces in a picture, with all that can be known of them. */
  public DetectAnswer detect(EncodedImage picture) {
    return detect(DetectRequest.V5R3.of(DataUri.of(picture)));
  }

  /** The faces in a picture. */
  public DetectAnswer detect(DetectRequest.V5R3 request) {
    return box.isV6()
        ? box.ask(BoxRequest.ask(V6 + "detect", request), DetectAnswer.V6R1.class)
        : box.ask(BoxRequest.ask("/SophonFace/api/detect", request), DetectAnswer.V5R3.class);
  }

  /**
   * How fit a picture is to recognise a face in.
   *
   * @param level {@code high}, {@code middle}, {@code low} or {@code no}
   */
  public QualityAnswer quality(EncodedImage picture, String level) {
    return quality(QualityRequest.V2R6.of(DataUri.of(picture), level));
  }

  /** How fit a picture is to recognise a face in. */
  public QualityAnswer quality(QualityRequest.V2R6 request) {
    return box.isV6()
        ? box.ask(BoxRequest.ask(V6 + "fiqa", request), QualityAnswer.V6R1.class)
        : box.ask(BoxRequest.ask("/SophonFace/api/FIQA", request), QualityAnswer.V2R6.class);
  }
}
