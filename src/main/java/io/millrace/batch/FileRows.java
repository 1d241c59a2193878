package io.millrace.batch;

import io.millrace.item.BatchLayout;
import io.millrace.item.ImageItem;
import io.millrace.item.Slots;
import io.millrace.sample.Field;
import io.millrace.sample.Sample;
import io.millrace.sample.Task;
import io.millrace.storage.CountedStorage;
import io.millrace.storage.Storage;
import io.millrace.storage.Traffic;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Rows that are decoded from the samples' own files. */
public final class FileRows implements RowReader {
  private final SampleTable table;
  private final CountedStorage storage;
  private final SampleReader reader;
  private final Recipe recipe;
  private final Optional<FilesAhead> ahead;

  /** The rows of a table, which is closed with them. */
  public FileRows(SampleTable table, Storage storage, Recipe recipe) {
    this.table = Objects.requireNonNull(table, "table");
    this.storage = new CountedStorage(storage);
    this.recipe = recipe;
    this.ahead = ahead(table, this.storage, recipe);
    this.reader =
        ahead
            .map(files -> new SampleReader(files, recipe))
            .orElseGet(() -> SampleReader.of(this.storage, recipe));
  }

  /** Files that lie far away are read ahead; videos are read by their decoders. */
  private static Optional<FilesAhead> ahead(SampleTable table, Storage storage, Recipe recipe) {
    int requests = table.any().map(sample -> storage.inFlight(sample.image().path())).orElse(0);
    if (requests == 0 || recipe.contents().clips().exist()) {
      return Optional.empty();
    }

    Set<Field> fields = EnumSet.of(Field.IMAGE);
    if (recipe.task() == Task.SEGMENTATION) {
      fields.add(Field.MASK);
    }

    if (recipe.contents().depth().exists()) {
      fields.add(Field.DEPTH);
    }

    return Optional.of(new FilesAhead(storage, table, fields, requests));
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
    taking(
        ordinal,
        sample -> {
          reader.read(sample, epoch, slots, row);
          return row;
        });
  }

  @Override
  public ImageItem read(int ordinal, long epoch) {
    return taking(ordinal, sample -> reader.read(sample, epoch));
  }

  private <T> T taking(int ordinal, Function<Sample, T> decoding) {
    Sample sample = table.at(ordinal);
    ahead.ifPresent(files -> files.take(ordinal));
    try {
      return decoding.apply(sample);
    } finally {
      ahead.ifPresent(files -> files.drop(sample));
    }
  }

  @Override
  public void beginEpoch(long epoch, EpochOrder order) {
    ahead.ifPresent(files -> files.begin(order.ahead(epoch)));
  }

  @Override
  public void endEpoch() {
    ahead.ifPresent(FilesAhead::end);
  }

  /** How many frames of videos have been decoded so far. */
  public long framesDecoded() {
    return reader.framesDecoded();
  }

  @Override
  public Traffic traffic() {
    return storage.traffic();
  }

  /** Files are read by the threads that decode them, unless they are read ahead. */
  @Override
  public long stalledNanos() {
    return ahead.map(FilesAhead::stalledNanos).orElseGet(() -> storage.traffic().nanos());
  }

  @Override
  public void close() {
    ahead.ifPresent(FilesAhead::close);
    table.close();
    reader.close();
  }
}
