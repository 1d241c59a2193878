package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script hands to a spark-submit, by one that says what it was given and nothing else. */
class SubmitScriptIT {
  private static final String ECHO =
      """
      #!/usr/bin/env bash
      printf '[%s]' "$@"; echo
      echo "INFO ClientEndpoint: Driver successfully submitted as driver-20261130-0001" >&2
      exit "${CODE:-0}"
      """;

  @TempDir private Path folder;

  @BeforeEach
  void makesASpark() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("home/bin"));
    Path script = Files.writeString(bin.resolve("spark-submit"), ECHO);
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  private Command submit(Object... words) {
    return new Command(
            List.of(Command.PROJECT.resolve("scripts/submit").toAbsolutePath().toString()),
            Map.of("SPARK_HOME", folder.resolve("home").toString()))
        .and(words);
  }

  private static void refused(Command command, String why) throws Exception {
    Command.Result result = command.run();
    assertThat(result.err()).startsWith("submit: " + why);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aClientsExitCodeIsTheOneOfSparkSubmit() throws Exception {
    Command.Result done =
        submit("--on", "standalone", "--name", "two words", "--", "samples", "--result=r.json")
            .and("--config", Command.PROJECT.resolve("conf/folder.yaml"))
            .with("CODE", "3")
            .run();

    assertThat(done.code()).isEqualTo(3);
    assertThat(done.out().lines())
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .contains("conf/log4j2.properties", "[--class][io.millrace.cli.Main]")
                    .contains("/conf/spark-standalone.properties][--name][two words][")
                    .containsPattern("-SNAPSHOT.jar\\]\\[--result\\]\\[/.*/r.json\\]\\[samples\\]")
                    .endsWith("conf/folder.yaml]"));
  }

  @Test
  void knowsAStandaloneClusterWhereverItIsNamed() throws Exception {
    Path settings =
        Files.writeString(
            folder.resolve("spark-defaults.conf"),
            "# spark.master local\nspark.master  spark://a:1\nspark.submit.deployMode=cluster\n");
    String master = "spark.master=spark://a:1";
    String mode = "spark.submit.deployMode=cluster";
    List<Command> ways =
        List.of(
            submit("--master", "spark://a:1", "--deploy-mode", "cluster"),
            submit("--conf", master, "--conf=" + mode),
            submit("--on", settings),
            submit("--properties-file=" + settings),
            submit("--verbose").with("SPARK_CONF_DIR", folder.toString()));
    for (Command way : ways) {
      Command.Result done = way.and("--result", "/r.json", "--", "datasets").run();
      assertThat(done.code()).as(done.err()).isZero();
      assertThat(done.err()).contains("submitted as driver-20261130-0001");
      // what the first one prints is a driver's way to the log
      assertThat(done.err()).contains("][--result][/r.json][datasets]");
      assertThat(done.out())
          .matches(
              ".*\\[--master\\]\\[local\\[1\\]\\]\\[--deploy-mode\\]\\[client\\].*\\[wait\\]\\[--run\\]\\[[0-9-]+\\]"
                  + "\\[/r.json\\]\\[--master\\]\\[spark://a:1\\]\\[--driver\\]\\[driver-20261130-0001\\]\n");
    }
  }

  @Test
  void onOtherClustersOnlyAResultIsWaitedFor() throws Exception {
    Command yarn = submit("--on", "yarn", "--jar", "hdfs:///millrace.jar").with("CODE", "4");
    Command.Result plain = yarn.and("--", "datasets").run();
    assertThat(plain.code()).isEqualTo(4);
    assertThat(plain.out()).isEmpty();
    assertThat(plain.err()).contains("[hdfs:///millrace.jar][datasets]").doesNotContain("--jars");

    Command.Result waited = yarn.and("--result", "hdfs:///r.json", "--", "datasets").run();
    assertThat(waited.out())
        .contains("[wait][--run]")
        .endsWith("[hdfs:///r.json]\n")
        .doesNotContain("--driver]");
  }

  @Test
  void sendsTheTextOfAConfigurationToADriverElsewhere() throws Exception {
    Path file = Files.writeString(folder.resolve("my data.yaml"), "a: 1\n");
    for (String word : List.of("--config\n" + file, "--config=" + file)) {
      Command.Result done =
          submit("--master", "yarn", "--deploy-mode", "cluster", "--", "samples")
              .and((Object[]) word.split("\n"))
              .run();
      String sent = done.err().replaceAll("(?s).*--config(=|\\]\\[)|\\]\n.*", "");
      assertThat(new ConfigFile(sent).text()).isEqualTo("a: 1\n");
      assertThat(new ConfigFile(sent).name()).isEqualTo(folder + "/my_data.yaml");
    }

    Files.writeString(file, " ".repeat(90_001));
    refused(
        submit("--deploy-mode", "cluster", "--", "samples", "--config", file),
        "Cannot send " + file + ": it has more than 90000 bytes (give --config the URI");
  }

  @Test
  void refusesWhatItCannotRun() throws Exception {
    refused(submit("--master", "yarn"), "Missing -- COMMAND: scripts/submit --on standalone");
    refused(
        submit("--on", "mesos", "--", "doctor"),
        "Invalid --on: mesos is neither a file nor one of kubernetes local standalone yarn\n");
    refused(
        submit("--", "doctor").with("SPARK_HOME", folder.toString()),
        "Missing spark-submit: SPARK_HOME is " + folder + ", and bin/spark-submit is not in it");
    Command.Result help = submit("--help").run();
    assertThat(help.out()).startsWith("submit [OPTION...]").contains("--result URI");
  }
}
