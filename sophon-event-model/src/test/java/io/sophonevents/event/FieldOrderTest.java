package io.sophonevents.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Known fields are written in the documented order: that of the vendor's samples, or of the
 * vendor's table where the two differ. Most samples were printed from a hash table.
 */
@SuppressWarnings("NullAway")
class FieldOrderTest {
  private static final JsonMapper TREES = new JsonMapper();
  private static final Path PROTOCOL = Path.of("../docs/protocol.md");
  private static final Pattern HEADING =
      Pattern.compile("^(?:#{2,4} |\\*\\*)(\\d+(?:\\.\\d+)*)\\.? .*$", Pattern.MULTILINE);

  /**
   * One sample has two disks, each in its own order; the table of section 1.18 abbreviates the
   * names of the exchange, which has the order of {@code ExchangeV2R1}.
   */
  private static final Set<String> NO_ORDER = Set.of("BoxDisk.V6R1", "MessageBroker.ExchangeV6R1");

  /** The layouts whose table in docs/protocol.md has another order than a sample. */
  private static final Map<String, Table> AS_TABLED =
      Map.ofEntries(
          Map.entry("AccessRecord.V2R2", new Table("1.7", "Legacy body", "")),
          Map.entry("AssessedFace", new Table("5.8", "SophonFace/api/FIQA", "")),
          Map.entry("BoxDisk.V5R6", new Table("1.15", "`disk_info`", "")),
          Map.entry("BoxHardware.V2R2", new Table("1.15", "`gateway_ext_data.`", "")),
          Map.entry("BoxHardware.V5R6", new Table("1.15", "`gateway_ext_data.`", "")),
          Map.entry("BoxHardware.V5R7", new Table("1.15", "`gateway_ext_data.`", "")),
          Map.entry("BoxMemory.Part", new Table("1.15", "`video` objects with", "")),
          Map.entry("BoxMemory.V5R6", new Table("1.15", "`memory_info`", "")),
          Map.entry("BoxProcessor.V5R6", new Table("1.15", "`cpu_info`", "")),
          Map.entry("BoxStatus.V2R2", new Table("1.15", "", "")),
          Map.entry("BoxStatus.V5R6", new Table("1.15", "", "")),
          Map.entry("CaptureDevice.V5R4", new Table("1.10", "", "")),
          Map.entry("CaptureDevice.V6R1", new Table("1.3.3", "`media_device_info`", "")),
          Map.entry("CaptureDeviceStatus.V2R1", new Table("1.15", "`sub_devices[]`:", "")),
          Map.entry("CaptureDeviceStatus.V6R1", new Table("1.15", "items", "")),
          Map.entry("CommandResult.OutcomeV2R1", new Table("1.18", "add or update people", "")),
          Map.entry("CommandResult.PersonOutcome", new Table("1.18", "`failed_users[]`", "")),
          Map.entry("CommandResult.V2R1", new Table("1.18", "Result V2", "")),
          Map.entry("DeviceCommand.V6R1", new Table("1.18", "V6: `message_key`", "payload flat")),
          Map.entry("DeviceRemoval.V6R1", new Table("1.18", "V6: `message_key`", "payload flat")),
          Map.entry("DeviceSync.Device", new Table("1.16", "`deviceList[]`", "")),
          Map.entry("EnrolledPerson", new Table("5.4", "reply", "")),
          Map.entry("EventExtension.HistoryV2R1", new Table("1.3.2", "`ext_data.` member", "")),
          Map.entry("EventExtension.HistoryV5R3", new Table("1.3.2", "`ext_data.` member", "")),
          Map.entry("EventExtension.V2R2", new Table("1.1", "`ext_data`", "")),
          Map.entry("ExtraInfo.V2R1", new Table("1.9", "`ext_info`", "")),
          Map.entry("FaceAttributes.V5R4", new Table("1.10", "`recognize_face_attr`:", "")),
          Map.entry("FaceAttributes.V6R1", new Table("1.3.3", "`recognize_face_attr`", "")),
          Map.entry("FoundEvent.V2R6", new Table("5.10", "V5 found event", "")),
          Map.entry("FoundEvent.V6R1", new Table("5.10", "V6: `compare_score`", "")),
          Map.entry("GrabberQuality", new Table("1.8", "", "")),
          Map.entry("GrabberQuality.Edges", new Table("1.8", "", "")),
          Map.entry("HeadPose", new Table("1.8", "", "")),
          Map.entry("HistoryEvent.V2R1", new Table("1.3.2", "", "")),
          Map.entry("HistoryEvent.V5R3", new Table("1.3.2", "", "")),
          Map.entry("HistoryEvent.V5R4", new Table("1.3.1", "", "")),
          Map.entry("HistoryEvent.V6R1", new Table("1.3.3", "", "")),
          Map.entry("HistoryEventUrl.V2R1", new Table("1.13", "", "")),
          Map.entry("IdentifyAnswer.V5R3", new Table("5.7", "Reply", "")),
          Map.entry("IdentifyAnswer.V6R1", new Table("5.7", "`{result bool", "")),
          Map.entry("IdentityInfo", new Table("1.9", "", "")),
          Map.entry("MediaDevice.V2R6", new Table("1.6", "", "")),
          Map.entry("MediaDevice.V6R1", new Table("1.6", "V6:", "")),
          Map.entry("MessageBroker.ExchangeV2R1", new Table("1.18", "`exchange.name`", "")),
          Map.entry("MessageBroker.V2R1", new Table("1.18", "", "")),
          Map.entry("MessageBroker.V6R1", new Table("1.18", "", "")),
          Map.entry("PeopleCommand.V6R1", new Table("1.18", "V6: `message_key`", "payload flat")),
          Map.entry("Person.V6R1", new Table("5.4", "both answer the person", "`getidentities`")),
          Map.entry("PersonToEnrol.V2R1", new Table("1.18", "`user_info_list[]`", "")),
          Map.entry("PictureSearchAnswer.V2R6", new Table("5.10", "", "")),
          Map.entry("PictureSearchAnswer.V6R1", new Table("5.10", "searchbyimage", "")),
          Map.entry("PlatformDevicePage.V2R2", new Table("5.5", "Responses", "")),
          Map.entry("PlatformDeviceStatus.Camera", new Table("1.15", "`cameraInfo[]`", "")),
          Map.entry("PlatformDeviceStatus.V2R2", new Table("1.15", "third party", "")),
          Map.entry("PlatformLoginAnswer.V2R1", new Table("1.17", "", "")),
          Map.entry("PlatformLoginAnswer.V6R1", new Table("1.17", "V6 key", "")),
          Map.entry("QualityAnswer.Details", new Table("5.8", "`{fiqa_result", "")),
          Map.entry("QualityAnswer.V6R1", new Table("5.8", "`{fiqa_result", "")),
          Map.entry("QualityCommand.V6R1", new Table("1.18", "V6: `message_key`", "payload flat")),
          Map.entry("RealTimeEvent.V2R2", new Table("1.1", "| name |", "")),
          Map.entry("StoredEvent.V2R6", new Table("5.1", "Event:", "")),
          Map.entry("StoredEvent.V6R1", new Table("5.1", "V6 event", "")),
          Map.entry("StreamEvent.V5R2", new Table("1.5", "", "")),
          Map.entry("StreamEvent.V6R1", new Table("1.5", "V6 event", "The V6 sample omits")));

