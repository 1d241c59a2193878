package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.internal.config.ConfigEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The example settings of Spark are settings of Spark, those that are off too. */
class SparkPropertiesTest {
  private static final Path CONF = Path.of("conf");

  /** Ours. */
  private static final Set<String> OWN =
      Set.of("spark.millrace.memory", "spark.millrace.functions.idle");

  /** Spark's own that are no entries: of cluster managers, made of parts, or read by name. */
  private static final List<String> OTHERS =
      List.of(
          "spark[.](master|stage[.]maxConsecutiveAttempts)",
          "spark[.](executor|task|worker)[.]resource[.]gpu[.](amount|discoveryScript|vendor)",
          "spark[.]executorEnv[.][A-Z_]+",
          "spark[.]yarn[.]appMasterEnv[.][A-Z_]+",
          "spark[.]kubernetes[.](driverEnv[.][A-Z_]+|container[.]image|namespace|local[.]dirs[.]tmpfs)");

  static List<Path> clusters() throws IOException {
    return files().stream().filter(file -> !file.endsWith("spark-local.properties")).toList();
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(CONF)) {
      return files.filter(file -> file.toString().matches(".*/spark-.*[.]properties")).toList();
    }
  }

  /** All settings, also those of lines that are off. */
  private static Properties settings(Path file) throws IOException {
    String text = Files.readString(file).replaceAll("(?m)^#(?=spark[.])", "");
    Properties settings = new Properties();
    settings.load(new StringReader(text));
    return settings;
  }

  private static boolean isKnown(String key) {
    // Spark knows a setting by name once the object was looked at that defines it
    assertThat(org.apache.spark.internal.config.package$.MODULE$.EXECUTOR_MEMORY()).isNotNull();
    assertThat(org.apache.spark.internal.config.UI$.MODULE$.UI_ENABLED()).isNotNull();
    return ConfigEntry.findEntry(key) != null
        || OWN.contains(key)
        || OTHERS.stream().anyMatch(key::matches);
  }

  @Test
  void hasOneForEachKindOfCluster() throws IOException {
    assertThat(files())
        .extracting(file -> file.getFileName().toString())
        .containsExactlyInAnyOrder(
            "spark-local.properties",
            "spark-standalone.properties",
            "spark-yarn.properties",
            "spark-kubernetes.properties");
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyKeyIsOfSparkOrOurs(Path file) throws IOException {
    assertThat(settings(file).stringPropertyNames())
        .hasSizeGreaterThan(5)
        .allSatisfy(key -> assertThat(isKnown(key)).as(key).isTrue());
    assertThat(isKnown("spark.task.reaper.enable")).as("a slip of the pen").isFalse();
  }

  @ParameterizedTest
  @MethodSource("clusters")
  void everyExampleLetsRanksOutliveALostExecutor(Path file) throws IOException {
    assertThat(settings(file))
        .containsEntry("spark.dynamicAllocation.enabled", "false")
        .containsEntry("spark.task.reaper.enabled", "true")
        .containsEntry("spark.stage.maxConsecutiveAttempts", "20")
        .containsEntry("spark.scheduler.minRegisteredResourcesRatio", "1.0")
        .containsEntry("spark.plugins", "io.millrace.spark.MillracePlugin")
        .containsKey("spark.executor.resource.gpu.amount");
  }
}
