package io.sophonevents.cli;

import picocli.CommandLine.Command;

/** How good is it? */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Measures the recognition on labelled pictures.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {EvaluateVerification.class, EvaluateDetection.class})
final class Evaluate {}