  private final EventCodec codec = new EventCodec();
  private final Map<String, Class<?>> layouts = new HashMap<>();
  private final Map<String, Set<String>> deviations = new TreeMap<>();

  /** A section of docs/protocol.md, with the words where the table begins and those behind it. */
  private record Table(String section, String from, String to) {}

  @Test
  void theComponentsOfALayoutStandInTheOrderOfTheVendorsKeys() throws Exception {
    collectFromSamples();

    deviations.keySet().removeAll(AS_TABLED.keySet());
    deviations.keySet().removeAll(NO_ORDER);
    assertThat(deviations).isEmpty();
  }

  @Test
  void orInThatOfTheVendorsTableWhereASampleHasAnother() throws Exception {
    collectFromSamples();

    assertThat(deviations.keySet()).containsAll(AS_TABLED.keySet());
    for (Map.Entry<String, Table> each : AS_TABLED.entrySet()) {
      String table = textOf(each.getValue());
      List<String> names = new ArrayList<>();
      Map<String, Integer> places = new HashMap<>();
      for (RecordComponent component : layouts.get(each.getKey()).getRecordComponents()) {
        Matcher found = wordOf(component).matcher(table);
        if (found.find()) {
          names.add(component.getName());
          places.put(component.getName(), found.start());
        }
      }
      assertThat(names)
          .as(each.getKey())
          .hasSizeGreaterThan(1)
          .isSortedAccordingTo(Comparator.comparing(places::get));
    }
  }

