package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The JSON Schema, draft 2020-12, of what is read as one layout: learnt from the components of its
 * record, as {@link Layout} learns it. What is read of a value type stands in {@code
 * schema/values.json} of the test resources, under the type's name.
 */
final class LayoutSchema {
  static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private static final String DEFINITIONS = "#/$defs/";
  private static final String VALUES = "schema/values.json";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonNode values = values();
  private final ObjectNode definitions = JSON.objectNode();

  private LayoutSchema() {}

  /** The layouts of a kind, none for the one that takes all. */
  static List<Class<?>> layoutsOf(EventKind kind) {
    Class<?>[] layouts = kind.type().getPermittedSubclasses();
    return layouts == null ? List.of() : List.of(layouts);
  }

  /** All layouts of all kinds. */
  static Stream<Class<?>> layouts() {
    return Arrays.stream(EventKind.values()).flatMap(kind -> layoutsOf(kind).stream());
  }

  /** The name that a layout has in files and messages: {@code HistoryEvent.V5R4}. */
  static String nameOf(Class<?> type) {
    Class<?> within = type.getDeclaringClass();
    return within == null
        ? type.getSimpleName()
        : within.getSimpleName() + "." + type.getSimpleName();
  }

  /** The schema of one layout. */
  static ObjectNode of(EventKind kind, Class<?> layout) {
    return of(
        layout,
        "layout "
            + layout.getSimpleName()
            + " of kind "
            + kind
            + ": what is read, which is more than the vendor describes");
  }

  /** The schema of one record. */
  static ObjectNode of(Class<?> layout, String description) {
    LayoutSchema made = new LayoutSchema();
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", DIALECT);
    schema.put("$id", "urn:sophonevents:schema:" + nameOf(layout));
    schema.put("title", nameOf(layout));
    schema.put("description", description);
    schema.setAll(made.objectOf(layout));
    if (!made.definitions.isEmpty()) {
      schema.set("$defs", made.definitions);
    }
    return schema;
  }

  private ObjectNode objectOf(Class<?> layout) {
    RecordComponent[] components = layout.getRecordComponents();
    if (components.length == 1
        && components[0].getAccessor().isAnnotationPresent(JsonValue.class)) {
      return components[0].getType().isRecord()
          ? objectOf(components[0].getType())
          : valueOf(components[0].getGenericType());
    }
    ObjectNode object = JSON.objectNode().put("type", "object");
    ObjectNode properties = object.putObject("properties");
    ArrayNode required = JSON.arrayNode();
    ArrayNode spellings = JSON.arrayNode();
    for (RecordComponent component : components) {
      if (component.getName().equals("unknownFields")) {
        continue;
      }
      Field field = Field.of(component);
      ObjectNode value = valueOf(component.getGenericType());
      if (field.aliases.isEmpty()) {
        properties.set(field.name, field.required ? value : orNull(value, field));
        if (field.required) {
          required.add(field.name);
        }
      } else {
        field.names().forEach(name -> properties.set(name, orNull(value.deepCopy(), field)));
        spellings.addAll(oneSpelling(field));
      }
    }
    if (!required.isEmpty()) {
      object.set("required", required);
    }
    if (!spellings.isEmpty()) {
      object.set("allOf", spellings);
    }
    return object.put("additionalProperties", true);
  }

  /** What is read of a type that is not null. */
  private ObjectNode valueOf(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return JSON.objectNode().put("type", "array").set("items", valueOf(arguments[0]));
      }
      return arguments[1] == Object.class
          ? reference("Map", values.get("Map"))
          : JSON.objectNode()
              .put("type", "object")
              .set("additionalProperties", valueOf(arguments[1]));
    }
    Class<?> simple = (Class<?>) type;
    String name = nameOf(simple);
    if (values.has(name)) {
      // what needs no word is no definition either
      return values.get(name).has("description")
          ? reference(name, values.get(name))
          : values.get(name).deepCopy();
    }
    if (!simple.isRecord() || readsItself(simple)) {
      throw new IllegalStateException(VALUES + ": expected what is read of a " + name);
    }
    if (!definitions.has(name)) {
      definitions.putObject(name); // keeps its place, and ends a record within itself
      definitions.set(name, objectOf(simple));
    }
    return reference(name, definitions.get(name));
  }

  private ObjectNode reference(String name, JsonNode definition) {
    definitions.set(name, definition);
    for (JsonNode reference : definition.findValues("$ref")) {
      String other = reference.asText().substring(DEFINITIONS.length());
      if (!definitions.has(other)) { // one that values.json refers to
        valueOf(typeNamed(other));
      }
    }
    return JSON.objectNode().put("$ref", DEFINITIONS + name);
  }

  private static Class<?> typeNamed(String name) {
    try {
      return Class.forName(LayoutSchema.class.getPackageName() + "." + name.replace('.', '$'));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(VALUES + ": expected a type but found none named " + name, e);
    }
  }

  private static ObjectNode orNull(ObjectNode value, Field field) {
    ObjectNode optional = value;
    if (value.path("type").isTextual()) {
      String type = value.get("type").asText();
      optional.putArray("type").add(type).add("null");
    } else {
      optional = JSON.objectNode();
      optional.putArray("anyOf").add(value).addObject().put("type", "null");
    }
    if (field.writtenAsNull) {
      optional.putNull("default");
    }
    return optional;
  }

  /** Of several names of a field one may have a value, and one must where it is required. */
  private static ArrayNode oneSpelling(Field field) {
    ArrayNode rules = JSON.arrayNode();
    if (field.required) {
      ArrayNode one = rules.addObject().putArray("oneOf");
      field.names().forEach(name -> one.add(given(name)));
      return rules;
    }
    List<String> names = field.names();
    for (int i = 0; i < names.size(); i++) {
      for (String other : names.subList(i + 1, names.size())) {
        rules
            .addObject()
            .putObject("not")
            .putArray("allOf")
            .add(given(names.get(i)))
            .add(given(other));
      }
    }
    return rules;
  }

  private static ObjectNode given(String name) {
    ObjectNode given = JSON.objectNode();
    given.putArray("required").add(name);
    given.putObject("properties").putObject(name).putObject("not").put("type", "null");
    return given;
  }

  /** Whether a type has a reading of its own, be it a record. */
  private static boolean readsItself(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .anyMatch(field -> WireType.class.isAssignableFrom(field.getType()));
  }

  private static JsonNode values() {
    try (InputStream in = LayoutSchema.class.getResourceAsStream("/" + VALUES)) {
      return new JsonMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the annotations of a component say. */
  private record Field(String name, List<String> aliases, boolean required, boolean writtenAsNull) {
    static Field of(RecordComponent component) {
      AnnotatedElement accessor = component.getAccessor();
      JsonProperty property = accessor.getAnnotation(JsonProperty.class);
      JsonAlias alias = accessor.getAnnotation(JsonAlias.class);
      JsonInclude include = accessor.getAnnotation(JsonInclude.class);
      return new Field(
          property == null ? component.getName() : property.value(),
          alias == null ? List.of() : List.of(alias.value()),
          property != null && property.required(),
          include != null && include.value() == JsonInclude.Include.ALWAYS);
    }

    List<String> names() {
      List<String> names = new ArrayList<>(List.of(name));
      names.addAll(aliases);
      return names;
    }
  }
}
