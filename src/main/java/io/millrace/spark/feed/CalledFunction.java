package io.millrace.spark.feed;

import io.millrace.feed.Device;
import io.millrace.feed.FeedBatch;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;

/** The function of a call as a task has it: shared with others, on the task's device. */
record CalledFunction(MapCall call, OpenFunctions.Lease lease) implements AutoCloseable {
  static CalledFunction open(MapCall call, TaskContext task) {
    Device device = TaskDevice.of(task);
    OpenFunctions.Key key = new OpenFunctions.Key(call.id(), device);
    try {
      return new CalledFunction(
          call, OpenFunctions.executor().lease(key, () -> call.function().open(device)));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(
          "Cannot open the function of mapBatches on %s: %s"
              .formatted(device.text(), e.getMessage()),
          e);
    }
  }

  /** What it gives for a batch. */
  List<Row> rows(FeedBatch batch) {
    try {
      return call.result().rows(batch, lease.function().apply(batch));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(
          "Cannot map a batch that begins with %s: %s"
              .formatted(batch.sampleIds().get(0), e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    lease.close();
  }
}
