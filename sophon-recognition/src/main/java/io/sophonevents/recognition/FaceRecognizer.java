package io.sophonevents.recognition;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.Embedding;
import io.sophonevents.recognition.RecognitionResult.Identified;
import io.sophonevents.recognition.RecognitionResult.Stranger;
import io.sophonevents.recognition.djl.AgeGenderEstimator;
import io.sophonevents.recognition.djl.ModelPack;
import io.sophonevents.recognition.djl.NetworkDetector;
import io.sophonevents.recognition.djl.NetworkEmbedder;
import io.sophonevents.recognition.gallery.Gallery;
import io.sophonevents.recognition.gallery.Match;
import io.sophonevents.recognition.gallery.Person;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells who is in a picture: finds the faces, aligns and embeds each, and looks it up in the
 * gallery. Its stages are there alone, too: {@link #detect}, {@link #embed}, {@link #verify}.
 *
 * <pre>{@code
 * Gallery gallery = new InMemoryGallery();
 * try (FaceRecognizer recognizer = FaceRecognizer.openPack(gallery)) {
 *   recognizer.enrol(alex, Frame.read(Path.of("alex.jpg")));
 *   for (RecognitionResult result : recognizer.recognize(Frame.read(Path.of("scene.jpg")))) {
 *     // result is an Identified or a Stranger
 *   }
 * }
 * }</pre>
 *
 * <p>The work is done on the caller's thread, but idle threads of the common pool help to make a
 * large picture smaller; a gallery or stage of the user's own is called on the caller's thread
 * only. Of many callers as many are at work as the settings have workers, in the order in which
 * they came; a stage of the user's own must not call the recogniser again. What one thread enrols,
 * others find in their next call.
 *
 * <p>Safe for use by many threads.
 */
public final class FaceRecognizer implements AutoCloseable {
  private static final FaceAttributeEstimator NO_ESTIMATOR =
      (frame, face) -> EstimatedAttributes.NONE;

  private static final long MOST_WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(4);

  /** So often nothing may get quicker before it counts as warm. */
  private static final int ROUNDS_WITHOUT_GAIN = 24;

  private static final double GAIN = 0.97;

  private final FaceDetector detector;
  private final FaceAligner aligner;
  private final FaceEmbedder embedder;
  private final FaceAttributeEstimator estimator;
  private final Gallery gallery;
  private final RecognitionSettings settings;
  private final Runnable release;

  /** A permit for each stage that may run at once. */
  private final Semaphore workers;

  /**
   * A recogniser made of these stages, none of which estimates attributes. They stay the caller's
   * to close.
   *
   * @param embedder must be the one that made the embeddings in the gallery
   * @throws IllegalArgumentException if the settings ask for attributes
   */
  public FaceRecognizer(
      FaceDetector detector,
      FaceAligner aligner,
      FaceEmbedder embedder,
      Gallery gallery,
      RecognitionSettings settings) {
    this(detector, aligner, embedder, NO_ESTIMATOR, gallery, settings, () -> {});
    if (settings.attributes()) {
      throw new IllegalArgumentException(
          "face recognizer: expected an estimator, as the settings ask for attributes, but there"
              + " is none");
    }
  }

  /**
   * A recogniser made of these stages. They stay the caller's to close.
   *
   * @param embedder must be the one that made the embeddings in the gallery
   * @param estimator is asked only if the settings ask for attributes
   */
  public FaceRecognizer(
      FaceDetector detector,
      FaceAligner aligner,
      FaceEmbedder embedder,
      FaceAttributeEstimator estimator,
      Gallery gallery,
      RecognitionSettings settings) {
    this(detector, aligner, embedder, estimator, gallery, settings, () -> {});
  }

  private FaceRecognizer(
      FaceDetector detector,
      FaceAligner aligner,
      FaceEmbedder embedder,
      FaceAttributeEstimator estimator,
      Gallery gallery,
      RecognitionSettings settings,
      Runnable release) {
    this.detector = requireNonNull(detector, "detector");
    this.aligner = requireNonNull(aligner, "aligner");
    this.embedder = requireNonNull(embedder, "embedder");
    this.estimator = requireNonNull(estimator, "estimator");
    this.gallery = requireNonNull(gallery, "gallery");
    this.settings = requireNonNull(settings, "settings");
    this.release = release;
    this.workers = new Semaphore(settings.workers(), true);
  }

  /**
   * A recogniser on the models in this jar, with their own threshold.
   *
   * <p>Needs no network connection and no home. The first one of a process unpacks ONNX Runtime's
   * native library, about 20 MB, to the temporary folder.
   *
   * @throws ModelLoadException if the native library of this platform is not on the class path, or
   *     a model is not the one described
   */
  public static FaceRecognizer openPack(Gallery gallery) {
    ModelPack pack = ModelPack.open();
    return open(pack, gallery, pack.settings());
  }

  /**
   * A recogniser on the models of this pack.
   *
   * @throws ModelLoadException as {@link #openPack}, or if the settings ask for attributes and the
   *     pack has no network for them
   */
  public static FaceRecognizer open(ModelPack pack, Gallery gallery, RecognitionSettings settings) {
    requireNonNull(gallery, "gallery");
    requireNonNull(settings, "settings");
    Deque<Runnable> opened = new ArrayDeque<>();
    Runnable release = () -> opened.forEach(Runnable::run);
    try {
      NetworkDetector detector = NetworkDetector.open(pack);
      opened.push(detector::close);
      NetworkEmbedder embedder = NetworkEmbedder.open(pack);
      opened.push(embedder::close);
      FaceAttributeEstimator estimator = NO_ESTIMATOR;
      if (settings.attributes()
          && (pack.estimatesAgeAndGender() || !pack.estimatesMaskAndGlasses())) {
        AgeGenderEstimator ageGender = AgeGenderEstimator.open(pack);
        opened.push(ageGender::close);
        estimator = ageGender;
      }
      return new FaceRecognizer(
          detector, new SimilarityAligner(), embedder, estimator, gallery, settings, release);
    } catch (RuntimeException failure) {
      release.run();
      throw failure;
    }
  }

  /**
   * Makes the first requests as quick as later ones, for a program that has the time when it
   * starts: decodes a drawn picture and runs every stage on it, again and again until that gets no
   * quicker; after 4 seconds it begins no other round. The gallery is not asked.
   *
   * @param widthPixels of the pictures that will come, as the networks prepare for each size
   * @param heightPixels likewise
   * @throws IllegalArgumentException if {@link Frame#of} would not take a picture of this size
   * @throws InferenceException if the engine fails; the recogniser stays usable
   */
  public void warmUp(int widthPixels, int heightPixels) {
    Frame.requireSize(widthPixels, heightPixels);
    DrawnFace drawn = new DrawnFace(widthPixels, heightPixels);
    byte[] picture = drawn.jpeg();
    FaceDetection face = drawn.place();
    long end = System.nanoTime() + MOST_WARM_UP_NANOS;
    long best = Long.MAX_VALUE;
    int withoutGain = 0;
    for (long start = System.nanoTime();
        start - end < 0 && withoutGain < ROUNDS_WITHOUT_GAIN;
        start = System.nanoTime()) {
      Frame frame = Frame.decode("warm-up", picture);
      inTurn(() -> detector.detect(frame));
      inTurn(() -> embedWithAttributes(frame, face));
      long took = System.nanoTime() - start;
      withoutGain = took < best * GAIN ? 0 : withoutGain + 1;
      best = Math.min(best, took);
    }
  }

  /**
   * Who is in the picture: one result a face, the largest face first; empty if there is none.
   *
   * @throws InferenceException if the engine fails; the recogniser stays usable
   */
  public List<RecognitionResult> recognize(Frame frame) {
    return detect(frame).stream().map(face -> recognize(frame, face)).toList();
  }

  private RecognitionResult recognize(Frame frame, FaceDetection face) {
    EmbeddedFace embedded = inTurn(() -> embedWithAttributes(frame, face));
    EstimatedAttributes attributes = embedded.attributes();
    Embedding probe = embedded.embedding();
    Optional<Match> nearest = gallery.nearest(probe);
    return nearest
        .filter(match -> match.similarity() >= settings.threshold())
        .<RecognitionResult>map(match -> new Identified(face, probe, attributes, match))
        .orElseGet(
            () ->
                new Stranger(face, probe, attributes, nearest.map(Match::similarity).orElse(null)));
  }

  private EmbeddedFace embedWithAttributes(Frame frame, FaceDetection face) {
    AlignedFace aligned = aligner.align(frame, face.landmarks());
    if (!settings.attributes()) {
      return new EmbeddedFace(embedder.embed(aligned), EstimatedAttributes.NONE);
    }
    EmbeddedFace embedded = embedder.embedWithAttributes(aligned);
    return new EmbeddedFace(
        embedded.embedding(), estimator.estimate(frame, face).or(embedded.attributes()));
  }

  /**
   * Adds the one face of this photo to the gallery. A person may have several photos.
   *
   * @return what was added, for keeping it elsewhere
   * @throws FaceCountException if there is not exactly one face that is large enough
   * @throws InferenceException if the engine fails; nothing was added
   */
  public Embedding enrol(Person person, Frame photo) {
    requireNonNull(person, "person");
    Embedding embedding = embed(photo, onlyFaceOf("enrolment photo ", photo));
    gallery.enrol(person, embedding);
    return embedding;
  }

  /**
   * Whether the one face of each photo is the same person's. The gallery is not asked. Faces too
   * small to enrol do not count.
   *
   * @throws FaceCountException if a photo has not exactly one face that is large enough
   * @throws InferenceException if the engine fails; the recogniser stays usable
   */
  public VerificationResult verify(Frame first, Frame second) {
    FaceDetection firstFace = onlyFaceOf("photo ", first);
    FaceDetection secondFace = onlyFaceOf("photo ", second);
    double similarity = embed(first, firstFace).similarity(embed(second, secondFace));
    return new VerificationResult(firstFace, secondFace, similarity, settings.threshold());
  }

  /**
   * The faces in the picture, the largest first, without those that the settings leave out.
   *
   * @throws InferenceException if the engine fails; the recogniser stays usable
   */
  public List<FaceDetection> detect(Frame frame) {
    return facesOf(frame, settings.minimumFacePixels());
  }

  /**
   * The vector of unit length of a face in this picture, to keep or to compare with {@link
   * Embedding#similarity}.
   *
   * @throws InferenceException if the engine fails; the recogniser stays usable
   */
  public Embedding embed(Frame frame, FaceDetection face) {
    return inTurn(() -> embedder.embed(aligner.align(frame, face.landmarks())));
  }

  private <T> T inTurn(Supplier<T> stage) {
    workers.acquireUninterruptibly();
    try {
      return stage.get();
    } finally {
      workers.release();
    }
  }

  private FaceDetection onlyFaceOf(String subject, Frame photo) {
    int minimum = settings.minimumEnrolmentFacePixels();
    List<FaceDetection> faces = facesOf(photo, minimum);
    if (faces.size() != 1) {
      throw new FaceCountException(
          subject
              + photo.name()
              + ": expected exactly one face of at least "
              + minimum
              + " pixels but found "
              + (faces.isEmpty() ? "none" : faces.size()));
    }
    return faces.get(0);
  }

  private List<FaceDetection> facesOf(Frame frame, int minimumPixels) {
    return inTurn(() -> detector.detect(frame)).stream()
        .filter(face -> face.box().longerSidePixels() >= minimumPixels)
        .toList();
  }

  /** Frees the networks if this recogniser opened them; the gallery stays. May be called twice. */
  @Override
  public void close() {
    release.run();
  }
}
