package io.sophonevents.cli;

import io.sophonevents.event.SophonException;
import io.sophonevents.recognition.FaceRecognizer;
import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.RecognitionResult;
import io.sophonevents.recognition.RecognitionSettings;
import io.sophonevents.recognition.djl.ModelPack;
import io.sophonevents.recognition.gallery.InMemoryGallery;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who is in these photos? */
@Command(
    name = "recognize",
    mixinStandardHelpOptions = true,
    description = {
      "Says who is in photos: one line a face, the largest first.",
      "",
      "Exit code 0 if every photo could be read, 1 if not.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  java -jar sophon.jar recognize --people people door.jpg",
      "with people/alex-winter/portrait.jpg, people/robin-hale/1.jpg and so on."
    })
final class Recognize implements Callable<Integer> {
  @Option(
      names = "--people",
      required = true,
      paramLabel = "DIR",
      description = "whom to know: DIR/<name>/*.jpg, one face a photo")
  private Path people = Path.of("");

  @Option(
      names = "--threshold",
      paramLabel = "COSINE",
      description = "similarity from which on it is the same person, -1 to 1 (default: the pack's)")
  private @Nullable Double threshold;

  @Option(
      names = "--min-face",
      paramLabel = "PIXELS",
      defaultValue = "0",
      description = "leave out faces whose longer side is shorter (default: ${DEFAULT-VALUE})")
  private int minimumFacePixels;

  @Option(
      names = "--attributes",
      description = {
        "estimate what the pack can, too: age and gender, mask",
        "and glasses; often wrong, see docs/models.md"
      })
  private boolean attributes;

  @Mixin private final PackOption packOption = new PackOption();

  @Parameters(arity = "1..*", paramLabel = "PHOTO", description = "JPEG, PNG or WebP")
  private List<Path> photos = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    PeopleFolder folder = new PeopleFolder(people);
    ModelPack pack = packOption.open();
    RecognitionSettings settings =
        pack.settings()
            .withThreshold(threshold == null ? pack.threshold() : threshold)
            .withMinimumFacePixels(minimumFacePixels)
            .withAttributes(attributes);
    int failed = 0;
    try (FaceRecognizer recognizer = FaceRecognizer.open(pack, new InMemoryGallery(), settings)) {
      failed += folder.enrol(recognizer, err);
      for (Path photo : photos) {
        try {
          List<RecognitionResult> results = recognizer.recognize(Frame.read(photo));
          if (results.isEmpty()) {
            out.println(photo + ": no face");
          }
          results.forEach(result -> out.println(photo + ": " + Sighting.describe(result)));
        } catch (SophonException problem) {
          failed++;
          err.println(problem.getMessage());
        }
        out.flush();
      }
    }
    return failed == 0 ? 0 : 1;
  }
}
