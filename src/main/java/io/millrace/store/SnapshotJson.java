package io.millrace.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.sample.Contents;
import io.millrace.sample.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Snapshots as JSON files, laid out for people to read. */
public final class SnapshotJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String FORMAT = "millrace-store";
  private static final int VERSION = 1;

  /** What a reader must know; one that meets another feature refuses. */
  private static final List<String> FEATURES = List.of("crc32c", "parquet-index", "safetensors");

  private static final String CLIPS = "clips";
  private static final String DEPTH = "depth";

  private SnapshotJson() {}

  /** The file of a snapshot, UTF-8. */
  public static byte[] write(Snapshot snapshot) {
    String id = id(snapshot);
    return JsonText.pretty(
        json -> {
          json.writeStartObject();
          writeFormat(json, snapshot);
          json.writeStringField("snapshot_id", id);
          json.writeNumberField("number", snapshot.commit().number());
          json.writeStringField("parent", snapshot.commit().parent());
          json.writeStringField("token", snapshot.commit().token());
          writeContent(json, snapshot);
          ShardJson.writeIndex(json, snapshot.shards());
          json.writeEndObject();
        });
  }

  /** The name of all that is not about one commit, nor about the index, which holds paths. */
  static String id(Snapshot snapshot) {
    return JsonText.name(
        json -> {
          json.writeStartObject();
          writeFormat(json, snapshot);
          writeContent(json, snapshot);
          json.writeEndObject();
        });
  }

  private static void writeFormat(JsonGenerator json, Snapshot snapshot) throws IOException {
    json.writeStringField("format", FORMAT);
    json.writeNumberField("version", VERSION);
    JsonText.texts(json, "requires", features(snapshot.facts().dataset().contents()));
  }

  /** Readers that know nothing of clips or depth maps must not take them for pictures. */
  private static List<String> features(Contents contents) {
    List<String> features = new ArrayList<>(FEATURES);
    if (contents.clips().exist()) {
      features.add(CLIPS);
    }

    if (contents.depth().exists()) {
      features.add(DEPTH);
    }

    return features;
  }

  private static void writeContent(JsonGenerator json, Snapshot snapshot) throws IOException {
    json.writeStringField("content_fingerprint", snapshot.fingerprint());
    FactsJson.write(json, snapshot.facts());
    json.writeObjectFieldStart("counts");
    for (Map.Entry<String, Integer> count : counts(snapshot).entrySet()) {
      json.writeNumberField(count.getKey(), count.getValue());
    }

    json.writeEndObject();
    ShardJson.writeQuarantine(json, snapshot.quarantine());
    ShardJson.writeShards(json, snapshot.shards());
  }

  private static Map<String, Integer> counts(Snapshot snapshot) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("samples", snapshot.samples());
    for (Split split : Split.values()) {
      counts.put(split.text(), snapshot.count(split));
    }

    counts.put("quarantined", snapshot.quarantine().size());
    return counts;
  }

  /**
   * Reads a snapshot's file.
   *
   * @param path of the file, for messages
   * @throws InvalidStoreException if it is none, is damaged, or needs a newer version
   */
  public static Snapshot read(byte[] file, String path) {
    JsonFields root = parse(file, "snapshot " + path);
    checkFormat(root, path);
    Snapshot snapshot =
        new Snapshot(
            new Snapshot.Commit(root.integer("number"), root.text("parent"), root.text("token")),
            FactsJson.read(root),
            shards(root),
            root.list("quarantine", ShardJson::readLeftOut));
    JsonFields counts = root.object("counts");
    counts(snapshot)
        .forEach((name, count) -> same(counts, name, counts.count(name) == count.intValue()));
    String fingerprint = root.text("content_fingerprint");
    same(root, "content_fingerprint", fingerprint.equals(snapshot.fingerprint()));
    same(root, "snapshot_id", root.text("snapshot_id").equals(snapshot.id()));
    return snapshot;
  }

  private static void same(JsonFields fields, String name, boolean same) {
    if (!same) {
      throw fields.invalid(name, "does not fit the other content: something was changed");
    }
  }

  static JsonFields parse(byte[] file, String place) {
    try {
      return JsonFields.of(JSON.readTree(file), place);
    } catch (IOException e) {
      throw new InvalidStoreException(
          "Invalid %s: it is no JSON (restore the file, or prepare the store again)"
              .formatted(place),
          e);
    }
  }

  private static void checkFormat(JsonFields root, String path) {
    if (!root.has("format") || !root.text("format").equals(FORMAT)) {
      throw root.invalid("format", "is not " + FORMAT);
    }

    if (root.integer("version") != VERSION) {
      throw new InvalidStoreException(
          "Unsupported version of a store: %d in %s (this millrace reads %d: use a newer one)"
              .formatted(root.integer("version"), path, VERSION));
    }

    for (String feature : root.texts("requires")) {
      if (!FEATURES.contains(feature) && !feature.equals(CLIPS) && !feature.equals(DEPTH)) {
        throw new InvalidStoreException(
            "Unsupported feature of a store: %s in %s (this millrace knows %s: use a newer one)"
                .formatted(feature, path, String.join(", ", FEATURES)));
      }
    }
  }

  static List<ShardEntry> shards(JsonFields root) {
    List<JsonFields> shards = root.list("shards", fields -> fields);
    List<JsonFields> index = root.list("index", fields -> fields);
    if (shards.size() != index.size()) {
      throw root.invalid(
          "index", "has %d parts for %d shards".formatted(index.size(), shards.size()));
    }

    List<ShardEntry> entries = new ArrayList<>();
    for (int i = 0; i < shards.size(); i++) {
      entries.add(ShardJson.read(shards.get(i), index.get(i)));
    }

    return entries;
  }
}
