package io.millrace.store;

import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;

/**
 * Where the files of a store lie.
 *
 * @param root folder of the store, without a slash at its end
 */
public record StorePaths(String root) implements Serializable {
  public StorePaths {
    Objects.requireNonNull(root, "root");
    while (root.length() > 1 && root.endsWith("/")) {
      root = root.substring(0, root.length() - 1);
    }
  }

  /** Folder of the snapshots. */
  public String snapshots() {
    return root + "/_millrace/snapshots";
  }

  /** A snapshot by its number, 1 and on. */
  public String snapshot(long number) {
    return String.format(Locale.ROOT, "%s/%08d.json", snapshots(), number);
  }

  /** Folder of the index. */
  public String index() {
    return root + "/_millrace/index";
  }

  /** A part of the index by its name. */
  public String index(String name) {
    return index() + "/" + name + ".parquet";
  }

  /** Folder of the markers of work that is done. */
  public String done() {
    return root + "/_millrace/done";
  }

  /** A marker by the hash of the work's inputs. */
  public String done(String hash) {
    return done() + "/" + hash + ".json";
  }

  /** Folder of the shards' folders. */
  public String data() {
    return root + "/data";
  }

  /** A shard by its name. */
  public String shard(String name) {
    return data() + "/" + name.substring(0, 2) + "/" + name + ".safetensors";
  }
}
