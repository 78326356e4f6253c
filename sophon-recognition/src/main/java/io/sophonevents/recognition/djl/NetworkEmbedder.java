package io.sophonevents.recognition.djl;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.Embedding;
import io.sophonevents.recognition.AlignedFace;
import io.sophonevents.recognition.EmbeddedFace;
import io.sophonevents.recognition.EstimatedAttributes;
import io.sophonevents.recognition.FaceEmbedder;
import io.sophonevents.recognition.InferenceException;
import io.sophonevents.recognition.djl.ModelFile.Decoding;
import io.sophonevents.recognition.djl.ModelFile.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns an aligned face into an embedding with the pack's network, whichever of those made for
 * ArcFace's template it is.
 *
 * <p>Input: RGB, 112 x 112 pixels. Tensor: float32 [1, 3, 112, 112] (N, C, H, W), colours and
 * values as the manifest says; in the bundled pack RGB, (v - 127.5) / 128. Output: as many values
 * as the manifest says, 192 in the bundled pack, scaled to unit length, in the pack's {@link
 * ModelPack#embeddingSpace}.
 *
 * <p>Safe for use by many threads.
 */
public final class NetworkEmbedder implements FaceEmbedder, AutoCloseable {
  private static final int SIDE = AlignedFace.SIDE_PIXELS;

  private final Network network;
  private final Pixels pixels;
  private final String space;

  /** Null if the network gives no maps for them. */
  private final @Nullable MaskGlassesHeads heads;

  private NetworkEmbedder(
      Network network, Pixels pixels, String space, @Nullable MaskGlassesHeads heads) {
    this.network = network;
    this.pixels = pixels;
    this.space = space;
    this.heads = heads;
  }

  /**
   * The embedder of this pack.
   *
   * @throws io.sophonevents.recognition.ModelLoadException if the pack has none or the engine does
   *     not run it
   */
  public static NetworkEmbedder open(ModelPack pack) {
    ModelFile file = pack.file(Role.EMBEDDER);
    int size = requireNonNull(file.output().size(), "size");
    boolean maps = file.output().decoding() == Decoding.EMBEDDING_MASK_GLASSES;
    List<List<Integer>> outputs = new ArrayList<>(List.of(List.of(1, size)));
    outputs.addAll(maps ? MaskGlassesHeads.MAPS : List.of());
    Signature signature = new Signature(Role.EMBEDDER, List.of(1, 3, SIDE, SIDE), outputs);
    return new NetworkEmbedder(
        pack.load(signature).get(0),
        Pixels.of(file.input()),
        pack.embeddingSpace(),
        maps ? MaskGlassesHeads.bundled() : null);
  }

  /**
   * @throws InferenceException if the engine fails, or gives no vector with a length; the embedder
   *     stays usable
   */
  @Override
  public Embedding embed(AlignedFace face) {
    return embeddingIn(network.run(tensorOf(face.toRgb())));
  }

  /**
   * With the probabilities of mask and glasses if the pack's network is made for our heads.
   *
   * @throws InferenceException as {@link #embed}
   */
  @Override
  public EmbeddedFace embedWithAttributes(AlignedFace face) {
    List<Tensor> outputs = network.run(tensorOf(face.toRgb()));
    return new EmbeddedFace(
        embeddingIn(outputs),
        heads == null ? EstimatedAttributes.NONE : heads.apply(outputs.get(1), outputs.get(2)));
  }

  private Embedding embeddingIn(List<Tensor> outputs) {
    try {
      return Embedding.of(outputs.get(0).values()).normalised().inSpace(space);
    } catch (IllegalArgumentException noVector) {
      throw new InferenceException(
          "embedding: expected finite values that are not all 0 but the network gave others",
          noVector);
    }
  }

  private Tensor tensorOf(byte[] rgb) {
    float[] values = new float[rgb.length];
    pixels.put(rgb, SIDE, SIDE, values, SIDE, SIDE);
    return new Tensor(values, 1, 3, SIDE, SIDE);
  }

  /** Frees the network, once calls that still run have ended. May be called twice. */
  @Override
  public void close() {
    network.close();
  }
}
