package io.millrace.store;

import io.millrace.item.DType;
import io.millrace.sample.Label;
import io.millrace.sample.Split;
import io.millrace.sample.Task;
import io.millrace.split.SplitRule;
import io.millrace.split.TestSplitMode;
import io.millrace.split.ValSplitMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Drawn samples and what a store says of them. */
final class Drawn {
  static final StoredImage SMALL = new StoredImage(DType.U8, 5, 3);

  private Drawn() {}

  static StoreFacts facts(StoreKind kind) {
    return facts(kind, Task.SEGMENTATION);
  }

  static StoreFacts facts(StoreKind kind, Task task) {
    return new StoreFacts(
        kind,
        kind == StoreKind.PACKED ? StoredImage.PACKED : SMALL,
        kind == StoreKind.PACKED ? "[]" : "[{\"op\":\"Resize\",\"height\":5,\"width\":3}]",
        List.of("png=millrace"),
        new StoreFacts.Dataset("MVTecAD", List.of("bottle", "grid"), task),
        new SplitRule(TestSplitMode.FROM_DIR, 0.2, ValSplitMode.SAME_AS_TEST, 0.5, 42));
  }

  static String id(int row) {
    return "bottle/test/bent/%03d.png".formatted(row);
  }

  static Label label(int row) {
    return Label.of(row % 3 - 1);
  }

  /** Bytes that depend on the row alone; packed rows have sizes of their own. */
  static byte[] image(StoreKind kind, int row) {
    byte[] bytes = new byte[kind == StoreKind.PACKED ? 1 + row * 7 % 50 : 45];
    new Random(row).nextBytes(bytes);
    return bytes;
  }

  /** Every third row has a mask. */
  static byte[] mask(StoreKind kind, int row) {
    byte[] bytes = new byte[row % 3 != 2 ? 0 : kind == StoreKind.PACKED ? 4 + row % 9 : 15];
    java.util.Arrays.fill(bytes, (byte) 1);
    return bytes;
  }

  static void addRows(ShardWriter writer, StoreKind kind, int rows) throws IOException {
    for (int row = 0; row < rows; row++) {
      ByteBuffer image = ByteBuffer.wrap(image(kind, row));
      byte[] mask = mask(kind, row);
      if (mask.length == 0) {
        writer.add(id(row), label(row), image);
      } else {
        writer.add(id(row), label(row), image, ByteBuffer.wrap(mask));
      }
    }
  }

  static IndexRow indexRow(Split split, int row) {
    boolean masked = row % 3 == 2;
    return new IndexRow(
        split,
        row,
        id(row),
        "bottle",
        "bent",
        label(row),
        new IndexRow.FileFacts("/d/" + id(row), 100 + row, 5_000, "%064x".formatted(row), "png"),
        masked
            ? new IndexRow.FileFacts("/d/mask" + row, 50, 6_000, "%064x".formatted(row), "png")
            : IndexRow.FileFacts.NONE);
  }

  static List<IndexRow> indexRows(Split split, int rows) {
    List<IndexRow> list = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      list.add(indexRow(split, row));
    }

    return list;
  }

  /** A shard of such rows, all of them of one split; the file is left in the folder. */
  static SpooledShard spool(ShardWriter writer, StoreKind kind, int rows) throws IOException {
    addRows(writer, kind, rows);
    return writer.finish();
  }

  static ShardWriter writer(Path folder, StoreKind kind) throws IOException {
    return ShardWriter.create(folder, facts(kind));
  }
}
