package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.PixelConfig;
import io.millrace.config.RunConfig;
import io.millrace.config.Seed;
import io.millrace.datasets.MVTecAD;
import io.millrace.datasets.Place;
import io.millrace.sample.Clips;
import io.millrace.spark.hadoop.Writers;
import io.millrace.spark.job.PrepareInput;
import io.millrace.spark.job.PrepareJob;
import io.millrace.spark.job.PrepareReport;
import io.millrace.spark.job.PrepareRules;
import io.millrace.store.Snapshot;
import io.millrace.store.StoreFacts;
import io.millrace.store.StorePaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However the table is cut and listed, the store is the same. */
class PreparePartitionsSparkTest {
  private static final JavaSparkContext CONTEXT =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  @TempDir private Path folder;
  private RunConfig run;

  @Test
  void givesTheSameStoreForAnyNumberOfPartitionsAndAnyListing() throws IOException {
    DrawnData drawn = new DrawnData(folder.resolve("data")).category("bottle").category("cable");
    RunConfig plain =
        RunConfig.of(MVTecAD.at(drawn.root().toString()))
            .with(PixelConfig.DEFAULTS.with(PixelConfig.Sizing.exact(8, 8)));
    run = plain.with(plain.splits().with(Seed.of(5)));
    List<Row> rows = rows();
    for (PrepareOptions options : List.of(PrepareOptions.tensors(), PrepareOptions.packed())) {
      Snapshot one = prepare(rows, 1, options);
      assertThat(one.shards()).hasSizeGreaterThan(4);
      for (int partitions : List.of(2, 7, 64)) {
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(partitions));
        Snapshot other = prepare(shuffled, partitions, options);
        assertThat(StoreFolder.parts(other)).isEqualTo(StoreFolder.parts(one));
        assertThat(other.id()).isEqualTo(one.id());
        assertThat(other.fingerprint()).isEqualTo(one.fingerprint());
      }

      List<Row> reversed = new ArrayList<>(rows);
      Collections.reverse(reversed);
      assertThat(prepare(reversed, 2, options).id()).isEqualTo(one.id());
    }
  }

  private List<Row> rows() {
    List<Place> places = new DatasetPlaces(run.dataset(), CONTEXT.hadoopConfiguration()).find();
    try (ListedFiles listed =
        ListedFiles.list(
            CONTEXT,
            CONTEXT.broadcast(new SerializableConfiguration(CONTEXT.hadoopConfiguration())),
            run.dataset(),
            places)) {
      return new Pairing(listed.files(), run.dataset()).samples().collect();
    }
  }

  private Snapshot prepare(List<Row> rows, int partitions, PrepareOptions options)
      throws IOException {
    String store = folder.resolve("store-" + partitions + rows.hashCode() + options.kind()) + "/";
    Preparing preparing =
        new Preparing(FileSource.of(LocalSpark.session(), run), run.pixels(), options);
    StoreFacts facts = preparing.facts();
    PrepareRules rules = new PrepareRules(600, 0, Writers.MANY);
    try (SamplesTable table =
            SamplesTable.divide(
                LocalSpark.session(),
                CONTEXT.parallelize(rows, partitions),
                new SamplesTable.Cutting(run.splits().rule(), Clips.NONE),
                partitions);
        PrepareJob job = new PrepareJob(CONTEXT, new StorePaths(store), rules)) {
      PrepareInput.Source source = PrepareInput.Source.files(table.divided(), List.of());
      PrepareReport report = job.run(new PrepareInput(source, facts, preparing.recipe(facts)));
      assertThat(report.outcome()).isEqualTo(PrepareReport.Outcome.COMMITTED);
      return report.snapshot();
    }
  }
}
