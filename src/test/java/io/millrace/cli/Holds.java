package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The side of the test: places rules at which processes stop that use the hold file system, waits
 * for them, and lets them go.
 */
record Holds(Path control, Path jar) {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** No rules yet; the folder gets the rules and the file system's jar. */
  static Holds in(Path folder) throws IOException {
    Path jar = folder.resolve("hold.jar");
    TestClasses.pack("io/millrace/hold", jar);
    return new Holds(Files.createDirectory(folder.resolve("holds")).toAbsolutePath(), jar);
  }

  /** That path by the file system of the holds. */
  static String path(Path path) {
    return "hold:" + path.toAbsolutePath();
  }

  /** Who was stopped. */
  record Arrival(long pid, String path) {
    /** Ends it by SIGKILL and waits until it is gone. */
    void kill() throws Exception {
      Holds.kill(ProcessHandle.of(pid).orElseThrow());
    }
  }

  /** Ends a process by SIGKILL and waits until it is gone. */
  static void kill(ProcessHandle process) throws Exception {
    process.destroyForcibly();
    process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Stops the first that comes to a path of that pattern: see {@code Gate} for the events. */
  Holds stop(String name, String event, String pattern) throws IOException {
    return stop(name, event, pattern, 1);
  }

  /** Stops the first few; none: they are only noted. */
  Holds stop(String name, String event, String pattern, int count) throws IOException {
    Path rule = Files.createTempFile(control, "rule", "");
    Files.writeString(rule, event + "\n" + count + "\n" + pattern + "\n");
    Files.move(rule, control.resolve(name + ".rule"));
    return this;
  }

  /** Waits for the first that is stopped there. */
  Arrival await(String name, Command.Running running) throws Exception {
    return await(name, 0, running);
  }

  /** Waits for one that is stopped there, counted from 0. */
  Arrival await(String name, int which, Command.Running running) throws Exception {
    Path arrived = control.resolve(name + ".arrived." + which);
    running.await(arrived);
    String[] words = Files.readString(arrived).split(" ", 2);
    return new Arrival(Long.parseLong(words[0]), words[1]);
  }

  /** Lets all go that are stopped there, and stops nobody any more. */
  void release(String name) throws IOException {
    Files.createFile(control.resolve(name + ".go"));
  }

  /** Paths of all that came by, in order, one as often as it came. */
  List<String> seen(String name) throws IOException {
    Path seen = control.resolve(name + ".seen");
    if (!Files.exists(seen)) {
      return List.of();
    }

    return Files.readAllLines(seen).stream().map(line -> line.split(" ", 2)[1]).toList();
  }

  /** Forgets a rule and who met it. */
  void forget(String name) throws IOException {
    try (Stream<Path> files = Files.list(control)) {
      for (Path file : files.filter(each -> named(each, name)).toList()) {
        Files.delete(file);
      }
    }

    assertThat(control.resolve(name + ".rule")).doesNotExist();
  }

  private static boolean named(Path file, String name) {
    return file.getFileName().toString().startsWith(name + ".");
  }
}
