package io.sophonevents.cli;

import picocli.CommandLine.Command;

/** What becomes of model packs. */
@Command(
    name = "pack",
    description = "Builds model packs.",
    mixinStandardHelpOptions = true,
    subcommands = PackBuild.class)
final class Pack {}
