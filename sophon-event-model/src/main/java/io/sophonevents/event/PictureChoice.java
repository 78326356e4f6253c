package io.sophonevents.event;

import org.jspecify.annotations.Nullable;

/**
 * Which pictures of an event are sent, as a box is told for each of its addresses. Immutable.
 *
 * @param registered the picture in the gallery
 * @param scene the whole scene
 * @param face the face, cut out of the scene, and the one in infrared light
 */
public record PictureChoice(boolean registered, boolean scene, boolean face) {
  /** All of them, as a box sends unless told otherwise. */
  public static final PictureChoice ALL = new PictureChoice(true, true, true);

  /** None. */
  public static final PictureChoice NONE = new PictureChoice(false, false, false);

  /** What a box is told for the events that it posts as they happen. */
  public static PictureChoice from(EventServerUrl.V2R1 settings) {
    return new PictureChoice(
        isWanted(settings.needsRegisteredImage()),
        isWanted(settings.needsSceneImage()),
        isWanted(settings.needsFaceImage()));
  }

  /** What a box is told for the events of its database. */
  public static PictureChoice from(HistoryEventUrl.V2R1 settings) {
    return new PictureChoice(
        isWanted(settings.needsRegisteredImage()),
        isWanted(settings.needsSceneImage()),
        isWanted(settings.needsFaceImage()));
  }

  private static boolean isWanted(@Nullable SentFlag flag) {
    return flag == null || flag.isTrue();
  }

  /** Whether what this component of a record holds is left out. */
  boolean leavesOut(String component) {
    return switch (component) {
      case "registeredImage", "registerImage", "regPic" -> !registered;
      case "sceneImage" -> !scene;
      case "faceImage", "faceImages", "infraredImage", "infraredImages" -> !face;
      default -> false;
    };
  }
}
