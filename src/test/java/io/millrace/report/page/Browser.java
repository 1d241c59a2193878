package io.millrace.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A headless Chromium of this machine, driven by its DevTools protocol
 * (https://chromedevtools.github.io/devtools-protocol); closing it ends its processes.
 */
final class Browser implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");
  private static final String LISTENING = "DevTools listening on ";

  private final Process process;
  private final DevTools tools;

  private Browser(Process process, DevTools tools) {
    this.process = process;
    this.tools = tools;
  }

  /** The program: of {@code CHROME}, or of the path. */
  static Optional<Path> program() {
    String chrome = System.getenv("CHROME");
    if (chrome != null) {
      return Optional.of(Path.of(chrome));
    }

    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts one with its settings in that folder. */
  static Browser start(Path program, Path folder) throws Exception {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                // as root, and with the little shared memory of a container
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return new Browser(process, DevTools.open(address(process)));
    } catch (IOException | InterruptedException | RuntimeException e) {
      end(process);
      throw e;
    }
  }

  private static URI address(Process process) throws IOException {
    // not closed: the browser goes on writing
    BufferedReader errors = process.errorReader();
    StringBuilder said = new StringBuilder();
    for (String line = errors.readLine(); line != null; line = errors.readLine()) {
      if (line.startsWith(LISTENING)) {
        Thread rest = new Thread(() -> errors.lines().forEach(ignored -> {}), "browser-errors");
        rest.setDaemon(true);
        rest.start();
        return URI.create(line.substring(LISTENING.length()));
      }

      said.append(line).append('\n');
    }

    throw new IOException("Cannot start Chromium: " + said);
  }

  /** Opens a file in a window of that width, and waits until all of it is there. */
  Tab open(Path file, Screen screen) throws Exception {
    String target =
        tools
            .send("", "Target.createTarget", Map.of("url", "about:blank"))
            .path("targetId")
            .asText();
    JsonNode attached =
        tools.send("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true));
    Tab tab = new Tab(tools, attached.path("sessionId").asText());
    tab.open(file.toUri(), screen);
    return tab;
  }

  @Override
  public void close() {
    tools.close();
    end(process);
  }

  private static void end(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).exceptionally(late -> process).join();
    process.destroyForcibly().onExit().join();
    children.forEach(ProcessHandle::destroyForcibly);
    children.forEach(child -> child.onExit().join());
  }

  /** What the page is shown on. */
  record Screen(int width, int height, String colors) {
    static final Screen PHONE = new Screen(375, 667, "light");
    static final Screen DESK = new Screen(1280, 900, "light");

    Screen dark() {
      return new Screen(width, height, "dark");
    }
  }
}
