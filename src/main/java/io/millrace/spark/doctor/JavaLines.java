package io.millrace.spark.doctor;

import io.millrace.batch.EngineCheck;
import java.util.ArrayList;
import java.util.List;

/** Java, its flags and the engine. */
final class JavaLines {
  private static final int TESTED = 17;

  /** What Spark reaches into; spark-submit and scripts/millrace open it. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "sun.nio.ch");

  private JavaLines() {}

  static List<Line> look() {
    return List.of(version(), flags(), engine(), threads());
  }

  private static Line version() {
    int feature = Runtime.version().feature();
    String text = Runtime.version() + ", " + System.getProperty("java.vm.name");
    if (feature < TESTED) {
      return Line.fail("java", text, "set JAVA_HOME to a Java 17");
    }

    return feature == TESTED
        ? Line.ok("java", text)
        : Line.warn("java", text, "tested on 17 alone: set JAVA_HOME to one if anything fails");
  }

  private static Line flags() {
    Module unnamed = JavaLines.class.getModule();
    Module base = Object.class.getModule();
    List<String> closed = new ArrayList<>();
    for (String name : OPENED) {
      if (!base.isOpen(name, unnamed)) {
        closed.add(name);
      }
    }

    return closed.isEmpty()
        ? Line.ok("flags", "all packages that Spark needs are open")
        : Line.fail(
            "flags",
            "closed to us: " + String.join(", ", closed),
            "start by scripts/millrace or spark-submit, or give --add-opens=java.base/PACKAGE=ALL-UNNAMED");
  }

  private static Line engine() {
    EngineCheck check = EngineCheck.run();
    return check.works()
        ? Line.ok("engine", check.text())
        : Line.warn(
            "engine",
            "no tensors: " + check.text(),
            "our data commands need none; programs that make tensors take --jars"
                + " pytorch-native-cpu-VERSION-linux-x86_64.jar, or PYTORCH_LIBRARY_PATH");
  }

  private static Line threads() {
    String threads = System.getenv("OMP_NUM_THREADS");
    return threads == null || threads.isBlank()
        ? Line.warn(
            "threads",
            "OMP_NUM_THREADS is not set: each task's tensors take all cores",
            "set spark.executorEnv.OMP_NUM_THREADS, and OMP_NUM_THREADS for the driver, to the cores of a task")
        : Line.ok("threads", "OMP_NUM_THREADS is " + threads);
  }
}
