package io.millrace.spark.feed;

import io.millrace.feed.Device;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** The device that Spark assigned to a task. */
final class TaskDevice {
  /** Spark's own name of the resource. */
  static final String GPU = "gpu";

  private TaskDevice() {}

  /** The first GPU of the task, else the processor. */
  static Device of(TaskContext task) {
    ResourceInformation gpus = task.resourcesJMap().get(GPU);
    if (gpus == null || gpus.addresses().length == 0) {
      return Device.CPU;
    }

    String visible = Optional.ofNullable(System.getenv("CUDA_VISIBLE_DEVICES")).orElse("");
    return Device.gpu(gpus.addresses()[0], visible);
  }
}
