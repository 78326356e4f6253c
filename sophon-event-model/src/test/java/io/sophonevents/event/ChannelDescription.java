package io.sophonevents.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The channels in AsyncAPI 3.0, as a program has them that receives from boxes: what is posted to
 * it and what it answers, what it asks of the event stream and what comes then.
 *
 * <p>A kind is posted if it has a path of its own that is none of the requests that a box or
 * platform serves, or if it is a status, which goes to whatever URL was configured. The kind named
 * after another one with {@code Answer} is its answer. All other kinds are messages without a
 * channel.
 */
final class ChannelDescription {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String RECEIVER = "receiver";
  private static final String BOX = "box";
  private static final String STREAM = "eventStream";

  private final ObjectNode channels = JSON.objectNode();
  private final ObjectNode operations = JSON.objectNode();
  private final ObjectNode messages = JSON.objectNode();

  private ChannelDescription() {}

  /** The document. */
  static ObjectNode of(String version) {
    ChannelDescription made = new ChannelDescription();
    for (EventKind kind : EventKind.values()) {
      LayoutSchema.layoutsOf(kind).forEach(layout -> made.addMessage(kind, layout));
      if (isPosted(kind)) {
        made.addPosted(kind);
      }
    }
    made.addStream();

    ObjectNode document = JSON.objectNode().put("asyncapi", "3.0.0");
    document
        .putObject("info")
        .put("title", "SOPHON events")
        .put("version", version)
        .put(
            "description",
            "What SOPHON boxes and platforms send to a program that receives their events. The"
                + " addresses are those of the vendor's pages; a box posts to whatever was"
                + " configured.")
        .putObject("license")
        .put("name", "Apache-2.0")
        .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
    document.put("defaultContentType", "application/json");
    ObjectNode servers = document.putObject("servers");
    server(servers, RECEIVER, "receiver.example", "http", "your program, posted to by boxes");
    server(servers, BOX, "box.example:5679", "ws", "a box, whose event stream you connect to");
    document.set("channels", made.channels);
    document.set("operations", made.operations);
    document.putObject("components").set("messages", made.messages);
    return document;
  }

  static boolean isPosted(EventKind kind) {
    String path = kind.defaultPath().toLowerCase(Locale.ROOT);
    boolean isRequest = path.startsWith("/sophon") || path.startsWith("/openapi");
    return (!path.isEmpty() && !isRequest) || nameOf(kind).endsWith("Status");
  }

  private static Optional<EventKind> answerTo(EventKind kind) {
    return Arrays.stream(EventKind.values())
        .filter(other -> nameOf(other).equals(nameOf(kind) + "Answer"))
        .findFirst();
  }

  private static String nameOf(EventKind kind) {
    return kind.type().getSimpleName();
  }

  private void addMessage(EventKind kind, Class<?> layout) {
    String name = LayoutSchema.nameOf(layout);
    messages
        .putObject(name)
        .put("name", name)
        .put("summary", "layout " + layout.getSimpleName() + " of kind " + kind)
        .put("contentType", "application/json")
        .putObject("payload")
        .put("schemaFormat", "application/schema+json;version=2020-12")
        .putObject("schema")
        .put("$ref", SchemaGenerator.fileOf(layout));
  }

  private void addPosted(EventKind kind) {
    String name = nameOf(kind);
    String channel = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    List<EventKind> answer = answerTo(kind).stream().toList();
    ObjectNode described = addChannel(channel, RECEIVER);
    if (kind.defaultPath().isEmpty()) {
      described.putNull("address").put("description", "posted to whatever URL was configured");
    } else {
      described.put("address", kind.defaultPath());
    }
    addMessages(described, kind);
    answer.forEach(each -> addMessages(described, each));

    ObjectNode receive = addOperation("receive" + name, "receive", channel, kind);
    receive.putObject("bindings").putObject("http").put("method", "POST");
    for (EventKind each : answer) {
      ObjectNode reply = receive.putObject("reply");
      reply.set("channel", reference("#/channels/" + channel));
      reply.set("messages", messagesIn(channel, each));
    }
  }

  private void addStream() {
    ObjectNode described = addChannel(STREAM, BOX);
    described
        .put("address", "/")
        .put(
            "description",
            "The first message is the subscription, sent by you; then the box sends one event in"
                + " each message.");
    addMessages(described, EventKind.STREAM_SUBSCRIPTION);
    addMessages(described, EventKind.STREAM);
    described.putObject("bindings").putObject("ws").put("method", "GET");
    addOperation("sendStreamSubscription", "send", STREAM, EventKind.STREAM_SUBSCRIPTION);
    addOperation("receiveStreamEvent", "receive", STREAM, EventKind.STREAM);
  }

  private ObjectNode addChannel(String channel, String server) {
    ObjectNode described = channels.putObject(channel);
    described.putArray("servers").add(reference("#/servers/" + server));
    return described;
  }

  private ObjectNode addOperation(String name, String action, String channel, EventKind kind) {
    ObjectNode operation = operations.putObject(name).put("action", action);
    operation.set("channel", reference("#/channels/" + channel));
    operation.set("messages", messagesIn(channel, kind));
    return operation;
  }

  private static void addMessages(ObjectNode channel, EventKind kind) {
    ObjectNode all = channel.withObjectProperty("messages");
    LayoutSchema.layoutsOf(kind).stream()
        .map(LayoutSchema::nameOf)
        .forEach(name -> all.set(name, reference("#/components/messages/" + name)));
  }

  private static ArrayNode messagesIn(String channel, EventKind kind) {
    ArrayNode all = JSON.arrayNode();
    LayoutSchema.layoutsOf(kind).stream()
        .map(LayoutSchema::nameOf)
        .forEach(name -> all.add(reference("#/channels/" + channel + "/messages/" + name)));
    return all;
  }

  private static ObjectNode reference(String target) {
    return JSON.objectNode().put("$ref", target);
  }

  private static void server(
      ObjectNode servers, String name, String host, String protocol, String description) {
    servers
        .putObject(name)
        .put("host", host)
        .put("protocol", protocol)
        .put("description", description);
  }
}
