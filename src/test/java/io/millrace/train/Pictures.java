package io.millrace.train;

import io.millrace.feed.FeedBatch;
import io.millrace.item.DType;
import io.millrace.item.HostBatch;
import io.millrace.item.HostTensor;
import io.millrace.item.ItemField;
import io.millrace.random.Draw;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Drawn samples in memory: a bright disc on grey, somewhere near the middle; abnormal ones have a
 * dark spot on it.
 *
 * @param normal how many normal ones come first
 * @param abnormal how many abnormal ones follow
 */
record Pictures(String prefix, int normal, int abnormal, int side) {
  int size() {
    return normal + abnormal;
  }

  String id(int i) {
    return "%s/%03d".formatted(prefix, i);
  }

  int label(int i) {
    return i < normal ? 0 : 1;
  }

  /** One step's rows; those of {@code broken} could not be read: zeros. */
  FeedBatch batch(FeedBatch.Place place, List<Integer> ordinals, BitSet broken) {
    int rows = ordinals.size();
    HostTensor images = HostTensor.zeros(DType.U8, rows, 3, side, side);
    HostTensor masks = HostTensor.zeros(DType.U8, rows, side, side);
    HostTensor labels = HostTensor.zeros(DType.I8, rows);
    BitSet valid = new BitSet();
    for (int row = 0; row < rows; row++) {
      int ordinal = ordinals.get(row);
      if (!broken.get(ordinal)) {
        valid.set(row);
        labels.data().put(row, (byte) label(ordinal));
        draw(ordinal, images.slice(row).data(), masks.slice(row).data());
      }
    }

    Map<ItemField, HostTensor> tensors = new EnumMap<>(ItemField.class);
    tensors.put(ItemField.IMAGE, images);
    tensors.put(ItemField.GT_LABEL, labels);
    tensors.put(ItemField.GT_MASK, masks);
    List<String> ids = ordinals.stream().map(this::id).toList();
    HostBatch host = new HostBatch(tensors, Map.of(ItemField.SAMPLE_ID, ids));
    return new FeedBatch(place, host, new FeedBatch.Flags(valid, new BitSet()), () -> {});
  }

  private void draw(int ordinal, ByteBuffer image, ByteBuffer mask) {
    Draw draw = new Draw(io.millrace.random.KeyMix.hash64(id(ordinal)));
    double x = side * (0.45 + 0.1 * draw.uniform(0));
    double y = side * (0.45 + 0.1 * draw.uniform(1));
    double spotX = x + side * 0.2 * (draw.uniform(2) - 0.5);
    double spotY = y + side * 0.2 * (draw.uniform(3) - 0.5);
    for (int i = 0; i < side * side; i++) {
      int row = i / side;
      int column = i % side;
      boolean spot = label(ordinal) == 1 && Math.hypot(row - spotY, column - spotX) < side * 0.08;
      double level = Math.hypot(row - y, column - x) < side * 0.35 ? 180 : 60;
      double shown = (spot ? 40 : level) + 10 * draw.uniform(4 + i);
      for (int c = 0; c < 3; c++) {
        image.put(c * side * side + i, (byte) (shown + 5 * c));
      }
      mask.put(i, (byte) (spot ? 1 : 0));
    }
  }
}
