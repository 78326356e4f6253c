package io.sophonevents.recognition;

import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonName;
import io.sophonevents.recognition.djl.ModelPack;
import io.sophonevents.recognition.gallery.InMemoryGallery;
import io.sophonevents.recognition.gallery.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One 1080p scene with one face, as a JPEG and already decoded, by the open pack or, with {@code -p
 * pack=DIR}, by the one in this folder.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 4)
@Fork(2)
public class RecognizeBenchmark {
  private static final Path PHOTOS = Path.of("../examples/photos");

  /** The open pack, or the folder of another. */
  @Param("open")
  private String pack = "open";

  private byte[] jpeg;
  private Frame frame;
  private FaceRecognizer recognizer;

  @Setup
  public void open() throws IOException {
    ModelPack models = pack.equals("open") ? ModelPack.open() : ModelPack.open(Path.of(pack));
    recognizer = FaceRecognizer.open(models, new InMemoryGallery(), models.settings());
    recognizer.enrol(
        Person.of(IdentityId.of("1"), PersonName.of("alex-winter")),
        Frame.read(PHOTOS.resolve("people/alex-winter/portrait.jpg")));
    jpeg = OneFaceScene.jpeg();
    frame = Frame.decode("1080p", jpeg);
    OneFaceScene.only(recognizer.recognize(frame));
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
