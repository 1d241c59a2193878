package io.millrace.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.millrace.feed.BatchFunction;
import io.millrace.feed.Device;
import io.millrace.feed.FeedBatch;
import io.millrace.feed.NamedValues;
import io.millrace.item.ItemField;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelsTest {
  private static final Pictures PICTURES = new Pictures("test", 2, 1, 8);

  @TempDir private static Path folder;
  private static Traced traced;

  @BeforeAll
  static void trace() throws Exception {
    Optional<Traced> files = Traced.into(folder);
    assumeTrue(
        files.isPresent(),
        "no Python with torch here: scripts/check makes one in target/python, or set MILLRACE_PYTHON");
    traced = files.get();
  }

  private static FeedBatch batch() {
    return PICTURES.batch(new FeedBatch.Place(0, 0), List.of(0, 1, 2), new BitSet());
  }

  private static int level(FeedBatch batch, int row, int channel, int at) {
    return batch.host().tensors().get(ItemField.IMAGE).slice(row).slice(channel).data().get(at)
        & 0xFF;
  }

  @ParameterizedTest
  @EnumSource
  void rowsAreReadBackByTheEngine(EncodedRows encoding) throws Exception {
    Embed embed = new Embed(List.of(traced.file("scale")), ModelInput.AS_STORED, encoding);
    FeedBatch batch = batch();

    try (BatchFunction.Opened open = embed.open(Device.CPU);
        NDManager manager = NDManager.newBaseManager()) {
      List<?> rows = open.apply(batch).columns().get("embedding");
      assertThat(rows).hasSize(3);
      NDArray third = NDList.decode(manager, (byte[]) rows.get(2)).singletonOrThrow();

      assertThat(third.getShape()).isEqualTo(new Shape(3, 8, 8));
      assertThat(third.getDataType()).isEqualTo(DataType.FLOAT32);
      assertThat(third.getFloat(1, 2, 3)).isEqualTo(level(batch, 2, 1, 2 * 8 + 3) / 2f);
    }
  }

  @Test
  void modelsFollowOneAnother() throws Exception {
    List<String> models = List.of(traced.file("scale"), traced.file("maps"));

    try (BatchFunction.Opened open =
            new Embed(models, ModelInput.UNIT, EncodedRows.NPZ).open(Device.CPU);
        NDManager manager = NDManager.newBaseManager()) {
      Object row = open.apply(batch()).columns().get("embedding").get(0);
      NDList maps = NDList.decode(manager, (byte[]) row);

      assertThat(maps.get(0).getShape()).isEqualTo(new Shape(3, 4, 4));
      assertThat(maps.get(1).getShape()).isEqualTo(new Shape(3, 2, 2));
    }
  }

  @Test
  void scoreAndMapOfAnAnomalyModelAreFound() throws Exception {
    Score score =
        new Score(List.of(traced.file("judge")), ModelInput.UNIT, EncodedRows.SAFETENSORS);

    try (BatchFunction.Opened open = score.open(Device.CPU);
        NDManager manager = NDManager.newBaseManager()) {
      NamedValues values = open.apply(batch());
      float first = (float) values.columns().get("pred_score").get(0);
      Object map = values.columns().get("anomaly_map").get(0);

      assertThat(first).isBetween(0.5f, 1f);
      assertThat(NDList.decode(manager, (byte[]) map).singletonOrThrow().getShape())
          .isEqualTo(new Shape(1, 8, 8));
    }
  }

  @Test
  void smallerLevelsOfABackboneAreEnlarged() throws Exception {
    Backbone backbone = new Backbone(traced.file("maps"), 0, ModelInput.UNIT, 32);

    try (BatchFunction.Opened open =
        new PadimFeatures(backbone, new ChannelChoice(6, 0)).open(Device.CPU)) {
      NamedValues values = open.apply(batch());
      float[] features = Floats.of((byte[]) values.columns().get("features").get(2));

      assertThat(values.columns().get("channels").get(0)).isEqualTo(6);
      assertThat(values.columns().get("height").get(0)).isEqualTo(4);
      // the second level is twice the average of four cells, each shown four times
      int second = 3 * 16;
      assertThat(features[second]).isEqualTo(features[second + 1]);
      assertThat(features[second]).isEqualTo(features[second + 5]);
      float average = (features[0] + features[1] + features[4] + features[5]) / 4;
      assertThat(features[second])
          .isCloseTo(2 * average, org.assertj.core.data.Offset.offset(1e-5f));
    }
  }

  @Test
  void fileThatIsNoModelIsNamed() throws Exception {
    Path text = Files.writeString(folder.resolve("text.pt"), "no model");

    assertThatThrownBy(
            () ->
                new Embed(List.of(text.toString()), ModelInput.UNIT, EncodedRows.NPZ)
                    .open(Device.CPU))
        .isInstanceOf(java.io.IOException.class)
        .hasMessageContaining("Cannot load the model " + text);
  }
}
