package io.millrace.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.random.KeyMix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A look into a store that owes nothing to the product: made from the format's page. */
record StoreFolder(Path root) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NAME = 32;

  private Path hidden(String folder) {
    return root.resolve("_millrace").resolve(folder);
  }

  /** The snapshots, in order; none where there is no store. */
  List<Path> snapshots() throws IOException {
    return list(hidden("snapshots"), "\\d{8}\\.json");
  }

  /** Markers of work that is done. */
  List<Path> markers() throws IOException {
    return list(hidden("done"), ".*\\.json");
  }

  private static List<Path> list(Path folder, String pattern) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }

    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().matches(pattern)).sorted().toList();
    }
  }

  /** The newest snapshot. */
  JsonNode latest() throws IOException {
    List<Path> all = snapshots();
    if (all.isEmpty()) {
      throw new NoSuchElementException("no snapshot in " + root);
    }

    return JSON.readTree(all.get(all.size() - 1).toFile());
  }

  String fingerprint() throws IOException {
    return latest().get("content_fingerprint").textValue();
  }

  /** Names of the newest snapshot's shards, in order. */
  List<String> shards() throws IOException {
    return names(latest(), "shards");
  }

  private static List<String> names(JsonNode snapshot, String list) {
    return StreamSupport.stream(snapshot.get(list).spliterator(), false)
        .map(each -> each.get("name").textValue())
        .toList();
  }

  /** Rows of the newest snapshot's shard that has that sample. */
  int rowsBeside(String sampleId) throws IOException {
    for (JsonNode shard : latest().get("shards")) {
      ByteBuffer hashes =
          SafetensorsFile.read(root.resolve(shard(shard.get("name").textValue())))
              .tensors()
              .get("sample_hash")
              .data();
      for (int row = 0; row < shard.get("rows").intValue(); row++) {
        if (hashes.getLong(row * Long.BYTES) == KeyMix.hash64(sampleId)) {
          return shard.get("rows").intValue();
        }
      }
    }

    throw new NoSuchElementException("no " + sampleId + " in " + root);
  }

  static String shard(String name) {
    return "data/" + name.substring(0, 2) + "/" + name + ".safetensors";
  }

  /** Paths of all files there are, relative to the root. */
  Set<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .collect(TreeSet::new, Set::add, Set::addAll);
    }
  }

  /** Paths of the snapshots and of all files that they name. */
  Set<String> named() throws IOException {
    Set<String> named = new TreeSet<>();
    for (Path file : snapshots()) {
      JsonNode snapshot = JSON.readTree(file.toFile());
      named.add(root.relativize(file).toString());
      names(snapshot, "shards").forEach(name -> named.add(shard(name)));
      names(snapshot, "index").forEach(name -> named.add("_millrace/index/" + name + ".parquet"));
    }

    return named;
  }

  /**
   * What is wrong with the newest snapshot: files that are not there, or not what they are called.
   */
  List<String> faults() throws IOException {
    JsonNode snapshot = latest();
    return Stream.concat(
            names(snapshot, "shards").stream().map(StoreFolder::shard),
            names(snapshot, "index").stream().map(name -> "_millrace/index/" + name + ".parquet"))
        .filter(path -> !path.contains(contentName(root.resolve(path))))
        .toList();
  }

  private static String contentName(Path file) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(hash).substring(0, NAME);
    } catch (IOException e) {
      return e.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
