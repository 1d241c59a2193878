package io.millrace.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How {@code scripts/millrace} goes through a spark-submit.
 *
 * @param home whose spark-submit
 * @param options of it
 */
record Submit(SparkHome home, List<String> options) {
  private static final String FAST = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  Submit {
    options = List.copyOf(options);
  }

  /** To that master, such as {@code local[2]}. */
  static Submit to(String master, SparkHome home) {
    return new Submit(home, List.of("--master", master))
        .conf("spark.ui.enabled", "false")
        .conf("spark.sql.shuffle.partitions", "2")
        .conf("spark.executor.memory", "512m")
        .conf("spark.executor.extraJavaOptions", FAST);
  }

  /** With a setting of Spark. */
  Submit conf(String key, String value) {
    List<String> more = new ArrayList<>(options);
    more.addAll(List.of("--conf", key + "=" + value));
    return new Submit(home, more);
  }

  /** With the settings of a file, where they are not given otherwise. */
  Submit properties(Path file) {
    List<String> more = new ArrayList<>(options);
    more.addAll(List.of("--properties-file", file.toAbsolutePath().toString()));
    return new Submit(home, more);
  }

  /** With the file system of the holds. */
  Submit holding(Holds holds) {
    String hadoop = "spark.hadoop.";
    return conf("spark.driver.extraClassPath", holds.jar().toString())
        .conf("spark.executor.extraClassPath", holds.jar().toString())
        .conf(hadoop + "fs.hold.impl", "io.millrace.hold.HoldFileSystem")
        .conf(hadoop + "fs.AbstractFileSystem.hold.impl", "io.millrace.hold.HoldFiles")
        .conf(hadoop + "hold.control", holds.control().toString());
  }

  /** A command by it. */
  Command millrace(Object... words) {
    StringBuilder quoted = new StringBuilder();
    options.forEach(option -> quoted.append('\'').append(option).append("' "));
    return Command.millrace(words)
        .with("SPARK_HOME", home.path().toString())
        .with("SPARK_LOCAL_IP", "127.0.0.1")
        .with("MILLRACE_SUBMIT_OPTIONS", quoted.toString().strip());
  }

  /** {@code scripts/submit} with its options and more; {@code --} and a command may follow. */
  Command script(Object... more) {
    List<String> all = new ArrayList<>(List.of(Command.PROJECT + "/scripts/submit"));
    all.addAll(options);
    return new Command(
            all,
            Map.of(
                "SPARK_HOME",
                home.path().toString(),
                "SPARK_LOCAL_IP",
                "127.0.0.1",
                "MILLRACE_JAVA_OPTIONS",
                FAST))
        .and(more);
  }

  /** The jar of a {@link UserProgram} by it, with our jar beside. */
  Command program(Path program, Object... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(home.bin("spark-submit")));
    all.addAll(options);
    all.addAll(List.of("--conf", "spark.driver.extraJavaOptions=" + FAST));
    all.addAll(List.of("--jars", SparkHome.jar("", "millrace-").toString()));
    all.addAll(List.of("--class", "Program", program.toString()));
    return new Command(all, Map.of("SPARK_LOCAL_IP", "127.0.0.1")).and(words);
  }
}
