package io.sophonevents.recognition.djl;

import static java.util.Objects.requireNonNull;

import io.sophonevents.recognition.ModelLoadException;
import io.sophonevents.recognition.RecognitionSettings;
import io.sophonevents.recognition.djl.ModelFile.Decoding;
import io.sophonevents.recognition.djl.ModelFile.Role;
import io.sophonevents.recognition.internal.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Networks that belong together, and the threshold measured with them: {@code manifest.json}, its
 * digest in {@code manifest.json.sha256}, and the files it describes.
 *
 * <p>Opening a pack compares the manifest with its digest, and reads every network and compares
 * length and SHA-256 with the manifest, so that what runs is what was measured. No engine is
 * started yet.
 *
 * <p>Immutable.
 */
public final class ModelPack {
  private static final Logger log = LoggerFactory.getLogger(ModelPack.class);

  private final Manifest manifest;
  private final Map<Role, byte[]> weights;

  private ModelPack(Manifest manifest, Map<Role, byte[]> weights) {
    this.manifest = manifest;
    this.weights = weights;
  }

  /**
   * The pack in this jar: MTCNN, MobileFaceNet-192 and face-api's age and gender, all free to use
   * and to pass on.
   *
   * @throws ModelLoadException if a file is missing or not the one described
   */
  public static ModelPack open() {
    return open(PackFiles.bundled());
  }

  /**
   * The pack in this folder, or at the root of this jar. docs/models.md describes its files.
   *
   * @throws ModelLoadException if {@code manifest.json} or a file that it names is missing, or not
   *     as described
   */
  public static ModelPack open(Path folderOrJar) {
    return open(PackFiles.in(folderOrJar));
  }

  private static ModelPack open(PackFiles files) {
    Manifest manifest = Manifest.read(files);
    Map<Role, byte[]> weights = new EnumMap<>(Role.class);
    for (ModelFile network : manifest.networks()) {
      if (weights.put(network.role(), files.read(network)) != null) {
        throw new ModelLoadException(
            "model pack "
                + files.place()
                + ": expected one network for each role but manifest.json has two with the role "
                + network.role().text());
      }
    }
    if (weights.containsKey(Role.DETECTOR) && weights.containsKey(Role.MTCNN_PROPOSAL)) {
      throw new ModelLoadException(
          "model pack "
              + files.place()
              + ": expected one detector but manifest.json has the roles detector and"
              + " mtcnn-proposal");
    }
    log.info("opened model pack name={} networks={}", manifest.name(), weights.size());
    return new ModelPack(manifest, weights);
  }

  /** Its name in the manifest, {@code open} for the one in this jar. */
  public String name() {
    return manifest.name();
  }

  /** The similarity from which on two faces count as one person's, in [-1, 1]. */
  public double threshold() {
    return manifest.threshold();
  }

  /** The default settings with this pack's threshold. */
  public RecognitionSettings settings() {
    return RecognitionSettings.of(threshold());
  }

  /**
   * The name of the space that this pack's embeddings are in, 16 hexadecimal digits: the same for
   * the same embedder file, input and template, and for nothing else.
   *
   * @throws ModelLoadException if the pack has no embedder
   */
  public String embeddingSpace() {
    ModelFile embedder = file(Role.EMBEDDER);
    ModelFile.Input input = embedder.input();
    String identity =
        String.join(
            "\n",
            embedder.sha256(),
            String.valueOf(input),
            requireNonNull(input.template(), "template").text(),
            String.valueOf(embedder.output().size()));
    return Sha256.hex(identity.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }

  /** Whether the pack's detector is MTCNN, which has settings of its own. */
  public boolean hasMtcnn() {
    return has(Role.MTCNN_PROPOSAL);
  }

  /** Whether a network of the pack estimates age and gender. */
  public boolean estimatesAgeAndGender() {
    return has(Role.AGE_GENDER);
  }

  /** Whether the pack's embedder tells mask and glasses. */
  public boolean estimatesMaskAndGlasses() {
    return has(Role.EMBEDDER)
        && file(Role.EMBEDDER).output().decoding() == Decoding.EMBEDDING_MASK_GLASSES;
  }

  /** The networks with their licences and origins. */
  public List<ModelFile> networks() {
    return manifest.networks();
  }

  /**
   * The networks with these signatures, in their order.
   *
   * @throws ModelLoadException if one is not in the pack, does not run or answers otherwise; the
   *     others are freed then
   */
  List<Network> load(Signature... signatures) {
    List<Network> opened = new ArrayList<>();
    try {
      for (Signature signature : signatures) {
        opened.add(load(signature));
      }
      return opened;
    } catch (ModelLoadException failure) {
      opened.forEach(Network::close);
      throw failure;
    }
  }

  private Network load(Signature signature) {
    ModelFile file = file(signature.role());
    return Network.load(file, requireNonNull(weights.get(file.role()), "weights"), signature);
  }

  boolean has(Role role) {
    return weights.containsKey(role);
  }

  /**
   * The network with this role.
   *
   * @throws ModelLoadException if there is none
   */
  ModelFile file(Role role) {
    return networks().stream()
        .filter(file -> file.role() == role)
        .findFirst()
        .orElseThrow(
            () ->
                new ModelLoadException(
                    "model pack "
                        + name()
                        + ": expected a network with the role "
                        + role.text()
                        + " but manifest.json has none"));
  }

  @Override
  public String toString() {
    return "ModelPack[" + name() + "]";
  }
}
