package io.millrace.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A command of {@code scripts/millrace}, or another program, in a process of its own. */
record Command(List<String> words, Map<String, String> environment) {
  /** The project's folder; the packaged jar is below it. */
  static final Path PROJECT = Path.of(System.getProperty("millrace.basedir", "."));

  private static final String JAVA = "MILLRACE_JAVA_OPTIONS";
  private static final long PATIENCE_MINUTES = 5;

  Command {
    words = List.copyOf(words);
    environment = new TreeMap<>(environment);
  }

  /** What a process left behind: its exit code, standard output and standard error. */
  record Result(int code, String out, String err) {}

  /** A process on its way; closing it kills what is left of it. */
  record Running(Process process, Path folder) implements AutoCloseable {
    Result result() throws IOException, InterruptedException {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        close();
        throw new IllegalStateException("Cannot wait longer: " + read("err"));
      }

      return new Result(process.exitValue(), read("out"), read("err"));
    }

    /** Waits until the process, or one that it has started, has made that file. */
    void await(Path file) throws IOException, InterruptedException {
      Instant end = Instant.now().plus(Duration.ofMinutes(PATIENCE_MINUTES));
      while (!Files.exists(file)) {
        if (!process.isAlive() || Instant.now().isAfter(end)) {
          close();
          throw new AssertionError("nobody has made " + file + ": " + result());
        }

        Thread.sleep(5);
      }
    }

    private String read(String name) throws IOException {
      return Files.readString(folder.resolve(name));
    }

    @Override
    public void close() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** {@code millrace} by the bundled Spark, in a JVM that starts fast. */
  static Command millrace(Object... words) {
    List<String> all = new ArrayList<>(List.of(PROJECT.resolve("scripts/millrace").toString()));
    for (Object word : words) {
      all.add(word.toString());
    }

    return new Command(all, Map.of(JAVA, "-Xmx1g -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"));
  }

  /** The same with more options of the JVM, for commands of {@code millrace}. */
  Command withJava(String options) {
    return with(JAVA, environment.get(JAVA) + " " + options);
  }

  /** The same with more words. */
  Command and(Object... more) {
    List<String> all = new ArrayList<>(words);
    for (Object word : more) {
      all.add(word.toString());
    }

    return new Command(all, environment);
  }

  /** The same with a variable of the environment. */
  Command with(String name, String value) {
    Map<String, String> changed = new TreeMap<>(environment);
    changed.put(name, value);
    return new Command(words, changed);
  }

  Result run() throws IOException, InterruptedException {
    try (Running running = start()) {
      return running.result();
    }
  }

  Running start() throws IOException {
    Path folder = Files.createTempDirectory("millrace-it-");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    folder.toFile().deleteOnExit(); // in reverse order: its files first
    for (String name : List.of("out", "err")) {
      folder.resolve(name).toFile().deleteOnExit();
    }

    Map<String, String> inherited = builder.environment();
    inherited.keySet().removeIf(name -> name.startsWith("SPARK_") || name.startsWith("MILLRACE_"));
    inherited.put("JAVA_HOME", System.getProperty("java.home"));
    inherited.putAll(environment);
    return new Running(builder.start(), folder);
  }
}
