package io.millrace.cli;

import io.millrace.decode.Decoding;
import io.millrace.kernel.Accelerators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a benchmark ran on, and by which command. */
record Machine(List<String> command) {
  Machine {
    command = List.copyOf(command);
  }

  /** The accelerators that are on in this JVM; the pixels are the same without them. */
  static List<String> accelerators() {
    return Accelerators.chosen().on();
  }

  /** The head of a JSON document. */
  Map<String, Object> head() {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("millrace", Main.VERSION);
    head.put("java", System.getProperty("java.vm.version"));
    head.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    head.put("cpu", cpu());
    head.put("cores", Runtime.getRuntime().availableProcessors());
    head.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    head.put("command", command);
    head.put("accelerators", accelerators());
    head.put("decoders", Decoding.best().decoders());
    return head;
  }

  /** The same for readers, a line of it for the decoders. */
  String text() {
    Map<String, Object> head = head();
    String accelerators = accelerators().isEmpty() ? "none" : String.join(", ", accelerators());
    return "millrace %s, Java %s, %s, %s, cores: %s%naccelerators: %s; decoders: %s"
        .formatted(
            head.get("millrace"),
            head.get("java"),
            head.get("os"),
            head.get("cpu"),
            head.get("cores"),
            accelerators,
            String.join(" ", Decoding.best().decoders()));
  }

  private static String cpu() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch"); // no Linux
    }
  }
}
