package io.millrace.cli;

import io.millrace.config.InvalidConfigException;
import io.millrace.sample.Contents;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Trains the examples. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Train an example on a data set or a store, on this machine or a cluster.",
    subcommands = {TrainAutoencoder.class, TrainPadim.class, CommandLine.HelpCommand.class})
final class TrainCommand {
  /** The examples know pictures; a clip of one frame is one. */
  static void refuseClips(Contents contents) {
    if (contents.frames() > 1) {
      throw new InvalidConfigException(
          List.of(
              "Unsupported: to train an example on clips of %d frames (set clip_length_in_frames: 1)"
                  .formatted(contents.frames())));
    }
  }
}
