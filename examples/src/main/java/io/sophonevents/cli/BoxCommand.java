package io.sophonevents.cli;

import io.sophonevents.client.box.BoxClient;
import io.sophonevents.client.box.BoxGeneration;
import io.sophonevents.client.box.EventFilter;
import io.sophonevents.client.box.GalleryPerson;
import io.sophonevents.event.Code;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.MediaDevice;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PersonType;
import io.sophonevents.event.SophonException;
import io.sophonevents.event.StoredEvent;
import io.sophonevents.event.UnknownEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The calls of a box that one wants at hand. */
@Command(
    name = "box",
    mixinStandardHelpOptions = true,
    description = "Asks a box, and tells it what to do.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      BoxCommand.Devices.class,
      BoxCommand.Events.class,
      BoxCommand.Picture.class,
      BoxCommand.People.class,
      BoxCommand.Register.class,
      BoxCommand.Delete.class,
      BoxCommand.Door.class,
      BoxCommand.Config.class
    })
final class BoxCommand {
  private static final EventCodec CODEC = new EventCodec();

  private BoxCommand() {}

  /** What each of them has. */
  @Command(mixinStandardHelpOptions = true)
  abstract static class Call implements Callable<Integer> {
    @Parameters(
        index = "0",
        paramLabel = "BOX",
        description = "Its address, with a port if it is not 5555.")
    @SuppressWarnings("NullAway.Init")
    private String address;

    @Option(
        names = "--generation",
        paramLabel = "V5|V6",
        description = "Which calls it has; found out if not given.")
    private @Nullable BoxGeneration generation;

    @Option(names = "--json", description = "A line of JSON each in place of a table.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      BoxClient.Builder builder = BoxClient.builder(address);
      if (generation != null) {
        builder.generation(generation);
      }
      try (BoxClient box = builder.open()) {
        ask(box);
      }
      return 0;
    }

    abstract void ask(BoxClient box) throws IOException;

    PrintWriter out() {
      return spec.commandLine().getOut();
    }

    /** A line: the values with tabs between them, or an object. */
    void line(Object... namesAndValues) {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (int i = 0; i < namesAndValues.length; i += 2) {
        fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
      }
      out()
          .println(
              json
                  ? new String(CODEC.encode(new UnknownEvent(fields)), StandardCharsets.UTF_8)
                  : String.join(
                      "\t",
                      fields.values().stream()
                          .map(each -> each.toString().replaceAll("\\p{Cntrl}", " "))
                          .toList()));
    }

    static String text(@Nullable String text) {
      return text == null ? "" : text;
    }

    static String text(@Nullable PersonType type) {
      return type == null ? "" : type.asWord().map(PersonType::code).orElse(type.code());
    }

    static String text(@Nullable PersonName name) {
      return name == null ? "" : name.text();
    }
  }

  /** Lists devices. */
  @Command(name = "devices", description = "Its cameras, gates and files: id, name, type, address.")
  static final class Devices extends Call {
    @Override
    void ask(BoxClient box) {
      for (MediaDevice device : box.devices().all()) {
        Code type = device.type();
        line(
            "id", text(device.deviceId()),
            "name", text(device.name()),
            "type", type == null ? "" : type.text(),
            "address", text(device.url() == null ? device.ip() : device.url()));
      }
    }
  }

  /** Lists events. */
  @Command(
      name = "events",
      description = {
        "What it has seen: time, device, person, name, kind, score, ids of face and scene.",
        "That is personal data."
      })
  static final class Events extends Call {
    @Option(
        names = "--from",
        paramLabel = "TIME",
        description = "Not before it: 2026-11-22T08:00:00Z.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Not after it.")
    private @Nullable Instant to;

    @Option(names = "--device", paramLabel = "ID", description = "Seen by this device.")
    private List<String> devices = List.of();

    @Option(names = "--person", paramLabel = "ID", description = "This person.")
    private @Nullable String person;

    @Option(
        names = "--limit",
        paramLabel = "NUMBER",
        description = "At most so many, 100 if not given.")
    private int limit = 100;

    @Override
    void ask(BoxClient box) {
      EventFilter.Builder filter = EventFilter.builder().devices(devices);
      if (from != null) {
        filter.from(from);
      }
      if (to != null) {
        filter.to(to);
      }
      if (person != null) {
        filter.person(IdentityId.of(person));
      }
      try (Stream<StoredEvent> events = box.events().find(filter.build())) {
        events.limit(limit).forEach(this::print);
      }
    }

    private void print(StoredEvent event) {
      line(
          "time", event.time().instant().toString(),
          "sentTime", event.time().text(),
          "device", text(event.captureDeviceId()),
          "person", event.identityId().text(),
          "name", text(event.identityName()),
          "kind", text(event.personType()),
          "score", event.score() == null ? "" : event.score().value(),
          "face", text(event.faceImageId()),
          "scene", text(event.sceneImageId()));
    }
  }

  /** Fetches a picture. */
  @Command(
      name = "picture",
      description = "Writes a picture to a file that does not exist yet, readable for you only.")
  static final class Picture extends Call {
    private static final BigDecimal SECONDS_BELOW = new BigDecimal("1e11");
    private static final Set<StandardOpenOption> NEW =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    @Parameters(index = "1", paramLabel = "ID", description = "The id of the picture.")
    @SuppressWarnings("NullAway.Init")
    private String id;

