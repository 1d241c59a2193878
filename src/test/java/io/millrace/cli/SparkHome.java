package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Spark of its own, which knows nothing of our dependencies: the jars of the launch folder but
 * our natives, and the two scripts that start everything.
 */
record SparkHome(Path path) {
  private static final Path TARGET = Command.PROJECT.resolve("target").toAbsolutePath();

  /** Folder of Spark's jars, as the build gathers them. */
  static final Path JARS = TARGET.resolve("launch/jars");

  /** What a Spark's bin/spark-class does, without its shell's history. */
  private static final String SPARK_CLASS =
      """
      #!/usr/bin/env bash
      export SPARK_HOME=${SPARK_HOME:-$(cd "$(dirname "$0")/.." && pwd)} SPARK_SCALA_VERSION=2.12
      command=()
      while IFS= read -r -d '' word; do command+=("${word#$'\\n'}"); done < <(
        "$JAVA_HOME/bin/java" -Xmx128m -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@"
        printf '%d\\0' $?)
      status=${command[-1]}; unset 'command[-1]'
      [ "$status" = 0 ] || { printf '%s\\n' "${command[@]}"; exit "$status"; }
      [ -n "${command[0]}" ] || command=("${command[@]:1}")
      exec "${command[@]}"
      """;

  private static final String SPARK_SUBMIT =
      """
      #!/usr/bin/env bash
      exec "$(dirname "$0")"/spark-class org.apache.spark.deploy.SparkSubmit "$@"
      """;

  /** A new one, in a folder below that folder. */
  static SparkHome in(Path folder) throws IOException {
    Path home = folder.resolve("a spark");
    Path bin = Files.createDirectories(home.resolve("bin"));
    Path jars = Files.createDirectories(home.resolve("jars"));
    for (Path jar : sparks()) {
      Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
    }

    for (Map.Entry<String, String> script :
        Map.of("spark-class", SPARK_CLASS, "spark-submit", SPARK_SUBMIT).entrySet()) {
      Path file = Files.writeString(bin.resolve(script.getKey()), script.getValue());
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    return new SparkHome(home);
  }

  private static List<Path> sparks() throws IOException {
    try (Stream<Path> files = Files.list(JARS)) {
      return files.filter(file -> !file.toString().endsWith("-linux-x86_64.jar")).toList();
    }
  }

  /** Path of a script. */
  String bin(String name) {
    return path.resolve("bin").resolve(name).toString();
  }

  /** A jar of the build, by its folder below target and the beginning of its name. */
  static Path jar(String folder, String name) throws IOException {
    try (Stream<Path> files = Files.list(TARGET.resolve(folder))) {
      return files
          .filter(file -> file.getFileName().toString().matches(name + ".*\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }
}
