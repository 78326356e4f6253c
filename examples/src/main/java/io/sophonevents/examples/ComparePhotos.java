package io.sophonevents.examples;

import io.sophonevents.event.Embedding;
import io.sophonevents.recognition.FaceCountException;
import io.sophonevents.recognition.FaceDetection;
import io.sophonevents.recognition.FaceRecognizer;
import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.VerificationResult;
import io.sophonevents.recognition.gallery.InMemoryGallery;
import java.nio.file.Path;
import java.util.Locale;

/** Are the faces of two photos one person's, and what if a photo shows several people? */
public final class ComparePhotos {
  private ComparePhotos() {}

  public static void main(String[] arguments) {
    Frame alex = Frame.read(Path.of("photos/people/alex-winter/portrait.jpg"));
    Frame robin = Frame.read(Path.of("photos/people/robin-hale/portrait.jpg"));
    Frame three = Frame.read(Path.of("photos/scenes/women-on-stools.jpg"));
    try (FaceRecognizer recognizer = FaceRecognizer.openPack(new InMemoryGallery())) {
      VerificationResult verified = recognizer.verify(alex, robin);
      print("alex and robin", verified.similarity(), verified.isSamePerson());

      Embedding known = recognizer.embed(alex, verified.first());
      for (FaceDetection face : recognizer.detect(three)) {
        double similarity = recognizer.embed(three, face).similarity(known);
        print("alex and one of three", similarity, similarity >= verified.threshold());
      }

      recognizer.verify(alex, three); // which of the three?
    } catch (FaceCountException problem) {
      System.out.println(problem.getMessage());
    }
  }

  private static void print(String pair, double similarity, boolean same) {
    System.out.printf(Locale.ROOT, "%s: similarity %.2f, same: %b%n", pair, similarity, same);
  }
}
