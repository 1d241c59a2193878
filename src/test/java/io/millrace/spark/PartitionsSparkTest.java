package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.Dataloader;
import io.millrace.batch.EpochOrder;
import io.millrace.batch.ImageBatch;
import io.millrace.batch.LoaderInput;
import io.millrace.batch.LoaderOptions;
import io.millrace.batch.Recipe;
import io.millrace.datasets.DatasetLayout;
import io.millrace.datasets.MVTecAD;
import io.millrace.datasets.Place;
import io.millrace.decode.Decoding;
import io.millrace.item.ItemField;
import io.millrace.item.Precision;
import io.millrace.sample.Clips;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.Split;
import io.millrace.sample.Task;
import io.millrace.split.SplitRule;
import io.millrace.split.TestSplitMode;
import io.millrace.split.ValSplitMode;
import io.millrace.storage.LocalStorage;
import io.millrace.transform.Compose;
import io.millrace.transform.RandomHorizontalFlip;
import io.millrace.transform.Resize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However the table is cut, samples, splits and batches are the same. */
class PartitionsSparkTest {
  private static final JavaSparkContext CONTEXT =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  @TempDir private Path root;

  @Test
  void givesTheSameSamplesSplitsAndBatchesForAnyNumberOfPartitions() throws IOException {
    new DrawnData(root).category("bottle").category("cable");
    List<Row> rows = rows(MVTecAD.at(root.toString()));
    List<String> one = run(rows, 1);
    assertThat(one).hasSize(20 + 1 + 10 / 4 + 1);
    assertThat(run(rows, 7)).isEqualTo(one);
    assertThat(run(rows, 64)).isEqualTo(one);
  }

  private static List<Row> rows(DatasetLayout layout) {
    Configuration configuration = CONTEXT.hadoopConfiguration();
    List<Place> places = new DatasetPlaces(layout, configuration).find();
    try (ListedFiles listed =
        ListedFiles.list(
            CONTEXT,
            CONTEXT.broadcast(new SerializableConfiguration(configuration)),
            layout,
            places)) {
      return new Pairing(listed.files(), layout).samples().collect();
    }
  }

  private static List<String> run(List<Row> rows, int partitions) {
    SplitRule rule = new SplitRule(TestSplitMode.FROM_DIR, 0.2, ValSplitMode.FROM_TEST, 0.5, 3);
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(partitions));
    JavaRDD<Row> unsorted = CONTEXT.parallelize(shuffled, partitions);
    List<String> result = new ArrayList<>();
    try (SamplesTable table =
        SamplesTable.divide(
            LocalSpark.session(),
            unsorted,
            new SamplesTable.Cutting(rule, Clips.NONE),
            partitions)) {
      table.all().collectAsList().forEach(row -> result.add(row.toString()));
      result.addAll(batches(table));
    }

    return result;
  }

  private static List<String> batches(SamplesTable table) {
    Compose flips = Compose.of(Resize.exact(8, 8), new RandomHorizontalFlip(0.5));
    Recipe recipe = new Recipe(flips, Precision.FLOAT32, Task.SEGMENTATION, 3, Decoding.standard());
    SplitRows rows =
        FileSource.rows(
            new FileSource.Usable(table.subset(Split.TRAIN), List.of()),
            new LocalStorage(),
            recipe);
    EpochOrder order = new TrainOrder(rows, 4, 3).of(Optional.empty());
    List<String> batches = new ArrayList<>(List.of(rows.identity().snapshotId()));
    try (Dataloader<ImageBatch> loader =
        new Dataloader<>(
            new LoaderInput(rows.reader(), order),
            new LoaderOptions(4, 2, LoaderOptions.PREFETCH_BYTES, OnBadSample.FAIL),
            ImageBatch::of)) {
      for (ImageBatch batch : loader) {
        ByteBuffer pixels = batch.host().tensors().get(ItemField.IMAGE).data();
        batches.add(batch.sampleId() + " " + pixels.hashCode());
      }
    }

    return batches;
  }
}
