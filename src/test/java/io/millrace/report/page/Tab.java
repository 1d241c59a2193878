package io.millrace.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** One window of a browser. */
final class Tab {
  private static final Set<String> COMPLAINTS =
      Set.of("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded");

  private final DevTools tools;
  private final String session;

  Tab(DevTools tools, String session) {
    this.tools = tools;
    this.session = session;
  }

  void open(URI address, Browser.Screen screen) throws Exception {
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      send(domain + ".enable", Map.of());
    }

    show(screen);
    CompletableFuture<JsonNode> loaded = tools.next(session, "Page.loadEventFired");
    send("Page.navigate", Map.of("url", address.toString()));
    loaded.get();
  }

  /** Changes the size of the window and its colours. */
  void show(Browser.Screen screen) throws Exception {
    Map<String, ?> size =
        Map.of(
            "width",
            screen.width(),
            "height",
            screen.height(),
            "deviceScaleFactor",
            1,
            "mobile",
            false);
    send("Emulation.setDeviceMetricsOverride", size);
    send("Emulation.setScrollbarsHidden", Map.of("hidden", true));
    Map<String, ?> scheme = Map.of("name", "prefers-color-scheme", "value", screen.colors());
    send("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
  }

  /** The value of an expression, a number, text, truth, or an array of these. */
  JsonNode value(String expression) throws Exception {
    Map<String, ?> parameters =
        Map.of("expression", expression, "returnByValue", true, "awaitPromise", true);
    JsonNode result = send("Runtime.evaluate", parameters);
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException("Cannot evaluate " + expression + ": " + result);
    }

    return result.path("result").path("value");
  }

  /** What the console shows: errors, warnings, broken rules of the page's policy. */
  List<String> complaints() {
    return tools.events(session).stream()
        .filter(event -> COMPLAINTS.contains(event.path("method").asText()))
        .map(event -> event.path("params").toString())
        .toList();
  }

  /** Addresses that the page asked for, without those inside it. */
  List<String> requests() {
    return tools.events(session).stream()
        .filter(event -> event.path("method").asText().equals("Network.requestWillBeSent"))
        .map(event -> event.path("params").path("request").path("url").asText())
        .filter(address -> !address.startsWith("data:"))
        .toList();
  }

  /** Takes a picture of the whole page, a PNG. */
  void photograph(Path file) throws Exception {
    JsonNode shot = send("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
    Files.write(file, Base64.getDecoder().decode(shot.path("data").asText()));
  }

  private JsonNode send(String method, Map<String, ?> parameters) throws Exception {
    return tools.send(session, method, parameters);
  }
}
