package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar in a Spark of its own, which knows nothing of our dependencies. */
class SparkSubmitIT {
  /** Stands in for a user's program: tensors of the jar's engine, on the driver and in tasks. */
  private static final String PROGRAM =
      """
      import io.millrace.batch.ImageBatch;
      import io.millrace.item.DType;
      import io.millrace.item.HostTensor;
      import io.millrace.item.ImageItem;
      import java.util.List;
      import org.apache.spark.api.java.JavaSparkContext;

      public class Program {
        public static void main(String[] words) {
          System.out.println(sum(1));
          try (JavaSparkContext spark = new JavaSparkContext()) {
            System.out.println(spark.parallelize(List.of(2, 3), 2).map(Program::sum).collect());
          }
        }

        static String sum(int pictures) {
          HostTensor picture = HostTensor.zeros(DType.F32, 3, 2, 2);
          picture.data().putFloat(0, 1);
          ImageItem item = ImageItem.of(picture);
          try (ImageBatch batch = ImageBatch.collate(java.util.Collections.nCopies(pictures, item))) {
            return batch.image().getShape() + " " + batch.image().sum().getFloat();
          }
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void listsTheSameBySparkSubmit() throws Exception {
    Path root = folder.resolve("data");
    Command.millrace("sample-data", "--images", 10, "--size", "64x64", "--out", root).run();
    Command samples =
        Command.millrace("samples", "--format", "csv", "--data", "MVTecAD")
            .and("--data.root", root, "--data.category", "millstone", "--data.seed", 0);

    Command.Result bundled = samples.run();
    Command.Result submitted =
        samples
            .with("SPARK_HOME", SparkHome.in(folder).path().toString())
            .with("SPARK_LOCAL_IP", "127.0.0.1")
            .with(
                "MILLRACE_SUBMIT_OPTIONS",
                "--master local[2] --conf spark.ui.enabled=false --name 'two words'"
                    + " --conf spark.sql.shuffle.partitions=2")
            .run();

    assertThat(submitted.err()).isEmpty();
    assertThat(submitted).isEqualTo(bundled);
    assertThat(submitted.out()).startsWith("sample_id,").contains("millstone/test/chip/000.png,");
  }

  @Test
  void makesTensorsInTasks() throws Exception {
    Command.Result submitted =
        new Command(
                List.of(
                    SparkHome.in(folder).bin("spark-submit"),
                    "--master",
                    "local[2]",
                    "--driver-java-options",
                    "-Dai.djl.offline=true -XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
                    "--conf",
                    "spark.ui.enabled=false",
                    "--jars",
                    SparkHome.jar("", "millrace-")
                        + ","
                        + SparkHome.jar("launch/jars", "pytorch-native-cpu-"),
                    "--class",
                    "Program",
                    new UserProgram(folder, PROGRAM).jar().toString()),
                Map.of("SPARK_LOCAL_IP", "127.0.0.1", "OMP_NUM_THREADS", "1"))
            .run();

    assertThat(submitted.out())
        .as(submitted.err())
        .isEqualTo("(1, 3, 2, 2) 1.0\n[(2, 3, 2, 2) 2.0, (3, 3, 2, 2) 3.0]\n");
    assertThat(submitted.code()).isZero();
  }
}
