package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.s3.S3Front;
import io.millrace.s3.S3Guest;
import io.millrace.s3.S3Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands by {@code scripts/submit}, a submission each, with their drivers here and on the
 * cluster. Few of them, unless {@code -Dmillrace.tour=.*} says all, or another pattern of mode and
 * name, such as {@code 'cluster (bench .*|report videos)'}.
 */
@ExtendWith({S3Guest.class, Workshop.Guest.class})
class TourIT {
  private static final String FEW =
      "cluster (prepare videos|report domes|train autoencoder|bench plan)";
  private static final List<String> MODES = List.of("client", "cluster");

  @TempDir private Path folder;

  @TestFactory
  List<DynamicTest> commandsRunAndLeaveWhatTheyShould(Workshop workshop, S3Front s3)
      throws Exception {
    Pattern chosen = Pattern.compile(System.getProperty("millrace.tour", FEW));
    Tour.Sources sources =
        new Tour.Sources(
            workshop.data(),
            workshop.undisturbed().root(),
            Files.createDirectory(folder.resolve("drawn")));
    sources.draw();
    List<DynamicTest> tests = new ArrayList<>();
    for (String mode : MODES) {
      Path out = Files.createDirectory(folder.resolve(mode));
      String bucket = "s3a://" + S3Server.BUCKET + "/tour-" + System.nanoTime();
      Visit visit = new Visit(workshop.cluster(), s3.endpoint(), mode, out);
      for (Stop stop : new Tour(sources, out, bucket).stops()) {
        String name = mode + " " + stop.name();
        if (chosen.matcher(name).matches()) {
          tests.add(DynamicTest.dynamicTest(name, () -> visit.timed(stop)));
        }
      }
    }

    assertThat(tests).as("stops that match " + chosen).isNotEmpty();
    return tests;
  }

  /** How stops are made in one mode. */
  private record Visit(StandaloneCluster cluster, String endpoint, String mode, Path out) {
    private void timed(Stop stop) throws Exception {
      Stopwatch watch = Stopwatch.start();
      to(stop);
      System.out.printf("%5.1f s %s %s%n", watch.seconds(), mode, stop.name());
    }

    private void to(Stop stop) throws Exception {
      Path result = out.resolve(stop.name().replace(' ', '-') + ".result");
      Command.Result done = submitted(result).and(stop.line()).run();
      String what = done.out() + done.err();
      assertThat(done.code()).as(what).isZero();
      JsonNode told = new ObjectMapper().readTree(result.toFile());
      assertThat(told.path("state").asText()).isEqualTo("ended");
      assertThat(told.path("exit_code").asInt(-1)).isZero();
      assertThat(told.path("message").asText()).isEmpty();
      assertThat(printed(done)).as(done.err()).containsPattern(stop.says());
      for (Path made : stop.leaves()) {
        checkMade(made);
      }
    }

    private Command submitted(Path result) {
      return cluster
          .submit()
          // a driver and an executor beside it on workers of one core and 1 GiB
          .conf("spark.driver.memory", "500m")
          .conf("spark.executor.memoryOverhead", "1g")
          .conf("spark.executor.cores", "1")
          .conf("spark.hadoop.fs.s3a.endpoint", endpoint)
          .conf("spark.hadoop.fs.s3a.endpoint.region", "us-east-1")
          .conf("spark.hadoop.fs.s3a.path.style.access", "true")
          .script("--deploy-mode", mode, "--result", result, "--")
          .with("AWS_ACCESS_KEY_ID", "none")
          .with("AWS_SECRET_ACCESS_KEY", "none");
    }

    /** What the driver has printed, here or on its worker. */
    private String printed(Command.Result done) throws Exception {
      return mode.equals("client") ? done.out() : cluster.printed(SubmitIT.driver(done));
    }

    private static void checkMade(Path made) throws Exception {
      if (!Files.isDirectory(made)) {
        assertThat(made).isNotEmptyFile();
      } else if (Files.exists(made.resolve("_millrace"))) {
        assertThat(new StoreFolder(made).faults()).isEmpty();
      } else {
        assertThat(made).isNotEmptyDirectory();
      }
    }
  }
}
