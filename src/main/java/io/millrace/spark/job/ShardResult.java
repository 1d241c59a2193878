package io.millrace.spark.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.store.DoneMarkers;
import java.io.IOException;

/**
 * What a task tells the driver.
 *
 * @param done the shard, if any sample was left for it, and who was left out
 * @param work what it cost
 */
record ShardResult(DoneMarkers.Done done, Work work) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Counts of work.
   *
   * @param decoded samples whose files were read; of a packed store, whose headers were
   * @param copied samples copied from the last snapshot
   * @param reused samples of shards that were done before
   * @param bytesIn read of sources and shards
   * @param bytesOut of shards
   */
  record Work(long decoded, long copied, long reused, long bytesIn, long bytesOut) {
    static final Work NONE = new Work(0, 0, 0, 0, 0);

    static Work reused(int samples) {
      return new Work(0, 0, samples, 0, 0);
    }

    Work plus(Work other) {
      return new Work(
          decoded + other.decoded,
          copied + other.copied,
          reused + other.reused,
          bytesIn + other.bytesIn,
          bytesOut + other.bytesOut);
    }
  }

  /** As one line of JSON. */
  String text() {
    ObjectNode root = JSON.createObjectNode();
    root.put("done", done.text());
    root.put("decoded", work.decoded());
    root.put("copied", work.copied());
    root.put("reused", work.reused());
    root.put("bytes_in", work.bytesIn());
    root.put("bytes_out", work.bytesOut());
    return root.toString();
  }

  /** What {@link #text()} wrote. */
  static ShardResult of(String text) {
    try {
      JsonNode root = JSON.readTree(text);
      Work work =
          new Work(
              root.get("decoded").longValue(),
              root.get("copied").longValue(),
              root.get("reused").longValue(),
              root.get("bytes_in").longValue(),
              root.get("bytes_out").longValue());
      return new ShardResult(DoneMarkers.Done.of(root.get("done").textValue()), work);
    } catch (IOException e) {
      throw new IllegalStateException("Invalid result of a task: " + text, e);
    }
  }
}
