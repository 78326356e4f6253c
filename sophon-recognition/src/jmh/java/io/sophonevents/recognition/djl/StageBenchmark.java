package io.sophonevents.recognition.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.modality.cv.util.NDImageUtils;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.sophonevents.recognition.AlignedFace;
import io.sophonevents.recognition.EstimatedAttributes;
import io.sophonevents.recognition.FaceDetection;
import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.djl.ModelFile.Role;
import io.sophonevents.recognition.OneFaceScene;
import io.sophonevents.recognition.SimilarityAligner;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
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

/**
 * Each stage of the open pack on the 1080p scene with one face, beside the forward passes that it
 * makes: DJL's block on tensors that are ready, channels last, shared among threads as the stage
 * shares them. What is not in the forward passes is glue; {@link #preparedByDjl} is DJL's own way
 * of only the first bit of it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class StageBenchmark {
  private static final String PACK = "/io/sophonevents/recognition/open/";

  private final List<Model> models = new ArrayList<>();
  private final SimilarityAligner aligner = new SimilarityAligner();
  private MtcnnDetector detector;
  private NetworkEmbedder embedder;
  private AgeGenderEstimator estimator;
  private Frame frame;
  private FaceDetection face;
  private AlignedFace aligned;
  private BufferedImage image;
  private List<ReadyPass> proposals;
  private List<ReadyPass> refinements;
  private List<ReadyPass> outputs;
  private List<ReadyPass> embedding;
  private List<ReadyPass> attributes;

  /** A network and its input. */
  private record ReadyPass(Model model, NDArray input) {
    List<float[]> run() {
      try (NDManager manager = model.getNDManager().newSubManager()) {
        NDList answer =
            model.getBlock().forward(new ParameterStore(manager, false), new NDList(input), false);
        return answer.stream().map(NDArray::toFloatArray).toList();
      }
    }
  }

  @Setup
  public void open() throws IOException {
    byte[] jpeg = OneFaceScene.jpeg();
    frame = Frame.decode("1080p", jpeg);
    image = ImageIO.read(new ByteArrayInputStream(jpeg));
    ModelPack pack = ModelPack.open();
    detector = MtcnnDetector.open(pack);
    embedder = NetworkEmbedder.open(pack);
    estimator = AgeGenderEstimator.open(pack);
    face = OneFaceScene.only(detector.detect(frame));
    aligned = aligner.align(frame, face.landmarks());
    makeReady(pack);
  }

  private void makeReady(ModelPack pack) throws IOException {
    Frame searched = frame.shrinkTo(640);
    Cutter cutter = new Cutter(searched);
    List<Network> networks =
        pack.load(ProposalNetwork.SIGNATURE, RefinementNetwork.SIGNATURE);
    List<Candidate> proposed = new ProposalNetwork(networks.get(0)).propose(searched, 20);
    List<Candidate> refined = new RefinementNetwork(networks.get(1)).refine(cutter, proposed);
    networks.forEach(Network::close);
    Pyramid pyramid = new Pyramid(searched);
    proposals = new ArrayList<>();
    Model proposal = load("mtcnn_pnet.onnx");
    for (double scale = 0.6; 360 * scale >= 12; scale *= 0.709) {
      int width = (int) Math.ceil(640 * scale);
      int height = (int) Math.ceil(360 * scale);
      proposals.add(ready(proposal, pyramid.level(width, height).values(), 1, width, height));
    }
    refinements = cuts("mtcnn_rnet.onnx", cutter, proposed, 24);
    outputs = cuts("mtcnn_onet.onnx", cutter, refined, 48);
    embedding = List.of(ofTheFace(pack.file(Role.EMBEDDER)));
    attributes = List.of(ofTheFace(pack.file(Role.AGE_GENDER)));
  }

  private List<ReadyPass> cuts(String file, Cutter cutter, List<Candidate> boxes, int side)
      throws IOException {
    Model model = load(file);
    return cutter.cuts(boxes, side)
        .map(cut -> ready(model, cut.tensor().values(), cut.boxes().size(), side, side))
        .toList();
  }

  /** This network and the aligned face. */
  private ReadyPass ofTheFace(ModelFile file) throws IOException {
    byte[] rgb = aligned.toRgb();
    float[] values = new float[rgb.length];
    Pixels.of(file.input()).put(rgb, 112, 112, values, 112, 112);
    return ready(load(file.file()), values, 1, 112, 112);
  }

  private static ReadyPass ready(Model model, float[] values, int count, int rows, int columns) {
    ByteBuffer buffer =
        ByteBuffer.allocateDirect(values.length * Float.BYTES).order(ByteOrder.nativeOrder());
    buffer.asFloatBuffer().put(values);
    NDArray input =
        model.getNDManager().create(buffer, new Shape(count, 3, rows, columns), DataType.FLOAT32);
    return new ReadyPass(model, input);
  }

  private Model load(String file) throws IOException {
    Model model = Model.newInstance(file, Device.cpu(), "OnnxRuntime");
    models.add(model);
    try (InputStream weights = ModelPack.class.getResourceAsStream(PACK + file)) {
      model.load(weights, Engines.options(NetworkEngine.ONNXRUNTIME));
      return model;
    } catch (ai.djl.MalformedModelException broken) {
      throw new IOException(broken);
    }
  }

  @TearDown
  public void close() {
    detector.close();
    embedder.close();
    estimator.close();
    models.forEach(Model::close);
  }

  @Benchmark
  public List<FaceDetection> detector() {
    return detector.detect(frame);
  }

  @Benchmark
  public Object detectorPasses() {
    return List.of(
        proposals.stream().map(ReadyPass::run).toList(),
        refinements.stream().map(ReadyPass::run).toList(),
        outputs.stream().map(ReadyPass::run).toList());
  }

  @Benchmark
  public Object embedding() {
    return embedder.embed(aligner.align(frame, face.landmarks()));
  }

  @Benchmark
  public Object embeddingPasses() {
    return embedding.get(0).run();
  }

  @Benchmark
  public EstimatedAttributes attributes() {
    return estimator.estimate(frame, face);
  }

  @Benchmark
  public Object attributesPasses() {
    return attributes.get(0).run();
  }

  /** DJL's own way from a decoded picture to the first tensor of the detector's pyramid. */
  @Benchmark
  public Object preparedByDjl() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Image picture = ImageFactory.getInstance().fromImage(image);
      NDArray array = picture.toNDArray(manager, Image.Flag.COLOR);
      NDArray small = NDImageUtils.resize(array, 384, 216, Image.Interpolation.AREA);
      NDArray tensor = NDImageUtils.toTensor(small).sub(0.5f).mul(2);
      return tensor.toFloatArray();
    }
  }
}
