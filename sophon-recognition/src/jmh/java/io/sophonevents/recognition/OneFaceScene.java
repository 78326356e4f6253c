package io.sophonevents.recognition;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** What is measured on. */
public final class OneFaceScene {
  private static final Path PHOTOS = Path.of("../examples/photos");

  private OneFaceScene() {}

  /** The scene with three people at 1920 x 1080, the faces of two made coarse squares. */
  public static byte[] jpeg() throws IOException {
    BufferedImage scene = ImageIO.read(PHOTOS.resolve("scenes/women-on-stools.jpg").toFile());
    BufferedImage large = new BufferedImage(1920, 1080, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = large.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(scene, 0, -100, 1920, 1280, null);
    coarsen(graphics, large, 380, 220, 260, 320);
    coarsen(graphics, large, 800, 280, 260, 320);
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(large, "jpg", out);
    return out.toByteArray();
  }

  private static void coarsen(
      Graphics2D graphics, BufferedImage image, int x, int y, int width, int height) {
    BufferedImage small = new BufferedImage(4, 4, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D tiny = small.createGraphics();
    tiny.drawImage(image.getSubimage(x, y, width, height), 0, 0, 4, 4, null);
    tiny.dispose();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    graphics.drawImage(small, x, y, width, height, null);
  }
}
