package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.batch.Dataloader;
import io.millrace.batch.DepthBatch;
import io.millrace.config.InvalidConfigException;
import io.millrace.config.RunConfig;
import io.millrace.datasets.Folder3D;
import io.millrace.item.HostTensor;
import io.millrace.item.ItemField;
import io.millrace.item.Precision;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Depth;
import io.millrace.sample.Split;
import io.millrace.spark.job.Verify;
import io.millrace.split.ValSplitMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Depth maps beside pictures, through tables, loaders and stores. */
class DepthSparkTest {
  private static final int SIDE = DrawnData.SIDE;

  @TempDir private Path folder;

  @BeforeEach
  void draw() throws IOException {
    DrawnDepth.usual(folder);
  }

  private Folder3D layout() {
    return new DrawnDepth(folder).layout();
  }

  private DataModule<DepthBatch> module(UnaryOperator<DataModuleBuilder> change) {
    DataModuleBuilder builder =
        DataModule.builder(LocalSpark.session())
            .dataset(layout())
            .seed(3)
            .valSplit(ValSplitMode.SAME_AS_TEST, 0.5)
            .trainBatchSize(2)
            .evalBatchSize(2);
    DataModule<DepthBatch> module = change.apply(builder).buildDepth();
    module.setup();
    return module;
  }

  private static DataModuleBuilder with(DataModuleBuilder builder, RunConfig run, Depth depth) {
    return builder.config(run.with(run.pixels().with(depth)));
  }

  private static Map<String, Map<ItemField, ByteBuffer>> read(Dataloader<DepthBatch> loader) {
    Map<String, Map<ItemField, ByteBuffer>> samples = new HashMap<>();
    for (DepthBatch batch : loader) {
      for (int i = 0; i < batch.size(); i++) {
        Map<ItemField, ByteBuffer> fields = new HashMap<>();
        for (Map.Entry<ItemField, HostTensor> entry : batch.host().tensors().entrySet()) {
          fields.put(entry.getKey(), entry.getValue().slice(i).copy().data());
        }

        samples.put(batch.sampleId().get(i), fields);
      }
    }

    return samples;
  }

  @Test
  void movesTheDistanceWithThePictureAndNeverBlendsIt() {
    try (DataModule<DepthBatch> module = module(builder -> builder.imageSize(SIDE / 2, SIDE / 3));
        Dataloader<DepthBatch> test = module.testDataloader()) {
      for (DepthBatch batch : test) {
        assertThat(batch.depthMap().getShape().getShape())
            .containsExactly(batch.size(), 1, SIDE / 2, SIDE / 3);
        for (int i = 0; i < batch.size(); i++) {
          FloatBuffer map = batch.item(i).depthMap().data().asFloatBuffer();
          int from = batch.depthPath().get(i).endsWith("bad_xyz/0.npy") ? 1000 : 0;
          for (int y = 0; from > 0 && y < SIDE / 2; y++) {
            for (int x = 0; x < SIDE / 3; x++) {
              int pixel = 2 * y * SIDE + 3 * x;
              assertThat(map.get(y * (SIDE / 3) + x)).isEqualTo(pixel < SIDE ? 0 : from + pixel);
            }
          }
        }
      }
    }
  }

  @Test
  void givesAllChannelsAsStoredWhereTheyAreAskedFor() {
    RunConfig run = RunConfig.of(layout());
    Depth xyz = new Depth(Depth.Channels.XYZ, Depth.Resizing.OFF, Depth.Valid.ON);
    try (DataModule<DepthBatch> module =
            module(builder -> with(builder, run, xyz).imageSize(4, 4));
        Dataloader<DepthBatch> train = module.trainDataloader()) {
      for (DepthBatch batch : train) {
        assertThat(batch.image().getShape().getShape()).endsWith(3, 4, 4);
        assertThat(batch.depthMap().getShape().getShape()).endsWith(3, SIDE, SIDE);
        assertThat(batch.depthMap().getFloat(0, 0, 2, 3)).isEqualTo(-(2 * SIDE + 3));
        assertThat(batch.depthValid().get(0).sum(new int[] {0, 1}).toLongArray())
            .containsExactly((long) SIDE * SIDE - SIDE);
      }
    }
  }

  @Test
  void givesTheSameFromStoresOfBothKinds() throws IOException {
    String tensors = folder.resolve("tensors").toString();
    String packed = folder.resolve("packed").toString();
    Map<String, Map<ItemField, ByteBuffer>> raw;
    try (DataModule<DepthBatch> module = module(builder -> builder.imageSize(6, 4));
        Dataloader<DepthBatch> train = module.trainDataloader();
        Dataloader<DepthBatch> test = module.testDataloader()) {
      raw = read(train);
      raw.putAll(read(test));
      module.prepare(tensors, PrepareOptions.tensors().withPrecision(Precision.FLOAT32));
      module.prepare(packed, PrepareOptions.packed());
      assertThat(module.tensors(Split.TEST).select("depth_map").collectAsList())
          .allSatisfy(row -> assertThat(row.<byte[]>getAs(0).length).isGreaterThan(6 * 4 * 4));
    }

    for (String store : List.of(tensors, packed)) {
      try (DataModule<DepthBatch> module =
              DataModule.builder(LocalSpark.session())
                  .store(store)
                  .imageSize(6, 4)
                  .evalBatchSize(2)
                  .trainBatchSize(2)
                  .buildDepth();
          Dataloader<DepthBatch> train = module.trainDataloader();
          Dataloader<DepthBatch> test = module.testDataloader()) {
        Map<String, Map<ItemField, ByteBuffer>> stored = read(train);
        stored.putAll(read(test));
        assertThat(stored).as(store).isEqualTo(raw);
        assertThat(Verify.of(LocalSpark.session(), store).run(100)).isEmpty();
      }
    }
  }

  @Test
  void namesPicturesWithoutMapsAndMapsWithoutPictures() throws IOException {
    Files.delete(folder.resolve("bad_xyz/1.npy"));
    new DrawnDepth(folder).map("good_xyz/7.npy", SIDE, 1).map("good_xyz/2.npy", SIDE + 1, 1);
    try (DataModule<DepthBatch> module = module(builder -> builder.imageSize(4, 4))) {
      assertThatThrownBy(module::testDataloader)
          .isInstanceOf(BadSampleException.class)
          .hasMessageContaining("bad/1.png has no depth map (add the depth map");
      List<String> found = new ArrayList<>();
      for (Row row : module.audit(AuditDepth.PIXELS).collectAsList()) {
        found.add(row.getString(0) + " " + row.getString(1) + " " + row.getString(4));
      }

      assertThat(found)
          .containsExactlyInAnyOrder(
              "error missing_depth has no depth map",
              "warning depth_without_image has no picture",
              "error size_mismatch is 13 x 13 but its picture is 12 x 12");
      Row first = module.pictures().where("depth_missing is not null").orderBy("sample_id").first();
      assertThat(first.<Double>getAs("depth_missing")).isEqualTo(1.0 / SIDE);
    }
  }

  @Test
  void bakesNoMapsThatHaveNoCommonSize() {
    RunConfig run = RunConfig.of(layout());
    Depth free = new Depth(Depth.Channels.Z, Depth.Resizing.OFF, Depth.Valid.OFF);
    try (DataModule<DepthBatch> module =
        module(builder -> with(builder, run, free).imageSize(4, 4))) {
      assertThatThrownBy(
              () -> module.prepare(folder.resolve("s").toString(), PrepareOptions.tensors()))
          .isInstanceOf(InvalidConfigException.class)
          .hasMessageContaining("set depth_resize: true, or use --kind packed");
    }
  }
}
