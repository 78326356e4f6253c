package io.sophonevents.cli;

import io.sophonevents.event.Embedding;
import io.sophonevents.recognition.FaceDetection;
import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.SimilarityAligner;
import io.sophonevents.recognition.djl.MobileFaceNetEmbedder;
import io.sophonevents.recognition.djl.ModelPack;
import io.sophonevents.recognition.djl.MtcnnDetector;
import io.sophonevents.recognition.evaluation.Verification;
import io.sophonevents.recognition.evaluation.VerificationPair;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
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
      "Of each picture the face nearest its centre is taken. Each fold is judged with the"
          + " threshold",
      "that is best on the other folds; a pair with a picture without a face counts as wrong. The",
      "last line is",
      "  accuracy <percent> threshold <cosine> pairs <n> failed <n>",
      "with the means over the folds, and how many pairs have a picture without a face.",
      ""
    })
final class EvaluateVerification implements Callable<Integer> {
  private static final int MINIMUM_FACE_PIXELS = 40;
  private static final int PROGRESS_EVERY = 200;

  @Option(
      names = "--pairs",
      required = true,
      paramLabel = "FILE",
      description = "CSV with the header fold,image1,image2,same")
  private Path pairsFile = Path.of("");

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR",
      description = "the folder of the pictures that the pairs name")
  private Path images = Path.of("");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<VerificationPair> pairs = VerificationPair.read(pairsFile);
    ModelPack pack = ModelPack.open();
    PrintWriter out = spec.commandLine().getOut();
    Set<String> names = new TreeSet<>();
    pairs.forEach(pair -> names.addAll(List.of(pair.image1(), pair.image2())));
    Map<String, Embedding> embeddings = embeddings(pack, names);

    Verification result = Verification.of(pairs, embeddings, pack.threshold());
    for (Verification.Fold fold : result.folds()) {
      out.printf(
          Locale.ROOT,
          "fold %d threshold %.3f accuracy %.2f %%%n",
          fold.number(),
          fold.threshold(),
          100 * fold.accuracy());
    }
    out.printf(
        Locale.ROOT,
        "at the pack's threshold %.3f accuracy %.2f %%%n",
        result.fixedThreshold(),
        100 * result.fixedAccuracy());
    names.removeAll(embeddings.keySet());
    out.println("images without a face: " + (names.isEmpty() ? "none" : String.join(" ", names)));
    out.printf(
        Locale.ROOT,
        "accuracy %.2f threshold %.3f pairs %d failed %d%n",
        100 * result.accuracy(),
        result.threshold(),
        result.pairs(),
        result.failedPairs());
    out.flush();
    return 0;
  }

  private Map<String, Embedding> embeddings(ModelPack pack, Set<String> names)
      throws InterruptedException {
    MtcnnDetector.Settings search =
        MtcnnDetector.Settings.defaults()
            .withMinimumFacePixels(MINIMUM_FACE_PIXELS)
            .withMinimumScore(0);
    int workers = Runtime.getRuntime().availableProcessors();
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try (MtcnnDetector detector = MtcnnDetector.open(pack, search);
        MobileFaceNetEmbedder embedder = MobileFaceNetEmbedder.open(pack)) {
      Map<String, Embedding> embeddings = new ConcurrentHashMap<>();
      List<Callable<Void>> work =
          names.stream()
              .<Callable<Void>>map(
                  name ->
                      () -> {
                        embedding(images.resolve(name), detector, embedder)
                            .ifPresent(embedding -> embeddings.put(name, embedding));
                        return null;
                      })
              .toList();
      await(work.stream().map(pool::submit).toList());
      return embeddings;
    } finally {
      pool.shutdownNow();
    }
  }

  private void await(List<Future<Void>> work) throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    for (int i = 0; i < work.size(); i++) {
      try {
        work.get(i).get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(e.getCause());
      }
      if ((i + 1) % PROGRESS_EVERY == 0) {
        err.println((i + 1) + " of " + work.size() + " pictures");
        err.flush();
      }
    }
  }

  private static Optional<Embedding> embedding(
      Path file, MtcnnDetector detector, MobileFaceNetEmbedder embedder) {
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
