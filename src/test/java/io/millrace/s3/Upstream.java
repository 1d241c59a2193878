package io.millrace.s3;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;

/** What the front asks of the server behind it. */
final class Upstream {
  private static final Set<String> OWN_HEADERS =
      Set.of(
          "host", "content-length", "connection", "expect", "transfer-encoding", "if-none-match");

  private final S3Server server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Upstream(S3Server server) {
    this.server = server;
  }

  boolean exists(S3Request request) throws IOException, InterruptedException {
    HttpRequest head =
        HttpRequest.newBuilder(server.uri(request.path()))
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(head, BodyHandlers.discarding()).statusCode() == 200;
  }

  void put(String path, byte[] bytes) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri(path)).PUT(BodyPublishers.ofByteArray(bytes)).build();
    int status = client.send(request, BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IOException("PUT of " + path + " gave " + status);
    }
  }

  /** Asks the same; the condition was looked at before. */
  HttpResponse<InputStream> send(HttpExchange exchange, S3Request request, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(server.uri(request.target()))
            .method(
                request.method(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (isOthers(name)) {
                values.forEach(value -> builder.header(name, value));
              }
            });
    return client.send(builder.build(), BodyHandlers.ofInputStream());
  }

  private static boolean isOthers(String header) {
    return !OWN_HEADERS.contains(header.toLowerCase(Locale.ROOT));
  }

  /** Gives the answer on: the whole, or one of so many parts of it. */
  void forward(HttpExchange exchange, S3Request request, byte[] body, int parts)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response = send(exchange, request, body);
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (isOthers(name)) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    try (InputStream input = response.body()) {
      byte[] bytes = input.readAllBytes();
      if (request.method().equals("HEAD")) {
        String length = response.headers().firstValue("content-length").orElse("0");
        exchange.getResponseHeaders().set("Content-Length", length);
        exchange.sendResponseHeaders(response.statusCode(), -1);
        return;
      }

      exchange.sendResponseHeaders(response.statusCode(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes, 0, bytes.length / parts);
      exchange.getResponseBody().flush();
    }
  }
}
