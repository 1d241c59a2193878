package io.millrace.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One command of a {@link Tour}.
 *
 * @param command as the program lists it, such as {@code bench io}
 * @param of what it is given, where more than one is tried; else empty
 * @param words that follow the command
 * @param says a pattern of what its driver prints
 * @param leaves what it makes: files, or stores
 */
record Stop(String command, String of, List<String> words, String says, List<Path> leaves) {
  Stop {
    words = List.copyOf(words);
    leaves = List.copyOf(leaves);
  }

  /** One that prints, by its words as a shell takes them. */
  static Stop at(String command, String words, String says) {
    List<String> all = Stream.of(words.split(" ")).filter(word -> !word.isEmpty()).toList();
    return new Stop(command, "", all, says, List.of());
  }

  /** The same on that kind of data. */
  Stop on(String kind) {
    return new Stop(command, kind, words, says, leaves);
  }

  /** The same, which leaves that. */
  Stop leaving(Path... made) {
    return new Stop(command, of, words, says, List.of(made));
  }

  /** What it is called in a tour, such as {@code report videos}. */
  String name() {
    return (command + " " + of).strip();
  }

  /** The whole command line after {@code --}. */
  Object[] line() {
    return Stream.concat(Stream.of(command.split(" ")), words.stream()).toArray();
  }
}
