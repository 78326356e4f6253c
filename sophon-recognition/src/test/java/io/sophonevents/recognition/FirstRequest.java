package io.sophonevents.recognition;

import io.sophonevents.recognition.gallery.InMemoryGallery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * What the first request takes after {@link FaceRecognizer#warmUp}, and what later ones do, from
 * the bytes of a JPEG to its result. The last line is {@code first <ms> steady <ms> warm-up <s>}.
 *
 * <p>{@code java -cp examples/target/sophon.jar:sophon-recognition/target/test-classes
 * io.sophonevents.recognition.FirstRequest PHOTO WIDTH HEIGHT}, as {@code .ci/first_embedding.py}
 * does.
 */
final class FirstRequest {
  private static final int REQUESTS = 41;

  private FirstRequest() {}

  public static void main(String[] arguments) throws IOException {
    Path photo = Path.of(arguments[0]);
    byte[] picture = Files.readAllBytes(photo);
    int width = Integer.parseInt(arguments[1]);
    int height = Integer.parseInt(arguments[2]);
    try (FaceRecognizer recognizer = FaceRecognizer.openPack(new InMemoryGallery())) {
      long start = System.nanoTime();
      recognizer.warmUp(width, height);
      double warmUp = (System.nanoTime() - start) / 1e9;
      double[] millis = new double[REQUESTS];
      for (int i = 0; i < REQUESTS; i++) {
        long asked = System.nanoTime();
        if (recognizer.recognize(Frame.decode("photo", picture)).isEmpty()) {
          throw new IllegalStateException("expected a face");
        }
        millis[i] = (System.nanoTime() - asked) / 1e6;
      }
      double first = millis[0];
      double[] later = Arrays.copyOfRange(millis, 1, REQUESTS);
      Arrays.sort(later);
      System.out.printf(
          Locale.ROOT,
          "first %.1f steady %.1f warm-up %.2f%n",
          first,
          later[later.length / 2],
          warmUp);
    }
  }
}
