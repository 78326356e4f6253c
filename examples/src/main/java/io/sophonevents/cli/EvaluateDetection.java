package io.sophonevents.cli;

import static java.util.Objects.requireNonNull;

import io.sophonevents.recognition.Box;
import io.sophonevents.recognition.FaceDetection;
import io.sophonevents.recognition.FaceDetector;
import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.djl.ModelFile;
import io.sophonevents.recognition.djl.ModelPack;
import io.sophonevents.recognition.djl.MtcnnDetector;
import io.sophonevents.recognition.djl.NetworkDetector;
import io.sophonevents.recognition.djl.SinglePassDetector;
import io.sophonevents.recognition.evaluation.DetectionRecall;
import io.sophonevents.recognition.evaluation.PictureBox;
import io.sophonevents.recognition.evaluation.SearchedPicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Does it find the faces? */
@Command(
    name = "detection",
    mixinStandardHelpOptions = true,
    description = {
      "Searches each picture of a folder and compares what it finds with a list.",
      "",
      "A listed face is found if a box overlaps it by at least 0.5, intersection over",
      "union; a box that overlaps no listed face is unconfirmed. The last line is",
      "  recall <percent> boxes <n> unconfirmed <n> images <n>",
      "with the recall of all listed faces; before it the recall by size, each face",
      "that was not found and each box that is unconfirmed.",
      ""
    })
final class EvaluateDetection implements Callable<Integer> {
  @Option(
      names = "--boxes",
      required = true,
      paramLabel = "FILE",
      description = "CSV with a header that begins with image,x1,y1,x2,y2")
  private Path boxesFile = Path.of("");

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR",
      description = "the folder of the pictures; those without a listed face are searched too")
  private Path images = Path.of("");

  @Option(
      names = "--search",
      paramLabel = "PIXELS",
      description = "search larger pictures in a copy of this size (default: the pack's)")
  private @Nullable Integer searchPixels;

  @Option(
      names = "--min-face",
      paramLabel = "PIXELS",
      description = "smallest face to look for, in pixels of the copy (default: the pack's)")
  private @Nullable Integer minimumFacePixels;

  @Option(
      names = "--min-score",
      paramLabel = "SCORE",
      description = "leave out boxes whose score is not above, 0 to 1 (default: the pack's)")
  private @Nullable Double minimumScore;

  @Mixin private final PackOption packOption = new PackOption();

  @Mixin private final EvaluationFiles files = new EvaluationFiles();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    files.check();
    Map<String, List<Box>> listed = listed();
    ModelPack pack = packOption.open();
    DetectionReport.Search search = pack.hasMtcnn() ? mtcnnSearch() : singlePassSearch(pack);
    try (NetworkDetector detector = open(pack, search)) {
      List<SearchedPicture> pictures =
          EachPicture.run(
              names(listed),
              image -> search(detector, image, listed.getOrDefault(image, List.of())),
              spec.commandLine().getErr());
      DetectionReport report = new DetectionReport(search, DetectionRecall.of(pictures));
      files.write(report.json(), RecallPlot.of(report.recall()));
      report.print(spec.commandLine().getOut());
    }
    return 0;
  }

  private Map<String, List<Box>> listed() throws IOException {
    return PictureBox.read(boxesFile).stream()
        .collect(
            Collectors.groupingBy(
                PictureBox::image, Collectors.mapping(PictureBox::box, Collectors.toList())));
  }

  /** The pictures of the folder, by name; every one that is listed must be there. */
  private List<String> names(Map<String, List<Box>> listed) {
    List<String> names =
        PeopleFolder.photos(images).stream()
            .map(file -> String.valueOf(file.getFileName()))
            .toList();
    listed.keySet().stream()
        .filter(image -> !names.contains(image))
        .sorted()
        .findFirst()
        .ifPresent(
            missing -> {
              throw new IllegalArgumentException(
                  images
                      + ": expected the picture "
                      + missing
                      + " of the boxes file but there is none");
            });
    return names;
  }

  private static NetworkDetector open(ModelPack pack, DetectionReport.Search search) {
    return search.minimumFacePixels() == null
        ? SinglePassDetector.open(pack, search.minimumScore())
        : MtcnnDetector.open(
            pack,
            new MtcnnDetector.Settings(
                search.searchPixels(), search.minimumFacePixels(), search.minimumScore()));
  }

  private DetectionReport.Search mtcnnSearch() {
    MtcnnDetector.Settings pack = MtcnnDetector.Settings.defaults();
    return new DetectionReport.Search(
        searchPixels == null ? pack.searchPixels() : searchPixels,
        minimumFacePixels == null ? pack.minimumFacePixels() : minimumFacePixels,
        minimumScore == null ? pack.minimumScore() : minimumScore);
  }

  /** Size is the network's own, and it finds faces of every size at once. */
  private DetectionReport.Search singlePassSearch(ModelPack pack) {
    if (searchPixels != null || minimumFacePixels != null) {
      throw new IllegalArgumentException(
          "--search and --min-face: expected a pack with MTCNN but "
              + pack.name()
              + " has another detector, whose size its manifest says");
    }
    ModelFile file =
        pack.networks().stream()
            .filter(network -> network.role() == ModelFile.Role.DETECTOR)
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("pack " + pack.name() + " has no detector"));
    Double packs = requireNonNull(file.output().minimumScore(), "minimumScore");
    return new DetectionReport.Search(
        Math.max(file.input().width(), file.input().height()),
        null,
        minimumScore == null ? packs : minimumScore);
  }

  private SearchedPicture search(FaceDetector detector, String image, List<Box> listed) {
    Frame frame = Frame.read(images.resolve(image));
    return new SearchedPicture(
        image,
        Math.max(frame.widthPixels(), frame.heightPixels()),
        listed,
        detector.detect(frame).stream().map(FaceDetection::box).toList());
  }
}
