package io.millrace.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Trains the examples. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Train an example on a data set or a store, on this machine or a cluster.",
    subcommands = {TrainAutoencoder.class, TrainPadim.class, CommandLine.HelpCommand.class})
final class TrainCommand {}
