package io.millrace.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Looks into stores. */
@Command(
    name = "store",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Look into a store that 'prepare' made.",
    subcommands = {StoreShowCommand.class, CommandLine.HelpCommand.class})
final class StoreCommand {}
