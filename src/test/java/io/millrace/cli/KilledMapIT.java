package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A function over batches gives every sample one row, whatever happens to executors. */
@ExtendWith(Workshop.Guest.class)
class KilledMapIT {
  private static final String SHARD = ".*/data/../.*[.]safetensors";

  /** Sums of pixels of all training samples, by way of a table that executors write. */
  private static final String PROGRAM =
      """
      import io.millrace.batch.ImageBatch;
      import io.millrace.feed.BatchFunction;
      import io.millrace.feed.Device;
      import io.millrace.feed.FeedBatch;
      import io.millrace.feed.NamedValues;
      import io.millrace.item.HostTensor;
      import io.millrace.item.ItemField;
      import io.millrace.sample.Split;
      import io.millrace.spark.DataModule;
      import java.util.ArrayList;
      import java.util.List;
      import org.apache.spark.sql.Dataset;
      import org.apache.spark.sql.Row;
      import org.apache.spark.sql.SparkSession;
      import org.apache.spark.sql.types.DataTypes;
      import org.apache.spark.sql.types.StructType;

      public class Program {
        record Sum() implements BatchFunction {
          @Override
          public Opened open(Device device) {
            return batch ->
                Program.sums(batch)
                    .and("device", java.util.Collections.nCopies(batch.size(), device.text()));
          }
        }

        static NamedValues sums(FeedBatch batch) {
          HostTensor images = batch.host().tensors().get(ItemField.IMAGE);
          List<Double> sums = new ArrayList<>();
          for (int i = 0; i < batch.size(); i++) {
            double sum = 0;
            for (var pixels = images.slice(i).data(); pixels.hasRemaining(); ) {
              sum += pixels.getFloat();
            }
            sums.add(sum);
          }
          return NamedValues.of("sum", sums);
        }

        public static void main(String[] words) {
          SparkSession spark = SparkSession.builder().getOrCreate();
          StructType schema = new StructType().add("sum", DataTypes.DoubleType).add("device", DataTypes.StringType);
          try (DataModule<ImageBatch> module =
              DataModule.builder(spark).store(words[0]).evalBatchSize(4).build()) {
            module.setup();
            module.mapBatches(Split.TRAIN, new Sum(), schema).write().parquet(words[1]);
            System.out.println(module.count(Split.TRAIN) + " samples");
          }
          Dataset<Row> table = spark.read().parquet(words[1]);
          Dataset<Row> shown =
              words.length > 2
                  ? table.select("device").distinct().orderBy("device")
                  : table.select("sample_id", "sum").orderBy("sample_id");
          shown.collectAsList().forEach(System.out::println);
          spark.stop();
        }
      }
      """;

  @TempDir private Path folder;
  private Path program; // its jar

  @BeforeEach
  void compile() throws Exception {
    program = new UserProgram(folder, PROGRAM).jar();
  }

  private String undisturbed(Workshop workshop) throws Exception {
    Command.Result done =
        workshop
            .local(2)
            .program(program, workshop.undisturbed().root(), folder.resolve("undisturbed"))
            .run();
    assertThat(done.code()).as(done.err()).isZero();
    List<String> lines = done.out().lines().toList();
    assertThat(lines.get(0)).isEqualTo(lines.size() - 1 + " samples");
    assertThat(lines).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    return done.out();
  }

  private Command command(Submit submit, Workshop workshop) throws Exception {
    return submit.program(
        program, Holds.path(workshop.undisturbed().root()), Holds.path(folder.resolve("table")));
  }

  @Test
  void killsOfExecutorsNeitherLoseNorDoubleARow(Workshop workshop) throws Exception {
    String expected = undisturbed(workshop);
    Holds holds = Holds.in(folder).stop("read", "open", SHARD);
    try (Command.Running job =
        command(workshop.cluster().submit().holding(holds), workshop).start()) {
      Holds.Arrival reading = holds.await("read", job);
      // the task that is about to die will come here again, if nobody comes before
      holds.stop("write", "create", ".*/_temporary/.*/part-.*");
      reading.kill();
      holds.release("read");
      holds.await("write", job).kill();
      holds.release("write");
      Command.Result done = job.result();
      assertThat(done.code()).as(done.err()).isZero();
      assertThat(done.out()).isEqualTo(expected);
    }
  }

  @Test
  void aSlowTaskLosesToItsSecondAttempt(Workshop workshop) throws Exception {
    String expected = undisturbed(workshop);
    EventLog log = new EventLog(Files.createDirectory(folder.resolve("events")));
    Holds holds = Holds.in(folder).stop("read", "open", SHARD);
    Submit speculating =
        workshop
            .cluster()
            .submit()
            .holding(holds)
            .conf("spark.speculation", "true")
            .conf("spark.speculation.interval", "100ms")
            .conf("spark.speculation.multiplier", "1")
            .conf("spark.speculation.quantile", "0.1")
            .conf("spark.speculation.minTaskRuntime", "1s")
            .conf("spark.eventLog.enabled", "true")
            .conf("spark.eventLog.dir", log.folder().toUri().toString());
    try (Command.Running job = command(speculating, workshop).start()) {
      holds.await("read", job); // and is let go by Spark alone
      Command.Result done = job.result();
      assertThat(done.code()).as(done.err()).isZero();
      assertThat(done.out()).isEqualTo(expected);
    }

    assertThat(log.ended()).anyMatch(each -> each.speculative() && each.reason().equals("Success"));
  }

  @Test
  void eachTaskComputesOnTheGpuThatItWasGiven(Workshop workshop) throws Exception {
    Submit gpus =
        workshop
            .cluster()
            .submit()
            .conf("spark.executor.resource.gpu.amount", "1")
            .conf("spark.task.resource.gpu.amount", "1")
            .conf("spark.scheduler.minRegisteredResourcesRatio", "1.0");
    Command.Result done =
        gpus.program(program, workshop.undisturbed().root(), folder.resolve("table"), "devices")
            .run();
    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out()).isEqualTo("56 samples\n[gpu 0]\n[gpu 1]\n");
  }
}
