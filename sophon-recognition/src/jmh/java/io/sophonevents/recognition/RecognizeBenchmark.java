package io.sophonevents.recognition;

import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonName;
import io.sophonevents.recognition.gallery.InMemoryGallery;
import io.sophonevents.recognition.gallery.Person;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One 1080p scene with one face, as a JPEG and already decoded, by the open pack. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 4)
@Fork(2)
public class RecognizeBenchmark {
  private static final Path PHOTOS = Path.of("../examples/photos");

  private byte[] jpeg;
  private Frame frame;
  private FaceRecognizer recognizer;

  @Setup
  public void open() throws IOException {
    recognizer = FaceRecognizer.openPack(new InMemoryGallery());
    recognizer.enrol(
        Person.of(IdentityId.of("1"), PersonName.of("alex-winter")),
        Frame.read(PHOTOS.resolve("people/alex-winter/portrait.jpg")));
    jpeg = oneFace1080p();
    frame = Frame.decode("1080p", jpeg);
    List<RecognitionResult> results = recognizer.recognize(frame);
    if (results.size() != 1) {
      throw new IllegalStateException("expected one face but found " + results.size());
    }
  }

  /** The scene with three people at 1920 x 1080, the faces of two made coarse squares. */
  private static byte[] oneFace1080p() throws IOException {
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

  @TearDown
  public void close() {
    recognizer.close();
  }

  @Benchmark
  public List<RecognitionResult> jpegToResult() {
    return recognizer.recognize(Frame.decode("1080p", jpeg));
  }

  @Benchmark
  public List<RecognitionResult> frameToResult() {
    return recognizer.recognize(frame);
  }
}
