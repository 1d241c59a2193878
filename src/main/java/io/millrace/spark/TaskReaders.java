package io.millrace.spark;

import io.millrace.batch.Recipe;
import io.millrace.batch.SampleBytes;
import io.millrace.batch.SampleReader;
import io.millrace.batch.SamplesAhead;
import io.millrace.batch.ShardReader;
import io.millrace.batch.StoreOpening;
import io.millrace.sample.Field;
import io.millrace.sample.Sample;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.rows.SampleRows;
import io.millrace.spark.rows.SentStore;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/** The open shards and files of each task: its functions share them, and its end closes them. */
final class TaskReaders {
  private static final Map<Key, ShardReader> OPEN = new ConcurrentHashMap<>();

  /** Room for the chunk that is read and the next; readers of single fields share it. */
  private static final long CHUNK_BYTES = 64L << 20;

  private record Key(long task, SentStore store, Recipe rest, Set<Field> fields) {}

  private static final Map<FileKey, SampleReader> FILES = new ConcurrentHashMap<>();

  private record FileKey(
      long task, Broadcast<SerializableConfiguration> configuration, Recipe recipe) {}

  private static final Map<Long, SamplesAhead<Row>> AHEAD = new ConcurrentHashMap<>();

  private TaskReaders() {}

  /** The rows of a task, rows of {@link SampleRows#FULL}: its readers find their files ahead. */
  static Iterator<Row> ahead(
      Broadcast<SerializableConfiguration> configuration, Iterator<Row> rows) {
    long task = TaskContext.get().taskAttemptId();
    HadoopStorage storage = new HadoopStorage(configuration.value().value());
    SamplesAhead<Row> ahead = ahead(storage, rows, SampleRows::sample);
    AHEAD.put(task, ahead);
    TaskContext.get()
        .addTaskCompletionListener((TaskCompletionListener) ended -> AHEAD.remove(task, ahead));
    return ahead;
  }

  /** The rows of a task with the files of their samples; its end closes it. */
  static SamplesAhead<Row> ahead(
      HadoopStorage storage, Iterator<Row> rows, Function<Row, Sample> samples) {
    SamplesAhead<Row> ahead =
        new SamplesAhead<>(rows, samples, storage, HadoopStorage.READS_A_CORE);
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) ended -> ahead.close());
    return ahead;
  }

  private static SampleBytes bytes(HadoopStorage storage, long task) {
    return (sample, field) -> {
      SampleBytes ahead = AHEAD.get(task);
      return (ahead == null ? SampleBytes.of(storage) : ahead).read(sample, field);
    };
  }

  /** A reader of samples' own files, with the videos that it keeps open. */
  static SampleReader files(Broadcast<SerializableConfiguration> configuration, Recipe recipe) {
    TaskContext task = TaskContext.get();
    FileKey key = new FileKey(task.taskAttemptId(), configuration, recipe);
    return FILES.computeIfAbsent(key, any -> open(any, task));
  }

  private static SampleReader open(FileKey key, TaskContext task) {
    HadoopStorage storage = new HadoopStorage(key.configuration.value().value());
    SampleReader reader =
        SampleReader.of(storage, bytes(storage, task.taskAttemptId()), key.recipe);
    task.addTaskCompletionListener(
        (TaskCompletionListener)
            ended -> {
              FILES.remove(key);
              reader.close();
            });
    return reader;
  }

  /** A reader of those fields of a store's samples. */
  static ShardReader reader(SentStore store, Recipe rest, Set<Field> fields) {
    TaskContext task = TaskContext.get();
    Key wanted = new Key(task.taskAttemptId(), store, rest, fields);
    return OPEN.computeIfAbsent(wanted, key -> open(key, task));
  }

  private static ShardReader open(Key key, TaskContext task) {
    StoreOpening opening = key.store.opening(key.store.snapshot(), key.rest);
    long room = CHUNK_BYTES * key.fields.size() / Field.values().length;
    ShardReader reader = opening.reader(room, key.fields);
    task.addTaskCompletionListener(
        (TaskCompletionListener)
            ended -> {
              OPEN.remove(key);
              reader.close();
            });
    return reader;
  }
}
