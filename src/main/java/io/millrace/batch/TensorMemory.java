package io.millrace.batch;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;

/** Where the engine keeps arrays. */
public final class TensorMemory {
  private TensorMemory() {}

  /**
   * Starts the engine, if it has not been, and opens memory of that device; the caller closes it.
   *
   * @throws IllegalStateException with the way out, such as where the engine's libraries are
   *     missing
   */
  public static NDManager open(Device device) {
    try {
      return NDManager.newBaseManager(device);
    } catch (EngineException e) {
      throw new IllegalStateException(
          "Cannot make tensors on %s: %s (PyTorch's libraries come by --jars"
                  .formatted(device, e.getMessage())
              + " pytorch-native-cpu-VERSION-linux-x86_64.jar, or from PYTORCH_LIBRARY_PATH)",
          e);
    }
  }
}
