package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The program of ranks on a cluster: words for it, and the gates at which its ranks can be caught.
 *
 * @param folder for its jar, its rules and its logs
 */
record RankRun(Path folder, Submit submit, List<String> words) {
  /** As many as Spark tries. */
  private static final int GENERATIONS = 10;

  RankRun {
    words = List.copyOf(words);
  }

  static RankRun in(Path folder, Submit submit) throws IOException {
    Files.createDirectories(folder.resolve("gate"));
    Files.createDirectories(folder.resolve("log"));
    Submit ranks =
        submit
            .conf("spark.executor.heartbeatInterval", "1s")
            .conf("spark.executor.memoryOverhead", "1g")
            .conf("spark.scheduler.minRegisteredResourcesRatio", "1.0")
            .conf("spark.scheduler.barrier.maxConcurrentTasksCheck.interval", "2s")
            .conf("spark.stage.maxConsecutiveAttempts", Integer.toString(GENERATIONS))
            .conf("spark.task.reaper.enabled", "true")
            .conf("spark.task.reaper.pollingInterval", "1s")
            .conf("spark.task.reaper.killTimeout", "20s");
    return new RankRun(folder, ranks, List.of())
        .with("gate=" + folder.resolve("gate"))
        .with("log=" + folder.resolve("log"));
  }

  RankRun with(String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return new RankRun(folder, submit, all);
  }

  RankRun conf(String key, String value) {
    return new RankRun(folder, submit.conf(key, value), words);
  }

  /** Makes the first rank that comes to a point do that: {@code wait}, {@code sleep}, ... */
  RankRun rule(String point, String what) throws IOException {
    Path rule = Files.writeString(folder.resolve("gate").resolve(point + ".new"), what);
    Files.move(rule, folder.resolve("gate").resolve(point + ".rule"));
    return this;
  }

  Command.Running start() throws IOException {
    return command().start();
  }

  /** The process that it will be. */
  Command command() throws IOException {
    return new Command(program(), submit.millrace().environment());
  }

  Command.Result run() throws Exception {
    try (Command.Running running = start()) {
      return running.result();
    }
  }

  private List<String> program() throws IOException {
    List<String> all = new ArrayList<>(List.of(submit.home().bin("spark-submit")));
    all.addAll(submit.options());
    all.addAll(
        List.of(
            "--driver-java-options",
            "-Dai.djl.offline=true -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dlog4j2.configurationFile="
                + Command.PROJECT.resolve("conf/log4j2.properties").toAbsolutePath(),
            "--jars",
            "%s,%s,%s"
                .formatted(
                    SparkHome.jar("", "millrace-"),
                    SparkHome.jar("launch/jars", "ffmpeg-"),
                    SparkHome.jar("launch/jars", "javacpp-")),
            "--class",
            "io.millrace.ranks.RanksMain",
            jar().toString()));
    all.addAll(words);
    return all;
  }

  private Path jar() throws IOException {
    Path jar = folder.resolve("ranks.jar");
    if (Files.exists(jar)) {
      return jar;
    }

    TestClasses.pack("io/millrace/ranks", jar);
    return jar;
  }

  /** Waits until a rank has come to a point, and gives its process. */
  ProcessHandle await(String point, Command.Running running) throws Exception {
    Path arrived = folder.resolve("gate").resolve(point + ".arrived");
    running.await(arrived);
    return ProcessHandle.of(Long.parseLong(Files.readString(arrived))).orElseThrow();
  }

  /** The same with rules and logs of its own, for one of several runs. */
  RankRun at(String name) throws IOException {
    for (String each : List.of("gate", "log")) {
      Files.createDirectories(folder.resolve(name).resolve(each));
    }

    return new RankRun(folder.resolve(name), submit, List.of());
  }

  /** Samples of each global step, of all ranks in one; of a step that was made again, the last. */
  Map<Integer, String> steps(int ranks) throws IOException {
    Map<Integer, String> steps = new TreeMap<>();
    for (int rank = 0; rank < ranks; rank++) {
      Map<Integer, String> own = new TreeMap<>();
      for (int generation = 0; generation < GENERATIONS; generation++) {
        Path log = log(rank, generation);
        // a rank that got no batch before another one was killed has written nothing
        for (String line : Files.exists(log) ? Files.readAllLines(log) : List.<String>of()) {
          String[] words = line.split(" ", 2);
          String before = own.put(Integer.valueOf(words[0]), words[1]);
          assertThat(before).isIn(null, words[1]); // made again, it is the same step
        }
      }

      own.forEach((step, ids) -> steps.merge(step, ids, (a, b) -> a + " " + b));
    }

    return steps;
  }

  private Path log(int rank, int generation) {
    return folder.resolve("log").resolve("rank" + rank + "-" + generation);
  }

  /** Lines of a report that begin with a word, without it. */
  static List<String> lines(Command.Result result, String word) {
    return result
        .out()
        .lines()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> line.substring(word.length() + 1))
        .toList();
  }
}