  private void collectFromSamples() throws Exception {
    for (EventsPage.Sample sample : EventsPage.samples()) {
      if (!sample.file().getParent().endsWith("constructed")) {
        collect(codec.decode(sample.body(), sample.hint()), TREES.readTree(sample.body()));
      }
    }
  }

  private void collect(Object value, JsonNode node) throws ReflectiveOperationException {
    if (value instanceof MediaDevices devices) {
      collect(node.isArray() ? devices.all() : devices.all().get(0), node);
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        collect(list.get(i), node.get(i));
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> each : map.entrySet()) {
        collect(each.getValue(), node.get((String) each.getKey()));
      }
    } else if (value instanceof Record record) {
      collect(record, node);
    }
  }

  private void collect(Record record, JsonNode node) throws ReflectiveOperationException {
    RecordComponent[] components = record.getClass().getRecordComponents();
    if (components[0].getAccessor().isAnnotationPresent(JsonValue.class)) {
      collect(components[0].getAccessor().invoke(record), node);
      return;
    }
    List<String> written = new ArrayList<>();
    for (RecordComponent each : components) {
      for (String name : namesOf(each)) {
        if (node.has(name)) {
          written.add(name);
          collect(each.getAccessor().invoke(record), node.get(name));
        }
      }
    }
    List<String> sent = new ArrayList<>();
    node.fieldNames().forEachRemaining(sent::add);
    sent.retainAll(written);
    String layout = record.getClass().getName().replaceFirst("^.*\\.", "").replace('$', '.');
    layouts.put(layout, record.getClass());
    if (!written.equals(sent)) {
      deviations
          .computeIfAbsent(layout, name -> new TreeSet<>())
          .add("written " + written + " but sent " + sent);
    }
  }

  private static Pattern wordOf(RecordComponent component) {
    JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
    String name = property == null ? component.getName() : property.value();
    return Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])");
  }

  private static List<String> namesOf(RecordComponent component) {
    JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
    if (property == null) {
      return List.of();
    }
    List<String> names = new ArrayList<>(List.of(property.value()));
    JsonAlias alias = component.getAccessor().getAnnotation(JsonAlias.class);
    if (alias != null) {
      names.addAll(Arrays.asList(alias.value()));
    }
    return names;
  }

  private static String textOf(Table table) throws IOException {
    String page = Files.readString(PROTOCOL);
    Matcher heading = HEADING.matcher(page);
    while (heading.find()) {
      if (heading.group(1).equals(table.section())) {
        int start = heading.start();
        int end = heading.find() ? heading.start() : page.length();
        String section = page.substring(start, end);
        int from = section.indexOf(table.from());
        assertThat(from).as(table.toString()).isNotNegative();
        int to = table.to().isEmpty() ? section.length() : section.indexOf(table.to(), from);
        return section.substring(from, to);
      }
    }
    throw new AssertionError("no section " + table);
  }
}
