package io.millrace.batch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Whether this process can make tensors.
 *
 * @param works whether one was made
 * @param text engine, version and GPUs; or what failed
 */
public record EngineCheck(boolean works, String text) {
  private static final String OFFLINE = "ai.djl.offline";
  private static final float EXPECTED = 6;

  /** Starts the engine and adds numbers by it. Downloads nothing. */
  public static EngineCheck run() {
    String before = System.getProperty(OFFLINE);
    System.setProperty(OFFLINE, "true");
    try {
      return start();
    } catch (RuntimeException | LinkageError e) { // missing libraries, or of another version
      return new EngineCheck(false, e.getMessage() + ": " + first(e).getMessage());
    } finally {
      if (before == null) {
        System.clearProperty(OFFLINE);
      }
    }
  }

  private static EngineCheck start() {
    Engine engine = Engine.getInstance();
    try (NDManager manager = engine.newBaseManager();
        NDArray numbers = manager.create(new float[] {1, 2, 3})) {
      float sum = numbers.sum().getFloat();
      String name = engine.getEngineName() + " " + engine.getVersion();
      return sum == EXPECTED
          ? new EngineCheck(true, name + ", makes tensors, sees " + gpus(engine.getGpuCount()))
          : new EngineCheck(false, name + " adds 1, 2 and 3 to " + sum);
    }
  }

  /** What began it. */
  private static Throwable first(Throwable failure) {
    Throwable first = failure;
    while (first.getCause() != null) {
      first = first.getCause();
    }

    return first;
  }

  private static String gpus(int count) {
    return count == 0 ? "no GPU" : count + " GPUs";
  }
}
