package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a cluster by {@code scripts/submit}, their driver here or there. */
@ExtendWith(Workshop.Guest.class)
class SubmitIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCYmillracetest";
  private static final String TOKEN = "token-of-another-service";

  @TempDir private Path folder;

  private JsonNode result(String name) throws IOException {
    return JSON.readTree(folder.resolve(name).toFile());
  }

  /** A driver and an executor beside it on workers of one core and 1 GiB. */
  private static Submit small(Workshop workshop) throws Exception {
    return workshop
        .cluster()
        .submit()
        .conf("spark.driver.memory", "500m")
        .conf("spark.executor.memoryOverhead", "1g");
  }

  private static Command submit(Workshop workshop, Object... options) throws Exception {
    return small(workshop).script(options);
  }

  private Command toCluster(Workshop workshop, String result) throws Exception {
    return submit(workshop, "--deploy-mode", "cluster", "--result", folder.resolve(result))
        .and("--");
  }

  /** The driver on the cluster that a submission has named. */
  static String driver(Command.Result done) {
    Matcher named = Pattern.compile("millrace: (driver-[0-9]+-[0-9]+) is ").matcher(done.err());
    assertThat(named.find()).as(done.err()).isTrue();
    return named.group(1);
  }

  private static String data(Workshop workshop) {
    return " --data MVTecAD --data.category millstone --data.seed 0 --data.root " + workshop.data();
  }

  @Test
  void exitCodesReachTheShellFromADriverOnTheCluster(Workshop workshop) throws Exception {
    Path none = Path.of("/proc/none");
    try (Command.Running wrong =
            toCluster(workshop, "wrong.json").and("samples", "--fromat", "x").start();
        Command.Running readOnly =
            toCluster(workshop, "read-only.json").and("sample-data", "--out", none).start();
        Command.Running silent =
            submit(workshop, "--deploy-mode", "cluster", "--", "vacuum", none).start();
        Command.Running unwritable =
            submit(workshop, "--deploy-mode", "cluster", "--result", none.resolve("r.json"))
                .and("--", "datasets")
                .start()) {
      assertThat(wrong.result().code()).as(wrong.result().err()).isEqualTo(Failures.USAGE);
      assertThat(wrong.result().err())
          .containsPattern("millrace: driver-[0-9]+-[0-9]+ is (SUBMITTED|RUNNING|FAILED)")
          .endsWith("s with exit code 2: Unknown option: '--fromat'\n");
      assertThat(readOnly.result().code()).isEqualTo(Failures.UNEXPECTED);
      assertThat(readOnly.result().err())
          .contains(" with exit code 1: Cannot write /proc/none/millstone/")
          .endsWith("(check the folder's rights and the disk's space)\n");
      assertThat(silent.result().code()).isEqualTo(Failures.UNEXPECTED);
      assertThat(silent.result().err())
          .containsPattern("millrace: Missing exit code: driver-\\S+ is FAILED on 127[.]0[.]0[.]")
          .contains("/stderr on that worker)\n");
      assertThat(unwritable.result().code()).isEqualTo(Failures.UNEXPECTED);
      assertThat(unwritable.result().err())
          .contains("millrace: Missing result at file:/proc/none/r.json: ", " is FAILED on ");
    }
  }

  @Test
  void aKilledDriverIsFoundOut(Workshop workshop) throws Exception {
    // no worker has so many cores: the driver waits for executors until it is killed
    try (Command.Running job =
        submit(workshop, "--deploy-mode", "cluster", "--conf", "spark.executor.cores=4")
            .and("--result", folder.resolve("killed.json"), "--", "samples")
            .and((Object[]) data(workshop).strip().split(" "))
            .with("AWS_SECRET_ACCESS_KEY", SECRET)
            .with("A_TOKEN", TOKEN)
            .start()) {
      job.await(folder.resolve("killed.json"));
      assertThat(result("killed.json").path("state").asText()).isEqualTo("running");
      List<ProcessHandle> drivers = workshop.cluster().started("DriverWrapper");
      assertThat(drivers).hasSize(1);
      hidesSecrets(drivers.get(0));
      Holds.kill(drivers.get(0));

      assertThat(job.result().code()).isEqualTo(Failures.UNEXPECTED);
      assertThat(job.result().err())
          .containsPattern(
              "millrace: Missing result at file:\\S+/killed.json: it holds none of this run;"
                  + " driver-\\S+ is FAILED on 127[.]0[.]0[.]\\S+ \\(it was killed, or could not"
                  + " start: see work/driver-\\S+/stderr on that worker\\)\n$")
          .contains("submit: not sent to the cluster: A_TOKEN\n")
          .doesNotContain(SECRET, TOKEN);
    }

    assertThat(workshop.cluster().written())
        .contains("Launch Command")
        .doesNotContain(SECRET, TOKEN);
  }

  /** The driver has the key of S3 and no other secret, and neither is in its command line. */
  private static void hidesSecrets(ProcessHandle driver) throws IOException {
    Path process = Path.of("/proc", Long.toString(driver.pid()));
    String environment = Files.readString(process.resolve("environ"));
    assertThat(environment).contains("AWS_SECRET_ACCESS_KEY=" + SECRET).doesNotContain(TOKEN);
    assertThat(Files.readString(process.resolve("cmdline"))).doesNotContain(SECRET, TOKEN);
  }

  @Test
  void theExamplesOfTheReadmeRun(Workshop workshop) throws Exception {
    String chapter =
        Files.readString(Command.PROJECT.resolve("README.md"))
            .split("\n## spark-submit\n", -1)[1]
            .split("\n## ", -1)[0];
    Submit small = small(workshop).conf("spark.executor.cores", "1");
    String options =
        small.options().stream().map(option -> "'" + option + "'").collect(Collectors.joining(" "));
    String script =
        Pattern.compile("```\n(.*?)```", Pattern.DOTALL)
            .matcher(chapter)
            .results()
            .map(block -> block.group(1))
            .filter(block -> block.contains("scripts/submit"))
            .findFirst()
            .orElseThrow();
    assertThat(script).contains("spark://host:7077", "--deploy-mode cluster", "--result ");
    String here =
        script
            .replace("/opt/spark", "'" + small.home().path() + "'")
            .replace("--master spark://host:7077", options)
            .replace("/shared/drawn", workshop.data().toString())
            .replace("/shared", folder.toString());
    Command.Result done =
        new Command(List.of("bash", "-euc", "cd '" + Command.PROJECT + "'\n" + here), Map.of())
            .with("SPARK_LOCAL_IP", "127.0.0.1")
            .run();
    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out()).contains("No errors.\n");
    assertThat(done.err()).contains(" with exit code 0\n");
    assertThat(new StoreFolder(folder.resolve("stores/millstone")).faults()).isEmpty();
  }

  @Test
  void theJarHoldsNothingThatAClusterBrings() throws Exception {
    try (JarFile jar = new JarFile(SparkHome.jar("", "millrace-").toFile());
        Stream<JarEntry> entries = jar.stream()) {
      assertThat(entries.map(JarEntry::getName))
          .contains("io/millrace/cli/Main.class")
          .noneMatch(name -> name.matches("(org/apache/(spark|hadoop|parquet)|scala)/.*"));
    }
  }
}
