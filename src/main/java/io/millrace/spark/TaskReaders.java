package io.millrace.spark;

import io.millrace.batch.ShardReader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/** The open shards of each task: functions of one task share them, and its end closes them. */
final class TaskReaders {
  private static final Map<Key, ShardReader> OPEN = new ConcurrentHashMap<>();

  private record Key(long task, ReadStoredPixels.Store store) {}

  private TaskReaders() {}

  static ShardReader reader(ReadStoredPixels.Store store) {
    TaskContext task = TaskContext.get();
    return OPEN.computeIfAbsent(new Key(task.taskAttemptId(), store), key -> open(key, task));
  }

  private static ShardReader open(Key key, TaskContext task) {
    ShardReader reader = key.store.open();
    task.addTaskCompletionListener(
        (TaskCompletionListener)
            ended -> {
              OPEN.remove(key);
              reader.close();
            });
    return reader;
  }
}
