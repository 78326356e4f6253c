package io.sophonevents.recognition.djl;

import io.sophonevents.recognition.djl.ModelFile.Decoding;
import java.util.List;

/**
 * Reads faces out of the tensors of a network that finds them in one pass. Overlapping boxes are
 * all still there.
 *
 * <p>Immutable.
 */
interface OutputDecoder {
  /** The shapes of the tensors, in their order, for an input of this size. */
  List<List<Integer>> shapes(int width, int height);

  /**
   * The faces that score more than the minimum, in pixels of the input.
   *
   * @param outputs with the shapes for this input
   */
  List<FoundFace> decode(List<Tensor> outputs, int width, int height, double minimumScore);

  /**
   * The decoder of this name.
   *
   * @throws IllegalArgumentException if it is none of a detector
   */
  static OutputDecoder of(Decoding decoding) {
    return switch (decoding) {
      case RETINAFACE_V1 -> new RetinaFaceDecoder(1);
      case RETINAFACE_V2 -> new RetinaFaceDecoder(0.2);
      case SCRFD -> new ScrfdDecoder();
      case YUNET -> new YunetDecoder();
      case MTCNN, EMBEDDING, EMBEDDING_MASK_GLASSES, AGE_GENDER ->
          throw new IllegalArgumentException(
              "expected the decoding of a detector but it is " + decoding.text());
    };
  }
}
