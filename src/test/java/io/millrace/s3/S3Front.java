package io.millrace.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hadoop.conf.Configuration;

/**
 * Stands before s3mock: lets one change of a key be done after the other, so that conditions hold,
 * injects faults and latency, and remembers what was asked.
 */
public final class S3Front implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final S3Server server;
  private final Upstream upstream;
  private final HttpServer front;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Object> locks = new ConcurrentHashMap<>();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<S3Request> requests = new ConcurrentLinkedQueue<>();
  private volatile Duration latency = Duration.ZERO;
  private volatile boolean honest = true;

  private S3Front(S3Server server, int port) throws IOException {
    this.server = server;
    this.upstream = new Upstream(server);
    this.front =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    front.setExecutor(threads);
    front.createContext("/", this::serve);
    front.start();
  }

  /** A front on a free port, with a server of its own below that folder. */
  public static S3Front start(Path folder) throws IOException, InterruptedException {
    return start(folder, 0);
  }

  private static S3Front start(Path folder, int port) throws IOException, InterruptedException {
    // else each small answer waits 40 ms for an acknowledgement
    System.setProperty("sun.net.httpserver.nodelay", "true");
    return new S3Front(S3Server.start(folder), port);
  }

  /** For figures: FOLDER PORT MILLISECONDS, until the process is ended. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    S3Front front = start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(front::close));
    front.delay(Duration.ofMillis(Long.parseLong(arguments[2])));
    System.out.println("ready: " + front.endpoint());
  }

  /** What {@code fs.s3a.endpoint} is. */
  public String endpoint() {
    return "http://127.0.0.1:" + front.getAddress().getPort();
  }

  /** Settings by which S3A finds it, with any key and that secret. */
  public Configuration configuration(String secret) {
    Configuration configuration = new Configuration();
    configuration.set("fs.s3a.endpoint", endpoint());
    configuration.set("fs.s3a.endpoint.region", "us-east-1");
    configuration.set("fs.s3a.path.style.access", "true");
    configuration.set("fs.s3a.access.key", "test");
    configuration.set("fs.s3a.secret.key", secret);
    return configuration;
  }

  /** Answers come so much later from now on. */
  public void delay(Duration each) {
    latency = each;
  }

  /** Whether conditions of requests hold; a server that does not know them lets all win. */
  public void honours(boolean conditions) {
    honest = conditions;
  }

  /** Injects a fault into the first few requests of that pattern. */
  public Fault inject(Fault.Kind kind, String pattern, int count) {
    Fault fault = Fault.of(kind, pattern, count);
    faults.add(fault);
    return fault;
  }

  /** No fault, no latency, nothing counted. */
  public void reset() {
    faults.forEach(Fault::release);
    faults.clear();
    requests.clear();
    latency = Duration.ZERO;
    honest = true;
  }

  /** All requests since the last reset whose kind and path that pattern matches. */
  public List<S3Request> requests(String pattern) {
    return requests.stream().filter(request -> request.toString().matches(pattern)).toList();
  }

  /** Waits until so many requests of that pattern have come. */
  public void await(String pattern, int count) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (requests(pattern).size() < count) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("nobody asked for " + pattern);
      }

      Thread.sleep(5);
    }
  }

  /** Puts an object there, past all faults; key from the bucket on. */
  public void put(String key, byte[] bytes) throws IOException, InterruptedException {
    upstream.put("/" + S3Server.BUCKET + "/" + key, bytes);
  }

  private void serve(HttpExchange exchange) throws IOException {
    S3Request request = S3Request.of(exchange);
    requests.add(request);
    byte[] body = exchange.getRequestBody().readAllBytes();
    try {
      Thread.sleep(latency.toMillis());
      Optional<Fault.Kind> fault = fault(request);
      if (request.changes()) {
        synchronized (locks.computeIfAbsent(request.path(), key -> new Object())) {
          change(exchange, request, body, fault);
        }
      } else {
        answer(exchange, request, body, fault);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private Optional<Fault.Kind> fault(S3Request request) throws InterruptedException {
    for (Fault fault : faults) {
      if (fault.meets(request)) {
        if (fault.kind() == Fault.Kind.HELD) {
          fault.open().await();
        } else {
          return Optional.of(fault.kind());
        }
      }
    }

    return Optional.empty();
  }

  private void change(
      HttpExchange exchange, S3Request request, byte[] body, Optional<Fault.Kind> fault)
      throws IOException, InterruptedException {
    boolean conditional = "*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    if (honest && conditional && upstream.exists(request)) {
      send(exchange, 412, error("PreconditionFailed"));
    } else if (request.dropsUpload() && upstream.exists(request)) {
      send(exchange, 204, "");
    } else {
      answer(exchange, request, body, fault);
    }
  }

  private void answer(
      HttpExchange exchange, S3Request request, byte[] body, Optional<Fault.Kind> fault)
      throws IOException, InterruptedException {
    if (fault.isEmpty()) {
      upstream.forward(exchange, request, body, 1);
      return;
    }

    switch (fault.get()) {
      case SLOW_DOWN, FORBIDDEN, EXPIRED, WRONG_KEY, WRONG_SECRET ->
          send(exchange, fault.get().status(), error(fault.get().code()));
      case ELSEWHERE -> {
        exchange.getResponseHeaders().set("x-amz-bucket-region", "eu-north-1");
        send(exchange, fault.get().status(), error(fault.get().code()));
      }
      case DROPPED -> upstream.forward(exchange, request, body, 2);
      case LOST -> upstream.send(exchange, request, body).body().close();
      case HELD -> throw new IllegalStateException("held before");
    }
  }

  private static String error(String code) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>%s</Message></Error>"
        .formatted(code, code);
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean none = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, none ? -1 : bytes.length);
    if (!none) {
      try (OutputStream output = exchange.getResponseBody()) {
        output.write(bytes);
      }
    }
  }

  /** Waits until the server's process is gone. */
  void awaitEnd() throws InterruptedException {
    server.process().waitFor();
  }

  @Override
  public void close() {
    reset();
    front.stop(0);
    threads.shutdownNow();
    server.close();
  }
}
