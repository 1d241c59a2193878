package io.millrace.batch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.millrace.item.DType;
import io.millrace.item.HostTensor;
import io.millrace.item.Precision;
import io.millrace.item.TensorSink;
import io.millrace.random.KeyMix;
import io.millrace.sample.Label;
import io.millrace.sample.Task;
import io.millrace.split.SplitRule;
import io.millrace.split.TestSplitMode;
import io.millrace.split.ValSplitMode;
import io.millrace.store.ShardWriter;
import io.millrace.store.StoreFacts;
import io.millrace.store.StoreKind;
import io.millrace.store.StoredImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shards are what others than our own reader read too. */
class StoredShardDecodeTest {
  @TempDir Path folder;

  private static StoreFacts facts(StoreKind kind, StoredImage image) {
    return new StoreFacts(
        kind,
        image,
        "[]",
        List.of("png=millrace"),
        new StoreFacts.Dataset("Folder", List.of(), Task.SEGMENTATION),
        new SplitRule(TestSplitMode.FROM_DIR, 0.2, ValSplitMode.NONE, 0.5, 42));
  }

  private byte[] shard(StoreKind kind, StoredImage image, HostTensor... pictures)
      throws IOException {
    HostTensor mask = HostTensor.zeros(DType.U8, 2, 3);
    mask.data().put(4, (byte) 1);
    try (ShardWriter writer = ShardWriter.create(folder, facts(kind, image))) {
      writer.add("a.png", Label.NORMAL, pictures[0].data());
      writer.add("b.png", Label.ABNORMAL, pictures[1].data(), mask.data());
      return Files.readAllBytes(writer.finish().path());
    }
  }

  private static HostTensor picture(Precision precision, float first) {
    HostTensor tensor = HostTensor.zeros(precision.type(), 3, 2, 3);
    new TensorSink(tensor, precision).row(0, 0, new float[] {first, 0.25f, 1});
    return tensor;
  }

  private static Map<String, NDArray> decode(NDManager manager, byte[] shard) {
    Map<String, NDArray> arrays = new HashMap<>();
    NDList.decode(manager, shard).forEach(array -> arrays.put(array.getName(), array));
    return arrays;
  }

  @Test
  void djlDecodesPicturesOfEveryType() throws IOException {
    try (NDManager manager = NDManager.newBaseManager()) {
      for (Precision precision : List.of(Precision.UINT8, Precision.FLOAT16, Precision.FLOAT32)) {
        byte[] shard =
            shard(
                StoreKind.TENSORS,
                new StoredImage(precision.type(), 2, 3),
                picture(precision, 0),
                picture(precision, 0.5f));
        Map<String, NDArray> arrays = decode(manager, shard);
        NDArray image = arrays.get("image");
        float scale = precision == Precision.UINT8 ? 255 : 1;

        assertThat(image.getShape()).isEqualTo(new Shape(2, 3, 2, 3));
        assertThat(image.getDataType().name()).isEqualTo(precision.name());
        assertThat(image.toType(DataType.FLOAT32, true).get("1, 0, 0, :").toFloatArray())
            .containsExactly(
                precision == Precision.UINT8 ? 128 : 0.5f,
                precision == Precision.UINT8 ? 64 : 0.25f,
                scale);
        assertThat(arrays.get("gt_label").toByteArray()).containsExactly(0, 1);
        assertThat(arrays.get("sample_hash").toLongArray())
            .containsExactly(KeyMix.hash64("a.png"), KeyMix.hash64("b.png"));
        assertThat(arrays.get("gt_mask").getShape()).isEqualTo(new Shape(2, 2, 3));
        assertThat(arrays.get("gt_mask").sum().getLong()).isEqualTo(1);
      }
    }
  }

  @Test
  void djlDecodesPackedBytes() throws IOException {
    try (NDManager manager = NDManager.newBaseManager()) {
      HostTensor one = HostTensor.zeros(DType.U8, 5);
      HostTensor other = HostTensor.zeros(DType.U8, 9);
      Map<String, NDArray> arrays =
          decode(manager, shard(StoreKind.PACKED, StoredImage.PACKED, one, other));

      assertThat(arrays.get("image.data").getShape()).isEqualTo(new Shape(14));
      assertThat(arrays.get("image.offsets").toLongArray()).containsExactly(0, 5, 14);
      assertThat(arrays.get("gt_mask.offsets").toLongArray()).containsExactly(0, 0, 6);
    }
  }
}
