package io.millrace.s3;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The server itself, which trusts everybody; closing it ends its process. */
public record S3Server(Process process, int port) implements AutoCloseable {
  /** The one bucket that it has. */
  public static final String BUCKET = "test";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Starts one that keeps its objects below that folder, and waits until it answers. */
  public static S3Server start(Path folder) throws IOException, InterruptedException {
    int port = freePort();
    String option = "--com.adobe.testing.s3mock.";
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx400m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar().toString(),
                option + "httpPort=" + port,
                "--server.port=" + freePort(),
                option + "store.root=" + Files.createDirectories(folder.resolve("objects")),
                option + "store.initial-buckets=" + BUCKET)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("s3mock.log").toFile())
            .start();
    S3Server server = new S3Server(process, port);
    server.await(folder.resolve("s3mock.log"));
    return server;
  }

  private static Path jar() throws IOException {
    Path folder = Path.of(System.getProperty("millrace.basedir", "."), "target/s3mock");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith("-exec.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("Missing s3mock in " + folder + ": run 'mvn verify'"));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  URI uri(String rawPath) {
    return URI.create("http://127.0.0.1:" + port + rawPath);
  }

  private void await(Path log) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(uri("/" + BUCKET))
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build();
    Instant end = Instant.now().plus(PATIENCE);
    while (!answers(client, request)) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        close();
        throw new IOException("s3mock does not answer: " + List.of(Files.readString(log)));
      }

      Thread.sleep(50);
    }
  }

  private static boolean answers(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
