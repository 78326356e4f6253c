package io.sophonevents.recognition;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;

/**
 * A picture with a face that is nobody's, drawn here, to warm up with. Behind it are small ones and
 * heads without a face, so that a detector has as much to look at as in a photo.
 */
final class DrawnFace {
  private static final double SHARE_OF_THE_PICTURE = 0.45;
  private static final double WIDTH_TO_HEIGHT = 0.75;
  private static final int SMALL_ONES_IN_A_ROW = 9;

  private final int pictureWidth;
  private final int pictureHeight;
  private final Place face;

  /** A place for a face, in pixels of the picture. */
  private record Place(double left, double top, double height) {
    private double width() {
      return WIDTH_TO_HEIGHT * height;
    }

    private double x(double share) {
      return left + share * width();
    }

    private double y(double share) {
      return top + share * height;
    }

    /** In shares of the face. */
    private void fill(Graphics2D pen, Color color, double x, double y, double wide, double high) {
      pen.setColor(color);
      pen.fill(new Ellipse2D.Double(x(x), y(y), wide * width(), high * height));
    }

    private void draw(Graphics2D pen) {
      drawHead(pen);
      for (double eye : new double[] {0.2, 0.6}) {
        fill(pen, new Color(90, 60, 45), eye - 0.02, 0.32, 0.24, 0.05);
        fill(pen, Color.WHITE, eye, 0.4, 0.2, 0.09);
        fill(pen, new Color(50, 30, 20), eye + 0.06, 0.4, 0.08, 0.09);
      }
      fill(pen, new Color(190, 140, 115), 0.43, 0.45, 0.14, 0.23);
      fill(pen, new Color(160, 70, 70), 0.32, 0.76, 0.36, 0.08);
    }

    private void drawHead(Graphics2D pen) {
      fill(pen, new Color(60, 40, 30), 0, -0.06, 1, 1);
      fill(pen, new Color(214, 170, 145), 0.03, 0.06, 0.94, 0.94);
    }
  }

  /** In the middle of a picture of so many pixels. */
  DrawnFace(int pictureWidth, int pictureHeight) {
    this.pictureWidth = pictureWidth;
    this.pictureHeight = pictureHeight;
    double height = SHARE_OF_THE_PICTURE * Math.min(pictureWidth, pictureHeight);
    double left = (pictureWidth - WIDTH_TO_HEIGHT * height) / 2;
    this.face = new Place(left, (pictureHeight - height) / 2, height);
  }

  /** The picture as a JPEG. */
  byte[] jpeg() {
    BufferedImage image =
        new BufferedImage(pictureWidth, pictureHeight, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D pen = image.createGraphics();
    Color dark = Color.DARK_GRAY;
    pen.setPaint(new GradientPaint(0, 0, Color.LIGHT_GRAY, pictureWidth, pictureHeight, dark));
    pen.fillRect(0, 0, pictureWidth, pictureHeight);
    double step = (double) Math.max(pictureWidth, pictureHeight) / SMALL_ONES_IN_A_ROW;
    for (int row = 0; row * step < pictureHeight; row++) {
      for (int column = 0; column * step < pictureWidth; column++) {
        double height = step * (4 + (row + column) % 4) / 8; // half of the room, or more
        Place place = new Place(column * step, row * step, height);
        if ((row + 2 * column) % 5 == 0) {
          place.draw(pen);
        } else {
          place.drawHead(pen);
        }
      }
    }
    face.draw(pen);
    pen.dispose();
    return JpegEncoder.encode(image);
  }

  /** Where the face is, whether a detector finds it or not. */
  FaceDetection place() {
    Landmarks points =
        Landmarks.of(
            face.x(0.3),
            face.y(0.44),
            face.x(0.7),
            face.y(0.44),
            face.x(0.5),
            face.y(0.63),
            face.x(0.34),
            face.y(0.8),
            face.x(0.66),
            face.y(0.8));
    Box box = new Box(face.left, face.top, face.x(1), face.y(1));
    return new FaceDetection(box, 1, points);
  }
}
