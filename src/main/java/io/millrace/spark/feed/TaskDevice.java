package io.millrace.spark.feed;

import io.millrace.feed.Device;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** The device that Spark gave to a task. */
final class TaskDevice {
  private static final String GPU = "gpu";

  private TaskDevice() {}

  /** The GPU of its resources, or the processor where it has none. */
  static Device of(TaskContext task) {
    ResourceInformation gpu = task.resourcesJMap().get(GPU);
    return gpu == null || gpu.addresses().length == 0
        ? Device.CPU
        : Device.gpu(gpu.addresses()[0], visible());
  }

  /** Which GPUs this process sees, empty for all. */
  static String visible() {
    return System.getenv().getOrDefault("CUDA_VISIBLE_DEVICES", "");
  }
}
