package io.sophonevents.event;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The schemas as a user loads them: resources of the class path, checked by a validator. */
final class PublishedSchemas {
  /** Reads numbers as they are written. */
  static final JsonMapper TREES =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private PublishedSchemas() {}

  /** The tree of one file in the folder of the schemas. */
  static JsonNode file(String name) {
    return resource("/" + SchemaGenerator.FOLDER + "/" + name);
  }

  static JsonNode resource(String path) {
    try (InputStream in = PublishedSchemas.class.getResourceAsStream(path)) {
      return TREES.readTree(
          Objects.requireNonNull(in, () -> path + ": expected it to be made by the Maven build"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The published schema of a layout. */
  static Schema of(Class<?> layout) {
    return schema(file(SchemaGenerator.fileOf(layout)));
  }

  static Schema schema(JsonNode tree) {
    return REGISTRY.getSchema(tree);
  }

  /** The schema of schemas. */
  static Schema ofSchemas() {
    return REGISTRY.getSchema(SchemaLocation.of(LayoutSchema.DIALECT));
  }

  /** The layout of this name: {@code HistoryEvent.V5R4}. */
  static Class<?> layout(String name) {
    return LayoutSchema.layouts()
        .filter(layout -> LayoutSchema.nameOf(layout).equals(name))
        .findFirst()
        .orElseThrow();
  }

  static JsonNode tree(String json) {
    try {
      return TREES.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(JsonNode tree) {
    try {
      return TREES.writeValueAsBytes(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
