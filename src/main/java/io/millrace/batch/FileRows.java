package io.millrace.batch;

import io.millrace.item.BatchLayout;
import io.millrace.item.ImageItem;
import io.millrace.item.Slots;
import io.millrace.sample.Sample;
import io.millrace.storage.CountedStorage;
import io.millrace.storage.Storage;
import io.millrace.storage.Traffic;
import java.util.Objects;
import java.util.Optional;

/** Rows that are decoded from the samples' own files. */
public final class FileRows implements RowReader {
  private final SampleTable table;
  private final CountedStorage storage;
  private final SampleReader reader;
  private final Recipe recipe;

  /** The rows of a table, which is closed with them. */
  public FileRows(SampleTable table, Storage storage, Recipe recipe) {
    this.table = Objects.requireNonNull(table, "table");
    this.storage = new CountedStorage(storage);
    this.recipe = recipe;
    this.reader = SampleReader.of(this.storage, recipe);
  }

  /** Bytes outside the heap that reading by that recipe keeps beside its batches, at most. */
  public static long keptBytes(Recipe recipe) {
    boolean shared = recipe.contents().clips().exist() && !recipe.transforms().isRandom();
    return shared ? BakedFrames.BYTES : 0;
  }

  @Override
  public int size() {
    return table.size();
  }

  @Override
  public Optional<BatchLayout> layout() {
    return recipe.layout();
  }

  @Override
  public Sample sample(int ordinal) {
    return table.at(ordinal);
  }

  @Override
  public void read(int ordinal, long epoch, Slots slots, int row) {
    reader.read(table.at(ordinal), epoch, slots, row);
  }

  @Override
  public ImageItem read(int ordinal, long epoch) {
    return reader.read(table.at(ordinal), epoch);
  }

  /** How many frames of videos have been decoded so far. */
  public long framesDecoded() {
    return reader.framesDecoded();
  }

  @Override
  public Traffic traffic() {
    return storage.traffic();
  }

  /** Files are read by the threads that decode them. */
  @Override
  public long stalledNanos() {
    return storage.traffic().nanos();
  }

  @Override
  public void close() {
    table.close();
    reader.close();
  }
}
