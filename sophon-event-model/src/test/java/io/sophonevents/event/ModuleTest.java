package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import java.io.InputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The model as a module, which the other tests do not run it as. */
class ModuleTest {
  private static final String NAME = "io.sophonevents.event";

  @Test
  void needsJacksonsCoreAndAnnotationsAndTheWordsForNullOnly() throws URISyntaxException {
    ModuleDescriptor module =
        ModuleFinder.of(placeOf(EventCodec.class)).find(NAME).orElseThrow().descriptor();

    assertThat(module.requires())
        .extracting(ModuleDescriptor.Requires::name)
        .containsExactlyInAnyOrder(
            "java.base",
            "com.fasterxml.jackson.core",
            "com.fasterxml.jackson.annotation",
            "org.jspecify");
    assertThat(module.exports()).extracting(ModuleDescriptor.Exports::source).containsExactly(NAME);
    assertThat(module.opens())
        .extracting(ModuleDescriptor.Opens::source)
        .containsExactly(NAME + ".schema");
  }

  @Test
  void runsWithJacksonsCoreAndAnnotationsAlone()
      throws ReflectiveOperationException, URISyntaxException {
    byte[] event = "{\"identity_id\":\"1\",\"timestamp\":1,\"ep_info\":{}}".getBytes(UTF_8);
    Class<?> type = loader().loadClass(EventCodec.class.getName());
    assertThat(type.getModule().getName()).isEqualTo(NAME);
    assertThat(type).isNotEqualTo(EventCodec.class);

    Object codec = type.getConstructor().newInstance();
    Object decoded = type.getMethod("decode", byte[].class).invoke(codec, (Object) event);

    assertThat(decoded.getClass().getName()).isEqualTo(HistoryEvent.V5R4.class.getName());
    assertThat(type.getMethod("encode", loadedBy(type, SophonEvent.class)).invoke(codec, decoded))
        .isEqualTo(event);
  }

  @Test
  void letsOthersReadItsSchemas() throws Exception {
    String file = SchemaGenerator.FOLDER + "/" + SchemaGenerator.CHANNELS;
    try (InputStream in = loader().getResourceAsStream(file)) {
      assertThat(PublishedSchemas.TREES.readTree(Objects.requireNonNull(in)))
          .isEqualTo(PublishedSchemas.file(SchemaGenerator.CHANNELS));
    }
    Class<?> codec = loader().loadClass(EventCodec.class.getName());
    assertThat(codec.getResource("schema/HistoryEvent.V5R4.json")).isNotNull();
  }

  /** That of a layer with the module and the two parts of Jackson, and nothing else but the JDK. */
  private static ClassLoader loader() throws URISyntaxException {
    ModuleFinder modules =
        ModuleFinder.of(
            placeOf(EventCodec.class), placeOf(JsonFactory.class), placeOf(JsonProperty.class));
    ModuleLayer boot = ModuleLayer.boot();
    Configuration resolved = boot.configuration().resolve(modules, ModuleFinder.of(), Set.of(NAME));
    return boot.defineModulesWithOneLoader(resolved, ClassLoader.getPlatformClassLoader())
        .findLoader(NAME);
  }

  private static Class<?> loadedBy(Class<?> type, Class<?> wanted) throws ClassNotFoundException {
    return type.getClassLoader().loadClass(wanted.getName());
  }

  private static Path placeOf(Class<?> type) throws URISyntaxException {
    URL place = type.getProtectionDomain().getCodeSource().getLocation();
    return Path.of(place.toURI());
  }
}