    @Option(
        names = "--time",
        paramLabel = "SENT-TIME",
        description = "That of its event, as 'events' shows it; without it, one of the gallery.")
    private @Nullable BigDecimal time;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to write.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Override
    void ask(BoxClient box) throws IOException {
      byte[] picture =
          time == null ? box.pictures().registered(id) : box.pictures().ofEvent(id, time(time));
      try (SeekableByteChannel out = Files.newByteChannel(file, NEW, ownerOnly())) {
        ByteBuffer bytes = ByteBuffer.wrap(picture);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
      }
      line("file", file.toString(), "bytes", picture.length);
    }

    /** Some boxes send milliseconds; either has its own text. */
    private static EventTime time(BigDecimal time) {
      return time.compareTo(SECONDS_BELOW) < 0
          ? EventTime.ofSeconds(time)
          : EventTime.ofMillis(time.longValue());
    }

    private FileAttribute<?>[] ownerOnly() {
      boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
      return isPosix
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
          }
          : new FileAttribute<?>[0];
    }
  }

  /** Lists people. */
  @Command(
      name = "people",
      description = {
        "Its people: id, name, kind, ids of their pictures.",
        "That is personal data."
      })
  static final class People extends Call {
    @Option(names = "--person", paramLabel = "ID", description = "This one only.")
    private @Nullable String person;

    @Override
    void ask(BoxClient box) {
      if (person != null) {
        box.people().find(IdentityId.of(person)).ifPresent(this::print);
        return;
      }
      try (Stream<GalleryPerson> people = box.people().all()) {
        people.forEach(this::print);
      }
    }

    private void print(GalleryPerson person) {
      line(
          "id", person.id().text(),
          "name", text(person.name()),
          "kind", text(person.type()),
          "pictures", String.join(",", person.registeredImageIds()));
    }
  }

  /** Registers a person. */
  @Command(name = "register", description = "Registers a person by a picture.")
  static final class Register extends Call {
    @Parameters(index = "1", paramLabel = "ID", description = "The number of the person.")
    @SuppressWarnings("NullAway.Init")
    private String id;

    @Parameters(index = "2", paramLabel = "PICTURE", description = "A file, JPEG.")
    @SuppressWarnings("NullAway.Init")
    private Path picture;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Their name.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(
        names = "--kind",
        paramLabel = "KIND",
        description = "employee, visitor, blacklist, stranger or vip; employee if not given.")
    private String kind = "employee";

    @Override
    void ask(BoxClient box) throws IOException {
      PersonType type = PersonType.of(kind);
      if (type.asNumber().isEmpty()) {
        throw new IllegalArgumentException(
            "--kind: expected employee, visitor, blacklist, stranger or vip");
      }
      IdentityId registered =
          box.people()
              .register(
                  IdentityId.of(id),
                  PersonName.of(name),
                  type,
                  EncodedImage.of(Files.readAllBytes(picture)))
              .identityId();
      line("registered", registered.text());
    }
  }

  /** Deletes people. */
  @Command(name = "delete", description = "Deletes people with their faces.")
  static final class Delete extends Call {
    @Parameters(
        index = "1..*",
        arity = "1..*",
        paramLabel = "ID",
        description = "The numbers of the people.")
    @SuppressWarnings("NullAway.Init")
    private List<String> ids;

    @Override
    void ask(BoxClient box) {
      int deleted =
          box.people().delete(ids.stream().map(IdentityId::of).toArray(IdentityId[]::new)).size();
      line("deleted", deleted);
      if (deleted < ids.size()) {
        throw new SophonException(
            "box: expected " + ids.size() + " people to be deleted but were " + deleted);
      }
    }
  }

  /** Opens a door. */
  @Command(name = "door", description = "Opens a door for a while. Asks nobody whether it may.")
  static final class Door extends Call {
    @Parameters(index = "1", paramLabel = "RELAY", description = "The address of its relay.")
    @SuppressWarnings("NullAway.Init")
    private String relay;

    @Option(names = "--port", paramLabel = "PORT", description = "Of the relay, 5555 if not given.")
    private int port = 5555;

    @Option(
        names = "--door",
        paramLabel = "NUMBER",
        description = "Its number on the relay, 0 for all of them; 1 if not given.")
    private int door = 1;

    @Option(names = "--seconds", paramLabel = "NUMBER", description = "1 to 254, 5 if not given.")
    private int seconds = 5;

    @Override
    void ask(BoxClient box) {
      box.door().open(relay, port, door, Duration.ofSeconds(seconds));
      line("opened", door);
    }
  }

  /** Shows settings. */
  @Command(
      name = "config",
      description = "What a receiver of its events wants to know: threshold, interval, addresses.")
  static final class Config extends Call {
    @Override
    void ask(BoxClient box) {
      var configs = box.config().all();
      line(
          "threshold", configs.threshold() == null ? "" : configs.threshold().value(),
          "repeatInterval",
              configs.repeatInterval() == null ? "" : configs.repeatInterval().value(),
          "historyUrls", String.join(",", configs.historyEventUrls()));
    }
  }
}
