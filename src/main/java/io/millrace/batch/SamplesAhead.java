package io.millrace.batch;

import io.millrace.sample.Field;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.storage.Storage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Gives the rows of a task in their order, while files of the next ones are on their way where each
 * answer takes long. Which files shows itself: of the fields that somebody has asked for, of no
 * more rows than had theirs wanted before, so that who takes few rows reads few; and after a row
 * whose files nobody wanted none, until somebody asks again. What was read and not taken, or is
 * being read, is bounded by bytes; one sample is always allowed. For one thread.
 *
 * @param <T> a row
 */
public final class SamplesAhead<T> implements Iterator<T>, SampleBytes, AutoCloseable {
  private static final int ROWS_A_REQUEST = 2;
  private static final byte[] NOTHING = {};

  private final Iterator<T> rows;
  private final Function<T, Sample> samples;
  private final Storage storage;
  private final int requests;
  private final ExecutorService threads;
  private final Queue<Ahead<T>> pending = new ArrayDeque<>();
  private final Set<Field> asked = EnumSet.noneOf(Field.class);
  private Optional<Ahead<T>> current = Optional.empty();
  private boolean wanted; // anything of the current row
  private int run; // rows one after the other of which something was
  private boolean far;
  private long bytes;
  private volatile boolean closed;

  /**
   * Begins nothing yet.
   *
   * @param rows in their order; taken by this thread alone
   * @param samples the sample of a row
   * @param storage where its files are
   * @param requests under way at once, at most; >= 1
   */
  public SamplesAhead(
      Iterator<T> rows, Function<T, Sample> samples, Storage storage, int requests) {
    this.rows = rows;
    this.samples = samples;
    this.storage = storage;
    this.requests = requests;
    this.threads = Executors.newFixedThreadPool(requests, FilesAhead::thread);
  }

  /** A row with those of its files that are on their way. */
  private record Ahead<T>(T row, String id, Map<Field, Future<byte[]>> files, long bytes) {}

  @Override
  public boolean hasNext() {
    return !pending.isEmpty() || rows.hasNext();
  }

  /** The next row; files of the one before are forgotten. */
  @Override
  public T next() {
    if (wanted) {
      run++;
    } else if (current.map(row -> !row.files.isEmpty()).orElse(false)) {
      asked.clear();
      run = 0;
    }

    fill();
    Ahead<T> next = pending.remove();
    bytes -= next.bytes;
    current = Optional.of(next);
    wanted = false;
    return next.row;
  }

  private void fill() {
    while (rows.hasNext() && (pending.isEmpty() || hasRoom())) {
      Ahead<T> next = begin(rows.next());
      bytes += next.bytes;
      pending.add(next);
    }
  }

  private boolean hasRoom() {
    return far
        && !asked.isEmpty()
        && pending.size() < Math.min(run, ROWS_A_REQUEST * requests)
        && bytes < requests * FilesAhead.BYTES_A_REQUEST;
  }

  private Ahead<T> begin(T row) {
    Sample sample = samples.apply(row);
    far = storage.inFlight(sample.image().path()) > 0;
    Map<Field, Future<byte[]>> files = new EnumMap<>(Field.class);
    long length = 0;
    for (Field field : far ? asked : Set.<Field>of()) {
      if (sample.source(field).isPresent()) {
        Source source = sample.source(field).get();
        files.put(field, threads.submit(() -> fetch(source)));
        length += source.length();
      }
    }

    return new Ahead<>(row, sample.id(), files, length);
  }

  private byte[] fetch(Source source) throws IOException {
    return closed ? NOTHING : storage.read(source.path(), source.length());
  }

  /** Of a sample that is not the current row's, the file itself. */
  @Override
  public byte[] read(Sample sample, Field field) throws IOException {
    asked.add(field);
    wanted = true;
    Optional<Future<byte[]>> file =
        current.filter(row -> row.id.equals(sample.id())).map(row -> row.files.get(field));
    return file.isPresent() ? await(file.get()) : SampleBytes.of(storage).read(sample, field);
  }

  private static byte[] await(Future<byte[]> file) throws IOException {
    try {
      return file.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }

      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading");
    }
  }

  /** Reads that have begun end by themselves: an interrupt would close what others share. */
  @Override
  public void close() {
    closed = true;
    threads.shutdown();
  }
}
