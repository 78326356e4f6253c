package io.sophonevents.recognition.djl;

import io.sophonevents.event.Embedding;
import io.sophonevents.recognition.AlignedFace;
import io.sophonevents.recognition.FaceEmbedder;
import io.sophonevents.recognition.InferenceException;
import io.sophonevents.recognition.djl.ModelFile.Role;
import java.util.List;

/**
 * Turns an aligned face into an embedding with MobileFaceNet.
 *
 * <p>Input: RGB, 112 x 112 pixels. Tensor: float32 [1, 3, 112, 112] (N, C, H, W), values (v -
 * 127.5) / 128. Output: as many values as the network has, 192 in the bundled pack, scaled to unit
 * length.
 *
 * <p>Safe for use by many threads.
 */
public final class NetworkEmbedder implements FaceEmbedder, AutoCloseable {
  private static final int SIDE = AlignedFace.SIDE_PIXELS;

  private static final Signature SIGNATURE =
      new Signature(Role.EMBEDDER, List.of(1, 3, SIDE, SIDE), List.of(List.of(1, -1)));

  private final Network network;

  private NetworkEmbedder(Network network) {
    this.network = network;
  }

  /**
   * The embedder of this pack.
   *
   * @throws io.sophonevents.recognition.ModelLoadException if the pack has none or the engine does
   *     not run it
   */
  public static NetworkEmbedder open(ModelPack pack) {
    return new NetworkEmbedder(pack.load(SIGNATURE).get(0));
  }

  /**
   * @throws InferenceException if the engine fails, or gives no vector with a length; the embedder
   *     stays usable
   */
  @Override
  public Embedding embed(AlignedFace face) {
    List<Tensor> outputs = network.run(tensorOf(face.toRgb()));
    try {
      return Embedding.of(outputs.get(0).values()).normalised();
    } catch (IllegalArgumentException noVector) {
      throw new InferenceException(
          "embedding: expected finite values that are not all 0 but the network gave others",
          noVector);
    }
  }

  private static Tensor tensorOf(byte[] rgb) {
    float[] values = new float[rgb.length];
    int plane = SIDE * SIDE;
    for (int i = 0; i < plane; i++) {
      values[i] = Scaling.of(rgb[i * 3]);
      values[plane + i] = Scaling.of(rgb[i * 3 + 1]);
      values[2 * plane + i] = Scaling.of(rgb[i * 3 + 2]);
    }
    return new Tensor(values, 1, 3, SIDE, SIDE);
  }

  /** Frees the network, once calls that still run have ended. May be called twice. */
  @Override
  public void close() {
    network.close();
  }
}
