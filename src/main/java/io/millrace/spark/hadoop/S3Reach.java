package io.millrace.spark.hadoop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;

/**
 * Finds out, once a process and bucket, whether anybody listens where S3 is said to be: S3A asks
 * again for two minutes where connections are refused, and much longer where nobody answers.
 */
final class S3Reach {
  private static final int PATIENCE_MILLIS = 10_000;

  private static final Set<String> REACHED = ConcurrentHashMap.newKeySet();

  private S3Reach() {}

  /**
   * Connects to the endpoint, where one is set and no proxy stands before it.
   *
   * @throws IOException if that takes longer than ten seconds, or fails
   */
  static void check(String bucket, Configuration configuration) throws IOException {
    if (REACHED.contains(bucket)) {
      return;
    }

    String endpoint = setting(configuration, bucket, "endpoint");
    if (!endpoint.isEmpty() && setting(configuration, bucket, "proxy.host").isEmpty()) {
      connect(endpoint);
    }

    REACHED.add(bucket);
  }

  private static String setting(Configuration configuration, String bucket, String name) {
    String usual = configuration.getTrimmed("fs.s3a." + name, "");
    return configuration.getTrimmed("fs.s3a.bucket." + bucket + "." + name, usual);
  }

  private static void connect(String endpoint) throws IOException {
    URI uri = URI.create(endpoint.contains("://") ? endpoint : "https://" + endpoint);
    int usual = "http".equals(uri.getScheme()) ? 80 : 443;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(uri.getHost(), port), PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new IOException(
          "nobody answers at %s: %s (check fs.s3a.endpoint, and that the server runs)"
              .formatted(
                  endpoint, e instanceof UnknownHostException ? "unknown host" : e.getMessage()));
    }
  }
}
