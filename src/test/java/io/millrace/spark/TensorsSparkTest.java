package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.millrace.batch.Dataloader;
import io.millrace.batch.ImageBatch;
import io.millrace.config.LoadConfig;
import io.millrace.datasets.Folder;
import io.millrace.datasets.MVTecAD;
import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import io.millrace.item.ItemField;
import io.millrace.item.Precision;
import io.millrace.item.Safetensors;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.Split;
import io.millrace.transform.Normalize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pixels as columns, and as batches of the loaders. */
class TensorsSparkTest {
  @TempDir private Path root;
  private DrawnData drawn;

  @BeforeEach
  void draw() throws IOException {
    drawn = new DrawnData(root).category("bottle");
  }

  private DataModuleBuilder builder() {
    return DataModule.builder(LocalSpark.session())
        .dataset(MVTecAD.at(root.toString()).category("bottle"))
        .seed(1);
  }

  @Test
  void decodesNothingForColumnsThatAQueryDoesNotUse() throws IOException {
    drawn.text("bottle/train/good/000.png", "no picture at all");
    try (DataModule<ImageBatch> module = builder().imageSize(8, 8).build()) {
      module.setup();
      Dataset<Row> counts = module.tensors(Split.TRAIN).groupBy("label").count();
      assertThat(counts.collectAsList().toString()).isEqualTo("[[good,5]]");
      assertThat(counts.queryExecution().optimizedPlan().toString()).doesNotContain("UDF");
      assertThatThrownBy(() -> module.tensors(Split.TRAIN).select("image").collectAsList())
          .rootCause()
          .satisfies(
              cause ->
                  assertThat(cause.getMessage())
                      .contains("is no picture: it begins with 'no pictu'"));
      assertThat(module.tensors(Split.TRAIN).select("image").queryExecution().optimizedPlan())
          .asString()
          .contains("UDF");
    }
  }

  @Test
  void givesWhatDjlDecodes() {
    try (DataModule<ImageBatch> module = builder().imageSize(8, 8).build();
        NDManager manager = NDManager.newBaseManager()) {
      module.setup();
      Row row = module.tensors(Split.TEST).first();
      NDArray image = NDList.decode(manager, row.<byte[]>getAs("image")).singletonOrThrow();
      assertThat(image.getShape()).isEqualTo(new Shape(3, 8, 8));
      assertThat(image.getDataType()).isEqualTo(DataType.FLOAT32);
      try (ImageBatch batch = module.testDataloader().iterator().next()) {
        assertThat(image.toFloatArray()).isEqualTo(batch.image().get(0).toFloatArray());
      }
      NDArray mask = NDList.decode(manager, row.<byte[]>getAs("gt_mask")).singletonOrThrow();
      assertThat(mask.getShape()).isEqualTo(new Shape(8, 8));
    }
  }

  @Test
  void givesNullForPixelsThatCannotBeDecodedUnderQuarantine() throws IOException {
    drawn.text("bottle/train/good/000.png", "no picture at all");
    try (DataModule<ImageBatch> module =
        builder().imageSize(8, 8).onBadSample(OnBadSample.QUARANTINE).build()) {
      module.setup();
      assertThat(module.tensors(Split.TRAIN).where("image IS NULL").collectAsList())
          .extracting(row -> row.<String>getAs("sample_id"))
          .containsExactly("bottle/train/good/000.png");
    }
  }

  @Test
  void givesTheValuesOfTheLoader() throws IOException {
    for (Precision precision : List.of(Precision.FLOAT32, Precision.UINT8)) {
      try (DataModule<ImageBatch> module = builder().imageSize(7, 9).precision(precision).build()) {
        module.setup();
        compare(module);
      }
    }
  }

  @Test
  void givesTheValuesOfTheLoaderAtNativeSize() throws IOException {
    try (DataModule<ImageBatch> module = builder().normalize(Normalize.IMAGENET).build()) {
      module.setup();
      compare(module);
    }
  }

