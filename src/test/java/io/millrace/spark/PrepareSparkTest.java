package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.ImageBatch;
import io.millrace.datasets.MVTecAD;
import io.millrace.sample.Split;
import io.millrace.spark.job.PrepareReport;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data set on its way into a store. */
class PrepareSparkTest {
  private static final int ROW = 3 * 8 * 8;

  @TempDir private Path folder;
  private String store;

  @BeforeEach
  void draw() throws IOException {
    new DrawnData(folder.resolve("data")).category("bottle").category("cable");
    store = folder.resolve("store").toString();
  }

  private PrepareReport prepare(PrepareOptions options) {
    try (DataModule<ImageBatch> module =
        DataModule.builder(LocalSpark.session())
            .dataset(MVTecAD.at(folder.resolve("data").toString()))
            .imageSize(8, 8)
            .seed(1)
            .build()) {
      return module.prepare(store, options);
    }
  }

  @Test
  void storesEverySampleOnceAndNothingTheSecondTime() {
    PrepareOptions options = PrepareOptions.tensors().withShardBytes(3 * ROW);
    PrepareReport first = prepare(options);

    assertThat(first.outcome()).isEqualTo(PrepareReport.Outcome.COMMITTED);
    assertThat(first.samples()).isEqualTo(new PrepareReport.Samples(20, 0, 0, 0));
    assertThat(first.snapshot().samples()).isEqualTo(20);
    assertThat(first.snapshot().count(Split.TRAIN)).isEqualTo(10);
    assertThat(first.snapshot().count(Split.TEST)).isEqualTo(10);

    PrepareReport second = prepare(options);
    assertThat(second.outcome()).isEqualTo(PrepareReport.Outcome.UNCHANGED);
    assertThat(second.snapshot()).isEqualTo(first.snapshot());
    assertThat(second.samples()).isEqualTo(new PrepareReport.Samples(0, 0, 0, 0));
  }
}
