package io.millrace.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.sample.Split;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Shards and samples left out, as snapshots and markers of done work hold them. */
final class ShardJson {
  private ShardJson() {}

  static void write(ObjectNode node, ShardEntry shard) {
    ShardEntry.File file = shard.file();
    node.put("name", file.name());
    node.put("bytes", file.bytes());
    node.put("rows", file.rows());
    node.put("chunk_rows", file.chunkRows());
    ObjectNode head = node.putObject("head");
    head.put("bytes", file.head().bytes());
    head.put("crc32c", Integer.toUnsignedLong(file.head().crc32c()));
    ObjectNode sums = node.putObject("crc32c");
    file.checksums()
        .forEach(
            (tensor, values) -> {
              ArrayNode list = sums.putArray(tensor.field().column());
              values.forEach(value -> list.add(Integer.toUnsignedLong(value)));
            });
    writeSplits(node, shard);
    node.put("content", shard.content());
  }

  /** Splits that take every row are named only; for others there is a count for each chunk. */
  private static void writeSplits(ObjectNode node, ShardEntry shard) {
    ArrayNode whole = node.putArray("whole");
    ObjectNode part = node.putObject("part");
    shard
        .splits()
        .forEach(
            (split, rows) -> {
              if (rows.equals(allRows(shard.file()))) {
                whole.add(split.text());
              } else {
                rows.forEach(part.withArray(split.text())::add);
              }
            });
  }

  private static List<Integer> allRows(ShardEntry.File file) {
    List<Integer> rows = new ArrayList<>();
    for (int chunk = 0; chunk < file.chunks(); chunk++) {
      rows.add(file.chunkRows(chunk));
    }

    return rows;
  }

  static ShardEntry read(JsonFields shard, JsonFields index) {
    JsonFields head = shard.object("head");
    ShardEntry.File file =
        new ShardEntry.File(
            name(shard),
            shard.integer("bytes"),
            shard.count("rows"),
            shard.count("chunk_rows"),
            new ShardEntry.Head(head.count("bytes"), head.unsigned("crc32c")),
            checksums(shard.object("crc32c")));
    if (file.rows() < 1 || file.chunkRows() < 1) {
      throw shard.invalid("rows", "and chunk_rows must be 1 or more");
    }

    file.checksums().forEach((tensor, sums) -> checkCount(shard, "crc32c", sums, file));
    return new ShardEntry(file, splits(shard, file), readIndex(index), shard.text("content"));
  }

  private static void checkCount(
      JsonFields shard, String name, List<Integer> values, ShardEntry.File file) {
    if (values.size() != file.chunks()) {
      throw shard.invalid(
          name, "has %d numbers for %d chunks".formatted(values.size(), file.chunks()));
    }
  }

  /** Names become paths, so nothing but hex digits is let in. */
  private static String name(JsonFields fields) {
    String name = fields.text("name");
    if (!name.matches("[0-9a-f]{" + ContentName.LENGTH + "}")) {
      throw fields.invalid("name", "is " + name);
    }

    return name;
  }

  private static Map<ShardTensor, List<Integer>> checksums(JsonFields sums) {
    Map<ShardTensor, List<Integer>> checksums = new EnumMap<>(ShardTensor.class);
    for (ShardTensor tensor : ShardTensor.values()) {
      if (sums.has(tensor.field().column())) {
        checksums.put(tensor, sums.integers(tensor.field().column()));
      }
    }

    return checksums;
  }

  private static Map<Split, List<Integer>> splits(JsonFields shard, ShardEntry.File file) {
    Map<Split, List<Integer>> splits = new EnumMap<>(Split.class);
    for (String whole : shard.texts("whole")) {
      splits.put(split(shard, whole), allRows(file));
    }

    JsonFields part = shard.object("part");
    for (String name : part.names()) {
      List<Integer> rows = part.integers(name);
      checkCount(part, name, rows, file);
      splits.put(split(part, name), rows);
    }

    return splits;
  }

  private static Split split(JsonFields fields, String name) {
    try {
      return Split.of(name);
    } catch (IllegalArgumentException e) {
      throw fields.invalid(name, "is no split");
    }
  }

  static void writeIndex(ObjectNode node, ShardEntry.IndexPart index) {
    node.put("name", index.name());
    node.put("bytes", index.bytes());
    node.put("rows", index.rows());
  }

  private static ShardEntry.IndexPart readIndex(JsonFields index) {
    return new ShardEntry.IndexPart(name(index), index.integer("bytes"), index.count("rows"));
  }

  static void write(ArrayNode list, List<Snapshot.LeftOut> samples) {
    for (Snapshot.LeftOut sample : samples) {
      ObjectNode node = list.addObject();
      node.put("sample_id", sample.sampleId());
      node.put("reason", sample.reason());
      node.put("detail", sample.detail());
    }
  }

  static Snapshot.LeftOut readLeftOut(JsonFields sample) {
    return new Snapshot.LeftOut(
        sample.text("sample_id"), sample.text("reason"), sample.text("detail"));
  }
}
