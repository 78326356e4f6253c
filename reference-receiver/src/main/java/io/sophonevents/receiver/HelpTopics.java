package io.sophonevents.receiver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Lists the options of the receiver by what they are for, not in one long row. */
final class HelpTopics {
  private static final String OTHERS = "More";

  /** The options of each topic; one that stands nowhere is listed at the end. */
  private static final Map<String, Set<String>> TOPICS = new LinkedHashMap<>();

  static {
    TOPICS.put("Where", Set.of("--data", "--host", "--port", "--stream-port", "--config"));
    TOPICS.put(
        "TLS",
        Set.of("--tls-port", "--tls-cert", "--tls-key", "--tls-keystore", "--tls-password-file"));
    TOPICS.put(
        "What is stored",
        Set.of(
            "--duplicate-window",
            "--quarantine-limit",
            "--unparseable",
            "--drop-embeddings",
            "--score-range"));
    TOPICS.put(
        "Who may send and read",
        Set.of(
            "--allow",
            "--lan",
            "--allow-host",
            "--sender-token-file",
            "--signature-secret-file",
            "--reader-token-file",
            "--stream-allow"));
    TOPICS.put(
        "Limits", Set.of("--max-connections", "--max-connections-per-address", "--header-time"));
    TOPICS.put(OTHERS, Set.of());
  }

  private HelpTopics() {}

  /** Makes a command's help so. */
  static void arrange(CommandLine command) {
    command.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING);
    command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpTopics::render);
  }

  private static String render(Help help) {
    Map<String, List<OptionSpec>> byTopic = new LinkedHashMap<>();
    TOPICS.keySet().forEach(topic -> byTopic.put(topic, new ArrayList<>()));
    for (OptionSpec option : help.commandSpec().options()) {
      byTopic.getOrDefault(topicOf(option), List.of()).add(option);
    }
    StringBuilder text = new StringBuilder();
    byTopic.forEach(
        (topic, options) -> {
          if (!options.isEmpty()) {
            text.append(text.isEmpty() ? "" : "%n".formatted())
                .append(topic)
                .append(":%n".formatted());
            Help.Layout layout = help.createDefaultLayout(options, List.of(), help.colorScheme());
            layout.addAllOptions(options, help.parameterLabelRenderer());
            text.append(layout);
          }
        });
    return text.toString();
  }

  private static String topicOf(OptionSpec option) {
    return TOPICS.entrySet().stream()
        .filter(topic -> topic.getValue().contains(option.longestName()))
        .findFirst()
        .map(Map.Entry::getKey)
        .orElse(OTHERS);
  }
}
