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
      BenchDirect.class,
      BenchPrepared.class,
      BenchFeed.class,
      BenchPlan.class,
      BenchIo.class,
      BenchPrepare.class,
      BenchVideo.class,
      BenchClips.class,
      BenchDepth.class,
      BenchTwins.class,
      BenchS3.class,
      CommandLine.HelpCommand.class
    })
final class BenchCommand {}
