package io.millrace.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hadoop.conf.Configuration;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Ranges of objects by the SDK alone, by many threads, their bytes thrown away: what a server gives
 * and a machine takes. Credentials are those of the environment. Closing it ends its threads.
 */
final class RangedGets implements AutoCloseable {
  private static final int BLOCK = 1 << 16;

  private final S3Client client;
  private final ExecutorService threads;

  /** A part of an object. */
  record Range(String bucket, String key, long from, long bytes) {
    static Range of(String uri, long from, long bytes) {
      URI object = URI.create(uri);
      return new Range(object.getAuthority(), object.getPath().substring(1), from, bytes);
    }
  }

  /** So many requests at once to the server that S3A is set to. */
  RangedGets(Configuration configuration, int requests) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(configuration.get("fs.s3a.endpoint.region", "us-east-1")))
            .forcePathStyle(configuration.getBoolean("fs.s3a.path.style.access", false))
            .httpClientBuilder(ApacheHttpClient.builder().maxConnections(requests));
    String endpoint = configuration.getTrimmed("fs.s3a.endpoint", "");
    if (!endpoint.isEmpty()) {
      builder.endpointOverride(
          URI.create(endpoint.contains("://") ? endpoint : "https://" + endpoint));
    }

    this.client = builder.build();
    this.threads = Executors.newFixedThreadPool(requests);
  }

  /** Gets all of them. */
  void get(List<Range> ranges) {
    CompletableFuture.allOf(
            ranges.stream()
                .map(range -> CompletableFuture.runAsync(() -> get(range), threads))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  private void get(Range range) {
    String bytes = "bytes=%d-%d".formatted(range.from, range.from + range.bytes - 1);
    byte[] block = new byte[BLOCK];
    try (InputStream input =
        client.getObject(get -> get.bucket(range.bucket).key(range.key).range(bytes))) {
      long read = 0;
      for (int count = input.read(block); count >= 0; count = input.read(block)) {
        read += count;
      }

      if (read != range.bytes) {
        throw new IOException("got " + read + " bytes of " + range);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    client.close();
  }
}
