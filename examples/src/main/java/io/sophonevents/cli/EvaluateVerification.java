package io.sophonevents.cli;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.Embedding;
import io.sophonevents.recognition.FaceDetection;
import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.SimilarityAligner;
import io.sophonevents.recognition.djl.ModelPack;
import io.sophonevents.recognition.djl.MtcnnDetector;
import io.sophonevents.recognition.djl.NetworkDetector;
import io.sophonevents.recognition.djl.NetworkEmbedder;
import io.sophonevents.recognition.evaluation.PeoplePairs;
import io.sophonevents.recognition.evaluation.Verification;
import io.sophonevents.recognition.evaluation.VerificationPair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Does it tell whether two pictures show the same person? */
@Command(
    name = "verification",
    mixinStandardHelpOptions = true,
    description = {
      "Judges pairs of pictures: the same person or not?",
      "",
      "Of each picture the face nearest its centre is taken. Each fold is judged with",
      "the threshold that is best on the other folds; a pair with a picture without a",
      "face counts as wrong. The last line is",
      "  accuracy <percent> threshold <cosine> pairs <n> failed <n>",
      "with the means over the folds, and how many pairs lack a face.",
      ""
    })
final class EvaluateVerification implements Callable<Integer> {
  private static final int MINIMUM_FACE_PIXELS = 40;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private final Source source = new Source();

  @Mixin private final PackOption packOption = new PackOption();

  @Mixin private final EvaluationFiles files = new EvaluationFiles();

  @Spec private CommandSpec spec;

  /** A file of pairs, or people of whose photos pairs are made. */
  static final class Source {
    @ArgGroup(exclusive = false, multiplicity = "1")
    private @Nullable PairsFile pairs;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private @Nullable People people;
  }

  static final class PairsFile {
    @Option(
        names = "--pairs",
        required = true,
        paramLabel = "FILE",
        description = "CSV with the header fold,image1,image2,same")
    private Path file = Path.of("");

    @Option(
        names = "--images",
        required = true,
        paramLabel = "DIR",
        description = "the folder of the pictures that the pairs name")
    private Path images = Path.of("");
  }

  static final class People {
    @Option(
        names = "--people",
        required = true,
        paramLabel = "DIR",
        description = "make the pairs of these photos: DIR/<name>/*.jpg")
    private Path folder = Path.of("");

    @Option(
        names = "--max-pairs",
        paramLabel = "N",
        description = {
          "of one person and of different people at most so many",
          "pairs each, drawn by chance if there are more",
          "(default: 3000)"
        })
    private int limit = 3000;

    @Option(names = "--seed", paramLabel = "N", description = "of that chance (default: 1)")
    private long seed = 1;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    files.check();
    if (source.pairs != null) {
      judge(VerificationPair.read(source.pairs.file), source.pairs.images);
    } else {
      People people = requireNonNull(source.people, "people");
      judge(
          PeoplePairs.of(
              new PeopleFolder(people.folder).photosByPerson(), people.limit, people.seed),
          people.folder);
    }
    return 0;
  }

  private void judge(List<VerificationPair> pairs, Path images)
      throws IOException, InterruptedException {
    ModelPack pack = packOption.open();
    Set<String> names = new TreeSet<>();
    pairs.forEach(pair -> names.addAll(List.of(pair.image1(), pair.image2())));
    Map<String, Embedding> embeddings = embeddings(pack, images, List.copyOf(names));
    names.removeAll(embeddings.keySet());
    VerificationReport report =
        new VerificationReport(
            Verification.of(pairs, embeddings, pack.threshold()), List.copyOf(names));
    files.write(report.json(), RocPlot.of(report.result().roc()));
    report.print(spec.commandLine().getOut());
  }

  private Map<String, Embedding> embeddings(ModelPack pack, Path images, List<String> names)
      throws InterruptedException {
    try (NetworkDetector detector = detector(pack);
        NetworkEmbedder embedder = NetworkEmbedder.open(pack)) {
      List<Optional<Embedding>> found =
          EachPicture.run(
              names,
              name -> embedding(images.resolve(name), detector, embedder),
              spec.commandLine().getErr());
      Map<String, Embedding> embeddings = new HashMap<>();
      for (int i = 0; i < found.size(); i++) {
        String name = names.get(i);
        found.get(i).ifPresent(embedding -> embeddings.put(name, embedding));
      }
      return embeddings;
    }
  }

  /** With MTCNN whatever its last network passes, but nothing small. */
  private static NetworkDetector detector(ModelPack pack) {
    return pack.hasMtcnn()
        ? MtcnnDetector.open(
            pack,
            MtcnnDetector.Settings.defaults()
                .withMinimumFacePixels(MINIMUM_FACE_PIXELS)
                .withMinimumScore(0))
        : NetworkDetector.open(pack);
  }

  private static Optional<Embedding> embedding(
      Path file, NetworkDetector detector, NetworkEmbedder embedder) {
    Frame frame = Frame.read(file);
    Stream<FaceDetection> faces = detector.detect(frame).stream();
    return faces
        .min(Comparator.comparingDouble(face -> distanceFromCentre(frame, face)))
        .map(face -> embedder.embed(new SimilarityAligner().align(frame, face.landmarks())));
  }

  private static double distanceFromCentre(Frame frame, FaceDetection face) {
    double x = (face.box().x1() + face.box().x2() - frame.widthPixels()) / 2;
    double y = (face.box().y1() + face.box().y2() - frame.heightPixels()) / 2;
    return Math.abs(x) + Math.abs(y);
  }
}
