package io.sophonevents.recognition;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;

/** A picture with a face that is nobody's, drawn here, to warm up with. */
final class DrawnFace {
  private static final double SHARE_OF_THE_PICTURE = 0.45;
  private static final double WIDTH_TO_HEIGHT = 0.75;

  private final int pictureWidth;
  private final int pictureHeight;
  private final double left;
  private final double top;
  private final double width;
  private final double height;

  /** In the middle of a picture of so many pixels. */
  DrawnFace(int pictureWidth, int pictureHeight) {
    this.pictureWidth = pictureWidth;
    this.pictureHeight = pictureHeight;
    this.height = SHARE_OF_THE_PICTURE * Math.min(pictureWidth, pictureHeight);
    this.width = WIDTH_TO_HEIGHT * height;
    this.left = (pictureWidth - width) / 2;
    this.top = (pictureHeight - height) / 2;
  }

  /** The picture as a JPEG. */
  byte[] jpeg() {
    BufferedImage image =
        new BufferedImage(pictureWidth, pictureHeight, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D pen = image.createGraphics();
    Color dark = Color.DARK_GRAY;
    pen.setPaint(new GradientPaint(0, 0, Color.LIGHT_GRAY, pictureWidth, pictureHeight, dark));
    pen.fillRect(0, 0, pictureWidth, pictureHeight);
    fill(pen, new Color(60, 40, 30), 0, -0.06, 1, 1);
    fill(pen, new Color(214, 170, 145), 0.03, 0.06, 0.94, 0.94);
    for (double eye : new double[] {0.2, 0.6}) {
      fill(pen, new Color(90, 60, 45), eye - 0.02, 0.32, 0.24, 0.05);
      fill(pen, Color.WHITE, eye, 0.4, 0.2, 0.09);
      fill(pen, new Color(50, 30, 20), eye + 0.06, 0.4, 0.08, 0.09);
    }
    fill(pen, new Color(190, 140, 115), 0.43, 0.45, 0.14, 0.23);
    fill(pen, new Color(160, 70, 70), 0.32, 0.76, 0.36, 0.08);
    pen.dispose();
    return JpegEncoder.encode(image);
  }

  /** Where the face is, whether a detector finds it or not. */
  FaceDetection place() {
    Landmarks points =
        Landmarks.of(
            x(0.3), y(0.44), x(0.7), y(0.44), x(0.5), y(0.63), x(0.34), y(0.8), x(0.66), y(0.8));
    return new FaceDetection(new Box(left, top, left + width, top + height), 1, points);
  }

  private double x(double share) {
    return left + share * width;
  }

  private double y(double share) {
    return top + share * height;
  }

  /** In shares of the face. */
  private void fill(Graphics2D pen, Color color, double x, double y, double wide, double high) {
    pen.setColor(color);
    pen.fill(new Ellipse2D.Double(x(x), y(y), wide * width, high * height));
  }
}
