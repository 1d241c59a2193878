package io.millrace.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures what the README claims. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "BENCHMARK",
    description = "Measure on this machine what the README's figures say.",
    subcommands = {
      BenchDecode.class,
      BenchDepth.class,
      BenchVideo.class,
      BenchClips.class,
      BenchListing.class,
      BenchResize.class,
      BenchLoader.class,
      BenchPrepare.class,
      BenchStore.class,
      BenchPlan.class,
      BenchFeed.class,
      CommandLine.HelpCommand.class
    })
final class BenchCommand {}