  private static void compare(DataModule<ImageBatch> module) throws IOException {
    List<ImageItem> items = new ArrayList<>();
    for (ImageBatch batch : module.testDataloader()) {
      for (int i = 0; i < batch.size(); i++) {
        items.add(batch.item(i));
      }
    }

    List<Row> rows = module.tensors(Split.TEST).collectAsList();
    assertThat(rows).hasSameSizeAs(items);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(items.get(i).texts().get(ItemField.SAMPLE_ID))
          .isEqualTo(rows.get(i).getAs("sample_id"));
      assertSame(tensor(rows.get(i), "image"), items.get(i).image());
      assertSame(tensor(rows.get(i), "gt_mask"), items.get(i).gtMask());
    }
  }

  private static HostTensor tensor(Row row, String column) throws IOException {
    return Safetensors.decode(ByteBuffer.wrap(row.getAs(column))).tensors().get(column);
  }

  private static void assertSame(HostTensor left, HostTensor right) {
    assertThat(left.toString()).isEqualTo(right.toString());
    assertThat(left.data()).isEqualTo(right.data());
  }

  @Test
  void hasNoMaskColumnWhereTheDataSetHasNoMasks() {
    Folder folder =
        Folder.at("mine", root.toString())
            .normalDir("bottle/train/good")
            .abnormalDir("bottle/test/bent");
    try (DataModule<ImageBatch> module =
        DataModule.builder(LocalSpark.session()).dataset(folder).seed(0).imageSize(4, 4).build()) {
      module.setup();
      assertThat(module.tensors(Split.TRAIN).columns()).contains("image").doesNotContain("gt_mask");
      try (Dataloader<ImageBatch> loader = module.trainDataloader()) {
        ImageBatch batch = loader.iterator().next();
        assertThat(batch.keys()).doesNotContain(ItemField.GT_MASK);
        assertThatThrownBy(batch::gtMask)
            .hasMessage(
                "Missing gt_mask: the batch has image, gt_label, mask_path, image_path, sample_id");
      }
    }
  }

  @Test
  void trainsInTheOrderOfTorchWhenAsked() {
    try (DataModule<ImageBatch> module =
        builder()
            .seed(42)
            .imageSize(4, 4)
            .trainBatchSize(5)
            .order(LoadConfig.Order.TORCH)
            .build()) {
      module.setup();
      Dataloader<ImageBatch> loader = module.trainDataloader();
      int[] first = new io.millrace.random.TorchOrder(42).next(5);
      for (ImageBatch batch : loader) {
        for (int i = 0; i < 5; i++) {
          assertThat(batch.sampleId().get(i)).isEqualTo("bottle/train/good/00" + first[i] + ".png");
        }
      }
    }
  }

  @Test
  void shufflesEachEpochAnewButTheSameForASeed() {
    List<List<String>> epochs = epochs();
    assertThat(epochs.get(0)).isNotEqualTo(epochs.get(1));
    assertThat(epochs.get(0)).containsExactlyInAnyOrderElementsOf(epochs.get(1));
    assertThat(epochs()).isEqualTo(epochs);
  }

  private List<List<String>> epochs() {
    List<List<String>> epochs = new ArrayList<>();
    try (DataModule<ImageBatch> module = builder().imageSize(4, 4).trainBatchSize(2).build()) {
      module.setup();
      Dataloader<ImageBatch> loader = module.trainDataloader();
      for (int epoch = 0; epoch < 3; epoch++) {
        List<String> ids = new ArrayList<>();
        loader.forEach(batch -> ids.addAll(batch.sampleId()));
        epochs.add(ids);
      }
    }

    return epochs;
  }

  @Test
  void namesTheSampleThatCannotBeRead() throws IOException {
    Path file = drawn.text("bottle/test/cut/000.png", "");
    try (DataModule<ImageBatch> module = builder().imageSize(4, 4).build()) {
      module.setup();
      Dataloader<ImageBatch> loader = module.testDataloader();
      assertThatThrownBy(() -> loader.forEach(batch -> {}))
          .isInstanceOf(BadSampleException.class)
          .hasMessage(
              "Cannot read IMAGE of sample bottle/test/cut/000.png: "
                  + file
                  + " is empty (0 bytes) (copy the file again from its origin)");
    }
  }
}
