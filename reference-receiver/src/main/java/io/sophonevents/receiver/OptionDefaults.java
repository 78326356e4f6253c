package io.sophonevents.receiver;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What an option is that is not on the command line: what the environment says, else what the file
 * says that {@code --config} names. It knows the options by asking the command line, so a new one
 * needs nothing here.
 *
 * <p>Immutable.
 */
final class OptionDefaults implements IDefaultValueProvider {
  private static final String CONFIG = "config";
  private static final String ENVIRONMENT_PREFIX = "SOPHON_RECEIVER_";

  /** They make no sense but on a command line. */
  private static final Set<String> NOT_FOR_FILES = Set.of(CONFIG, "help", "version");

  private final Map<String, ConfigFile.Setting> settings;

  private OptionDefaults(Map<String, ConfigFile.Setting> settings) {
    this.settings = Map.copyOf(settings);
  }

  /**
   * Looks for settings.
   *
   * @throws io.sophonevents.event.SophonException if one is for no option, or the file is none
   */
  static OptionDefaults find(
      CommandLine command, List<String> arguments, Map<String, String> environment) {
    Set<String> keys = new HashSet<>();
    addKeys(command, keys);
    keys.removeAll(NOT_FOR_FILES);

    Map<String, ConfigFile.Setting> settings = new HashMap<>();
    String file = configFile(arguments, environment);
    if (file != null) {
      settings.putAll(ConfigFile.read(Path.of(file), keys::contains).settings());
    }
    settings.putAll(fromEnvironment(keys, environment));
    return new OptionDefaults(settings);
  }

  private static void addKeys(CommandLine command, Set<String> keys) {
    command.getCommandSpec().options().forEach(option -> keys.add(key(option)));
    command.getSubcommands().values().forEach(each -> addKeys(each, keys));
  }

  private static String key(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  /** Needed before the command line is read, for that asks for the defaults first. */
  private static @Nullable String configFile(
      List<String> arguments, Map<String, String> environment) {
    String option = "--" + CONFIG;
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).startsWith(option + "=")) {
        return arguments.get(i).substring(option.length() + 1);
      }
      if (arguments.get(i).equals(option) && i + 1 < arguments.size()) {
        return arguments.get(i + 1);
      }
    }
    return environment.get(ENVIRONMENT_PREFIX + "CONFIG");
  }

  private static Map<String, ConfigFile.Setting> fromEnvironment(
      Set<String> keys, Map<String, String> environment) {
    Map<String, ConfigFile.Setting> settings = new TreeMap<>();
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (!name.startsWith(ENVIRONMENT_PREFIX)) {
                return;
              }
              String key =
                  name.substring(ENVIRONMENT_PREFIX.length())
                      .toLowerCase(Locale.ROOT)
                      .replace('_', '-');
              String origin = "environment " + name;
              if (keys.contains(key)) {
                ConfigFile.requireValue(origin, key, value);
                settings.put(key, new ConfigFile.Setting(value, origin));
              } else if (!key.equals(CONFIG)) {
                throw ConfigFile.noOption(origin, key);
              }
            });
    return settings;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    ConfigFile.Setting setting =
        argument instanceof OptionSpec option ? settings.get(key(option)) : null;
    return setting == null ? null : setting.value();
  }

  /**
   * What to say of a value that an option does not take. One that we gave is not repeated, for it
   * may be a secret.
   */
  String explain(CommandLine.ParameterException problem) {
    if (problem.getArgSpec() instanceof OptionSpec option) {
      ConfigFile.Setting setting = settings.get(key(option));
      if (setting != null && setting.value().equals(problem.getValue())) {
        return setting.origin() + ": " + key(option) + ": expected " + expected(option.type());
      }
    }
    return String.valueOf(problem.getMessage());
  }

  /**
   * The same for one that was read but is out of range.
   *
   * @param message begins with the option's name and a colon
   */
  String explain(String message, CommandLine.ParseResult given) {
    String key = message.replaceFirst("(?s):.*", "");
    ConfigFile.Setting setting = settings.get(key);
    return setting == null || given.hasMatchedOption("--" + key)
        ? message
        : setting.origin() + ": " + message;
  }

  private static String expected(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(String::valueOf)
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    return type.isPrimitive() || Number.class.isAssignableFrom(type)
        ? "a number"
        : "a " + type.getSimpleName().toLowerCase(Locale.ROOT);
  }
}
