package io.sophonevents.cli;

import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PersonType;
import io.sophonevents.event.SophonException;
import io.sophonevents.recognition.FaceRecognizer;
import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.gallery.Person;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** People as a folder of photos: {@code DIR/<name>/*.jpg}, one face a photo. */
public final class PeopleFolder {
  private final Path folder;

  /**
   * A folder with a folder for each person.
   *
   * @throws IllegalArgumentException if it holds none
   */
  public PeopleFolder(Path folder) {
    this.folder = folder;
    if (!Files.isDirectory(folder) || list(folder, Files::isDirectory).isEmpty()) {
      throw new IllegalArgumentException(
          "people "
              + folder
              + ": expected a folder with a folder for each person, "
              + folder.resolve("<name>").resolve("*.jpg")
              + ", but found none");
    }
  }

  /**
   * Enrols everybody, numbered from 1001 on by name. A photo that cannot be used is said and left
   * out.
   *
   * @return how many photos could not be used
   */
  public int enrol(FaceRecognizer recognizer, PrintWriter log) {
    int failed = 0;
    int number = 1000;
    for (Path person : list(folder, Files::isDirectory)) {
      number++;
      for (Path photo : photos(person)) {
        try {
          Frame frame = Frame.read(photo);
          recognizer.enrol(person(person, number, frame), frame);
          log.println("enrolled " + person.getFileName() + " from " + photo.getFileName());
        } catch (SophonException problem) {
          failed++;
          log.println("not enrolled: " + problem.getMessage());
        }
      }
    }
    log.flush();
    return failed;
  }

  /** By the name of each folder the photos in it, as {@code <name>/<photo>}. */
  Map<String, List<String>> photosByPerson() {
    Map<String, List<String>> people = new TreeMap<>();
    for (Path person : list(folder, Files::isDirectory)) {
      String name = String.valueOf(person.getFileName());
      people.put(
          name, photos(person).stream().map(photo -> name + "/" + photo.getFileName()).toList());
    }
    return people;
  }

  private static Person person(Path folder, int number, Frame photo) {
    return new Person(
        IdentityId.of(Integer.toString(number)),
        PersonName.of(String.valueOf(folder.getFileName())),
        PersonType.EMPLOYEE,
        EncodedImage.of(photo.jpeg()));
  }

  /** The pictures directly in a folder, by name. */
  public static List<Path> photos(Path folder) {
    return list(folder, file -> Files.isRegularFile(file) && isPicture(file));
  }

  private static boolean isPicture(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png");
  }

  private static List<Path> list(Path folder, java.util.function.Predicate<Path> wanted) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(wanted).sorted().toList();
    } catch (IOException e) {
      throw new IllegalArgumentException(folder + ": expected a folder that can be read", e);
    }
  }
}
