package io.sophonevents.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A place that a schema says something of.
 *
 * @param path names and indices from the root, at least one
 * @param isRequired whether a valid message has it
 * @param isFree whether all is valid here but null
 */
record SchemaPlace(List<Object> path, boolean isRequired, boolean isFree) {
  private static final int DEEPEST = 10;

  static List<SchemaPlace> allIn(JsonNode schema) {
    List<SchemaPlace> places = new ArrayList<>();
    collect(schema, schema, List.of(), false, places);
    return places;
  }

  private static void collect(
      JsonNode root,
      JsonNode schema,
      List<Object> path,
      boolean isRequired,
      List<SchemaPlace> places) {
    JsonNode said = schema;
    boolean isFree = false;
    while (said.has("anyOf") || said.has("$ref")) { // the first is the one that is no exception
      String reference = said.path("$ref").asText();
      isFree |= reference.equals("#/$defs/Object");
      said = said.has("$ref") ? root.at(reference.substring(1)) : said.path("anyOf").path(0);
    }
    if (!path.isEmpty()) {
      places.add(new SchemaPlace(path, isRequired, isFree));
    }
    if (path.size() == DEEPEST) {
      return;
    }
    List<String> required = new ArrayList<>();
    said.path("required").forEach(name -> required.add(name.asText()));
    for (Map.Entry<String, JsonNode> property : said.path("properties").properties()) {
      String name = property.getKey();
      collect(root, property.getValue(), longer(path, name), required.contains(name), places);
    }
    if (said.has("items")) {
      collect(root, said.path("items"), longer(path, 0), false, places);
    }
    if (said.path("additionalProperties").isObject()) {
      collect(root, said.path("additionalProperties"), longer(path, "any"), false, places);
    }
  }

  private static List<Object> longer(List<Object> path, Object step) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  /** Of a valid tree what is required and what this place is in: the rest takes time only. */
  JsonNode around(JsonNode valid, JsonNode schema) {
    ObjectNode around = PublishedSchemas.TREES.createObjectNode();
    Set<String> needed = new HashSet<>(Set.of((String) path.get(0)));
    schema.path("required").forEach(name -> needed.add(name.asText()));
    for (Map.Entry<String, JsonNode> field : valid.properties()) {
      if (needed.contains(field.getKey()) || schema.has("allOf")) {
        around.set(field.getKey(), field.getValue());
      }
    }
    return around;
  }

  /** A copy that has this value here, whatever is on the way made as needed. */
  JsonNode with(JsonNode tree, JsonNode value) {
    JsonNode copy = tree.deepCopy();
    set(containerIn(copy), value);
    return copy;
  }

  /** A copy that has nothing here. */
  JsonNode without(JsonNode tree) {
    JsonNode copy = tree.deepCopy();
    JsonNode container = containerIn(copy);
    if (container instanceof ObjectNode object) {
      object.remove((String) last());
    } else if (container instanceof ArrayNode array) {
      array.removeAll();
    }
    return copy;
  }

  /** Copies of a valid tree, each with something here that cannot be right. */
  List<JsonNode> broken(JsonNode valid) {
    JsonNode here = valid;
    for (Object step : path) {
      here = step instanceof Integer index ? here.path(index) : here.path((String) step);
    }
    if (here.isMissingNode() || here.isNull() || isFree) {
      return List.of();
    }
    List<JsonNode> broken = new ArrayList<>();
    List<String> wrong = // of each type that is nowhere read in place of what is here
        here.isObject()
            ? List.of("\"x\"", "7", "true")
            : here.isArray() ? List.of("7", "true") : List.of("{\"x\":1}", "[[{}]]");
    wrong.forEach(value -> broken.add(with(valid, PublishedSchemas.tree(value))));
    if (isRequired) {
      broken.add(without(valid));
      broken.add(with(valid, PublishedSchemas.tree("null")));
    }
    return broken;
  }

  private Object last() {
    return path.get(path.size() - 1);
  }

  private JsonNode containerIn(JsonNode root) {
    JsonNode at = root;
    for (int i = 0; i + 1 < path.size(); i++) {
      Object step = path.get(i);
      JsonNode next = step instanceof Integer ? at.path(0) : at.path((String) step);
      boolean wantsArray = path.get(i + 1) instanceof Integer;
      if (wantsArray ? !next.isArray() : !next.isObject()) {
        next =
            wantsArray
                ? PublishedSchemas.TREES.createArrayNode()
                : PublishedSchemas.TREES.createObjectNode();
        new SchemaPlace(path.subList(0, i + 1), false, false).set(at, next);
      }
      at = next;
    }
    return at;
  }

  private void set(JsonNode container, JsonNode value) {
    if (container instanceof ObjectNode object) {
      object.set((String) last(), value);
    } else if (container instanceof ArrayNode array) {
      array.removeAll();
      array.add(value);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
