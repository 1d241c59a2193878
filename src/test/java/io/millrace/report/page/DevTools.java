package io.millrace.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Commands to a browser and what it tells of itself, over one socket. */
final class DevTools implements WebSocket.Listener, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 60;

  private final AtomicInteger sent = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private WebSocket socket;

  private DevTools() {}

  static DevTools open(URI address) throws InterruptedException {
    DevTools tools = new DevTools();
    tools.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, tools).join();
    return tools;
  }

  /** Sends a command to the browser, or to one of its tabs, and waits for its result. */
  JsonNode send(String session, String method, Map<String, ?> parameters) throws Exception {
    int id = sent.incrementAndGet();
    Map<String, Object> command = new ConcurrentHashMap<>();
    command.putAll(Map.of("id", id, "method", method, "params", parameters));
    if (!session.isEmpty()) {
      command.put("sessionId", session);
    }

    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    open.put(id, answer);
    socket.sendText(JSON.writeValueAsString(command), true).join();
    JsonNode message = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (message.has("error")) {
      throw new IOException("Cannot " + method + ": " + message.get("error"));
    }

    return message.get("result");
  }

  /** What that tab will tell next under that name. */
  CompletableFuture<JsonNode> next(String session, String event) {
    return awaited
        .computeIfAbsent(session + event, key -> new CompletableFuture<>())
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** All that a tab has told so far. */
  List<JsonNode> events(String session) {
    return events.stream()
        .filter(event -> event.path("sessionId").asText().equals(session))
        .toList();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      take(part.toString());
      part.setLength(0);
    }

    from.request(1);
    return CompletableFuture.completedStage(null);
  }

  private void take(String text) {
    try {
      JsonNode message = JSON.readTree(text);
      if (message.has("id")) {
        open.remove(message.get("id").asInt()).complete(message);
        return;
      }

      events.add(message);
      String key = message.path("sessionId").asText() + message.path("method").asText();
      CompletableFuture<JsonNode> waiting = awaited.remove(key);
      if (waiting != null) {
        waiting.complete(message);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }
}
