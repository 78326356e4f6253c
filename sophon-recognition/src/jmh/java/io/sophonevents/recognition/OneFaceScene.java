package io.sophonevents.recognition;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** What is measured on. */
public final class OneFaceScene {
  private static final Path PHOTOS = Path.of("../examples/photos");

  private OneFaceScene() {}

  /**
   * The scene with three people at 1920 x 1080, two of the heads covered with one colour each, and
   * what else either pack takes for a face.
   */
  public static byte[] jpeg() throws IOException {
    BufferedImage scene = ImageIO.read(PHOTOS.resolve("scenes/women-on-stools.jpg").toFile());
    BufferedImage large = new BufferedImage(1920, 1080, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = large.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(scene, 0, -100, 1920, 1280, null);
    cover(graphics, large, 380, 220, 260, 320);
    cover(graphics, large, 800, 280, 260, 320);
    cover(graphics, large, 100, 480, 240, 240); // clothes, which RetinaFace takes for a face
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(large, "jpg", out);
    return out.toByteArray();
  }

  /** With the colour of the upper left corner, which is background. */
  private static void cover(
      Graphics2D graphics, BufferedImage image, int x, int y, int width, int height) {
    graphics.setColor(new Color(image.getRGB(x, y)));
    graphics.fillRect(x, y, width, height);
  }

  /**
   * The one face that was found in it.
   *
   * @throws IllegalStateException if there are more, or none: what follows would measure another
   *     thing than it says
   */
  public static <T> T only(List<T> found) {
    if (found.size() != 1) {
      throw new IllegalStateException("expected one face but found " + found.size());
    }
    return found.get(0);
  }
}
