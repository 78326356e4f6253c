package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the schemas of all layouts and the description of the channels to where the jar is made
 * from. The build runs it before the tests; nobody has to keep a schema in step with a layout.
 */
final class SchemaGenerator {
  /** Where they are, below the classes and on the class path. */
  static final String FOLDER = "io/sophonevents/event/schema";

  static final String CHANNELS = "asyncapi.json";

  private static final ObjectWriter JSON =
      new JsonMapper()
          .writer(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private SchemaGenerator() {}

  /**
   * Writes all files anew.
   *
   * @param arguments the folder of the classes, the version of the project
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0], FOLDER));
    try (DirectoryStream<Path> before = Files.newDirectoryStream(folder, "*.json")) {
      for (Path file : before) {
        Files.delete(file);
      }
    }
    for (EventKind kind : EventKind.values()) {
      for (Class<?> layout : LayoutSchema.layoutsOf(kind)) {
        write(LayoutSchema.of(kind, layout), folder.resolve(fileOf(layout)));
      }
    }
    write(ChannelDescription.of(arguments[1]), folder.resolve(CHANNELS));
  }

  /** The file of a layout's schema: {@code HistoryEvent.V5R4.json}. */
  static String fileOf(Class<?> layout) {
    return LayoutSchema.nameOf(layout) + ".json";
  }

  private static void write(JsonNode document, Path file) throws IOException {
    Files.write(file, (JSON.writeValueAsString(document) + "\n").getBytes(UTF_8));
  }
}
