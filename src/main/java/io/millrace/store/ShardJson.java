package io.millrace.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.sample.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Shards and samples left out, as snapshots and markers of done work hold them. */
final class ShardJson {
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{" + ContentName.LENGTH + "}");

  private ShardJson() {}

  static void writeShards(JsonGenerator json, List<ShardEntry> shards) throws IOException {
    json.writeArrayFieldStart("shards");
    for (ShardEntry shard : shards) {
      write(json, shard);
    }

    json.writeEndArray();
  }

  private static void write(JsonGenerator json, ShardEntry shard) throws IOException {
    ShardEntry.File file = shard.file();
    json.writeStartObject();
    json.writeStringField("name", file.name());
    json.writeNumberField("bytes", file.bytes());
    json.writeNumberField("rows", file.rows());
    json.writeNumberField("chunk_rows", file.chunkRows());
    json.writeObjectFieldStart("head");
    json.writeNumberField("bytes", file.head().bytes());
    json.writeNumberField("crc32c", Integer.toUnsignedLong(file.head().crc32c()));
    json.writeEndObject();
    json.writeObjectFieldStart("crc32c");
    for (Map.Entry<ShardTensor, List<Integer>> sums : file.checksums().entrySet()) {
      JsonText.unsigned(json, sums.getKey().field().column(), sums.getValue());
    }

    json.writeEndObject();
    writeSplits(json, shard);
    json.writeStringField("content", shard.content());
    json.writeEndObject();
  }

  /** Splits that take every row are named only; for others there is a count for each chunk. */
  private static void writeSplits(JsonGenerator json, ShardEntry shard) throws IOException {
    List<Integer> all = allRows(shard.file());
    json.writeArrayFieldStart("whole");
    for (Map.Entry<Split, List<Integer>> split : shard.splits().entrySet()) {
      if (split.getValue().equals(all)) {
        json.writeString(split.getKey().text());
      }
    }

    json.writeEndArray();
    json.writeObjectFieldStart("part");
    for (Map.Entry<Split, List<Integer>> split : shard.splits().entrySet()) {
      if (!split.getValue().equals(all)) {
        JsonText.counts(json, split.getKey().text(), split.getValue());
      }
    }

    json.writeEndObject();
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
    if (!NAME.matcher(name).matches()) {
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

  static void writeIndex(JsonGenerator json, List<ShardEntry> shards) throws IOException {
    json.writeArrayFieldStart("index");
    for (ShardEntry shard : shards) {
      json.writeStartObject();
      json.writeStringField("name", shard.index().name());
      json.writeNumberField("bytes", shard.index().bytes());
      json.writeNumberField("rows", shard.index().rows());
      json.writeEndObject();
    }

    json.writeEndArray();
  }

  private static ShardEntry.IndexPart readIndex(JsonFields index) {
    return new ShardEntry.IndexPart(name(index), index.integer("bytes"), index.count("rows"));
  }

  static void writeQuarantine(JsonGenerator json, List<Snapshot.LeftOut> samples)
      throws IOException {
    json.writeArrayFieldStart("quarantine");
    for (Snapshot.LeftOut sample : samples) {
      json.writeStartObject();
      json.writeStringField("sample_id", sample.sampleId());
      json.writeStringField("reason", sample.reason());
      json.writeStringField("detail", sample.detail());
      json.writeEndObject();
    }

    json.writeEndArray();
  }

  static Snapshot.LeftOut readLeftOut(JsonFields sample) {
    return new Snapshot.LeftOut(
        sample.text("sample_id"), sample.text("reason"), sample.text("detail"));
  }
}
