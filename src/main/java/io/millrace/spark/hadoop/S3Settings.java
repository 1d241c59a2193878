package io.millrace.spark.hadoop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * Settings of S3A that hang on the cores of this process and on the size of shards. What the user
 * has set stands.
 */
public final class S3Settings {
  /** Requests under way for each core: an answer takes ten times as long as decoding does. */
  static final int REQUESTS_A_CORE = 12;

  private static final String PREFIX = "fs.s3a.";
  private static final String CONNECTIONS = PREFIX + "connection.maximum";
  private static final String THREADS = PREFIX + "threads.max";
  private static final String RANGES = PREFIX + "vectored.active.ranged.reads";
  private static final String PART = PREFIX + "multipart.size";

  /** Above a shard's, so that a shard is one request, and one that breaks off leaves nothing. */
  private static final String PART_SIZE = "256M";

  private static final int LEAST_CONNECTIONS = 500;
  private static final int LEAST_THREADS = 96;

  private S3Settings() {}

  /** Requests that should be under way at once in this process. */
  static int requests() {
    return REQUESTS_A_CORE * Runtime.getRuntime().availableProcessors();
  }

  private static Map<String, String> wanted() {
    int requests = requests();
    Map<String, String> wanted = new TreeMap<>();
    wanted.put(CONNECTIONS, Integer.toString(Math.max(LEAST_CONNECTIONS, 2 * requests)));
    wanted.put(THREADS, Integer.toString(Math.max(LEAST_THREADS, 2 * requests)));
    wanted.put(RANGES, Integer.toString(requests));
    wanted.put(PART, PART_SIZE);
    return wanted;
  }

  /** A copy with those settings where the user has none. */
  static Configuration complete(Configuration given) {
    Configuration complete = new Configuration(given);
    wanted().forEach((key, value) -> setUnlessChosen(complete, key, value));
    return complete;
  }

  private static void setUnlessChosen(Configuration configuration, String key, String value) {
    if (!isChosen(configuration, key)) {
      configuration.set(key, value, "millrace");
    }
  }

  private static boolean isChosen(Configuration configuration, String key) {
    String[] sources = configuration.getPropertySources(key);
    return sources != null
        && sources.length > 0
        && !sources[sources.length - 1].endsWith("core-default.xml");
  }

  /** The settings as they hold in this process, such as {@code fs.s3a.threads.max 96}. */
  public static List<String> lines(Configuration given) {
    Configuration complete = complete(given);
    List<String> lines = new ArrayList<>();
    for (String key : wanted().keySet()) {
      lines.add(key + " " + complete.get(key) + (isChosen(given, key) ? " (yours)" : ""));
    }

    return lines;
  }
}
