package io.millrace.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.sample.Split;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Snapshots as JSON files, laid out for people to read. */
public final class SnapshotJson {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final String FORMAT = "millrace-store";
  private static final int VERSION = 1;

  /** What a reader must know; one that meets another feature refuses. */
  private static final List<String> FEATURES = List.of("crc32c", "parquet-index", "safetensors");

  private SnapshotJson() {}

  /** The file of a snapshot, UTF-8. */
  public static byte[] write(Snapshot snapshot) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode identity = identity(snapshot);
    root.set("format", identity.remove("format"));
    root.set("version", identity.remove("version"));
    root.set("requires", identity.remove("requires"));
    root.put("snapshot_id", id(snapshot));
    root.put("number", snapshot.commit().number());
    root.put("parent", snapshot.commit().parent());
    root.put("token", snapshot.commit().token());
    root.setAll(identity);
    ArrayNode index = root.putArray("index");
    snapshot.shards().forEach(shard -> ShardJson.writeIndex(index.addObject(), shard.index()));
    return bytes(root);
  }

  static byte[] bytes(JsonNode root) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    try {
      return (JSON.writer(printer).writeValueAsString(root) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write JSON: " + e.getMessage(), e);
    }
  }

  static String id(Snapshot snapshot) {
    return id(identity(snapshot));
  }

  private static String id(ObjectNode identity) {
    return ContentName.of(identity.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** All that is not about one commit, nor about the index, which holds paths. */
  private static ObjectNode identity(Snapshot snapshot) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("version", VERSION);
    FEATURES.forEach(root.putArray("requires")::add);
    root.put("content_fingerprint", snapshot.fingerprint());
    FactsJson.write(root, snapshot.facts());
    ObjectNode counts = root.putObject("counts");
    counts.put("samples", snapshot.samples());
    for (Split split : Split.values()) {
      counts.put(split.text(), snapshot.count(split));
    }

    counts.put("quarantined", snapshot.quarantine().size());
    ShardJson.write(root.putArray("quarantine"), snapshot.quarantine());
    ArrayNode shards = root.putArray("shards");
    snapshot.shards().forEach(shard -> ShardJson.write(shards.addObject(), shard));
    return root;
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
    String id = root.text("snapshot_id");
    if (!snapshot.id().equals(id) || !storedId(root).equals(id)) {
      throw root.invalid("snapshot_id", "does not fit its content, which was changed");
    }

    return snapshot;
  }

  /** The id of all that the file says, counts and fingerprint included. */
  private static String storedId(JsonFields root) {
    ObjectNode identity = (ObjectNode) root.node();
    identity.remove(List.of("snapshot_id", "number", "parent", "token", "index"));
    return id(identity);
  }

  static JsonFields parse(byte[] file, String place) {
    try {
      return new JsonFields(JSON.readTree(file), place);
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
      if (!FEATURES.contains(feature)) {
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
