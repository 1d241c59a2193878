package io.millrace.store;

import io.millrace.item.DType;
import io.millrace.sample.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which tensors a shard has, and in which order. */
final class ShardLayout {
  static final String LABELS = "gt_label";
  static final String HASHES = "sample_hash";

  /** Bytes of a chunk aimed at, and rows of it at most. */
  private static final long CHUNK_BYTES = 16L << 20;

  private static final int CHUNK_ROWS = 64;

  private ShardLayout() {}

  /** Rows of a chunk for rows of that many bytes. */
  static int chunkRows(long rowBytes) {
    return (int) Math.max(1, Math.min(CHUNK_ROWS, CHUNK_BYTES / Math.max(1, rowBytes)));
  }

  /** Name of the offsets of a packed shard's rows. */
  static String offsets(ShardTensor tensor) {
    return tensor.field().column() + ".offsets";
  }

  /** A shard's header, from how many bytes each of its large tensors has. */
  static ShardHeader header(
      StoreFacts facts, int rows, int chunkRows, Map<ShardTensor, Long> bytes) {
    List<ShardHeader.Shape> shapes = new ArrayList<>();
    shapes.add(ShardHeader.Shape.of(LABELS, DType.I8, rows));
    shapes.add(ShardHeader.Shape.of(HASHES, DType.I64, rows));
    if (facts.kind() == StoreKind.PACKED) {
      bytes
          .keySet()
          .forEach(t -> shapes.add(ShardHeader.Shape.of(offsets(t), DType.I64, rows + 1L)));
    }

    bytes.forEach((tensor, size) -> shapes.add(shape(facts, tensor, rows, size)));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "millrace");
    metadata.put("version", "1");
    metadata.put("kind", facts.kind().text());
    metadata.put("rows", Integer.toString(rows));
    metadata.put("chunk_rows", Integer.toString(chunkRows));
    metadata.put("masks", masks(facts, bytes.containsKey(ShardTensor.MASK)));
    return ShardHeader.lay(metadata, shapes);
  }

  private static ShardHeader.Shape shape(
      StoreFacts facts, ShardTensor tensor, int rows, long bytes) {
    String name = tensor.text(facts.kind());
    if (facts.kind() == StoreKind.PACKED) {
      return ShardHeader.Shape.of(name, DType.U8, bytes);
    }

    StoredImage image = facts.image();
    return switch (tensor) {
      case IMAGE ->
          ShardHeader.Shape.of(name, image.type(), rows, 3, image.height(), image.width());
      case MASK -> ShardHeader.Shape.of(name, DType.U8, rows, image.height(), image.width());
      case DEPTH -> {
        long channels = facts.dataset().contents().depth().channels().count();
        yield ShardHeader.Shape.of(name, DType.F32, rows, channels, image.height(), image.width());
      }
    };
  }

  private static String masks(StoreFacts facts, boolean present) {
    if (present) {
      return "present";
    }

    return facts.dataset().task() == Task.SEGMENTATION ? "zero" : "none";
  }
}
