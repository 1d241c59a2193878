package io.millrace.spark;

import io.millrace.batch.ImageBatch;
import io.millrace.batch.Recipe;
import io.millrace.batch.SampleBytes;
import io.millrace.batch.SampleReader;
import io.millrace.decode.Decoding;
import io.millrace.item.HostTensor;
import io.millrace.item.Precision;
import io.millrace.item.Size;
import io.millrace.random.KeyMix;
import io.millrace.sample.Field;
import io.millrace.sample.Label;
import io.millrace.sample.Sample;
import io.millrace.sample.Split;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.hadoop.ParquetIndex;
import io.millrace.spark.rows.SampleRows;
import io.millrace.storage.LocalStorage;
import io.millrace.store.IndexRow;
import io.millrace.store.IndexRow.FileFacts;
import io.millrace.store.ShardEntry;
import io.millrace.store.ShardPublisher;
import io.millrace.store.ShardWriter;
import io.millrace.store.Snapshot;
import io.millrace.store.Snapshots;
import io.millrace.store.StoreFacts;
import io.millrace.store.StoreKind;
import io.millrace.store.StorePaths;
import io.millrace.store.StoredImage;
import io.millrace.transform.Compose;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** Writes the samples of a data module into a store without a job, a few rows a shard. */
record DrawnStore(Path folder, int rowsPerShard) {
  private static final String NO_HASH = "0".repeat(64);

  /** What is written: source bytes, or pictures after those operations. */
  record Kind(StoreKind kind, Compose baked, Precision precision) {
    static final Kind PACKED = new Kind(StoreKind.PACKED, Compose.NONE, Precision.UINT8);

    static Kind tensors(Compose baked, Precision precision) {
      return new Kind(StoreKind.TENSORS, baked, precision);
    }

    private StoredImage image() {
      if (kind == StoreKind.PACKED) {
        return StoredImage.PACKED;
      }

      Size size = baked.fixedSize().orElseThrow();
      return new StoredImage(precision.type(), size.height(), size.width());
    }
  }

  Snapshot write(DataModule<ImageBatch> module, Kind kind) throws IOException {
    StoreFacts facts =
        new StoreFacts(
            kind.kind(),
            kind.image(),
            kind.baked().canonical(),
            List.of("png=millrace"),
            new StoreFacts.Dataset(
                module.config().dataset().name(),
                module.config().dataset().categories(),
                module.config().dataset().task()),
            module.config().splits().rule());
    Map<String, List<Row>> byId = new LinkedHashMap<>();
    for (Split split : Split.values()) {
      module
          .samples(split)
          .collectAsList()
          .forEach(row -> byId.computeIfAbsent(row.getString(0), id -> new ArrayList<>()).add(row));
    }

    StorePaths paths = new StorePaths(folder.toString());
    List<ShardEntry> shards = new ArrayList<>();
    for (List<List<Row>> shard : shards(byId)) {
      shards.add(shard(shard, facts, kind, paths));
    }

    return new Snapshots(new LocalStorage(), paths).commit(facts, shards, List.of());
  }

  /** Training samples by hash, then the others in path order; a shard takes a few of each. */
  private List<List<List<Row>>> shards(Map<String, List<Row>> byId) {
    List<List<Row>> train = new ArrayList<>();
    Map<String, List<Row>> others = new TreeMap<>();
    byId.forEach(
        (id, rows) -> {
          if (SampleRows.split(rows.get(0)) == Split.TRAIN) {
            train.add(rows);
          } else {
            others.put(SampleRows.imagePath(rows.get(0)), rows);
          }
        });
    train.sort(
        Comparator.comparingLong(rows -> KeyMix.hash64(rows.get(0).getString(0)) ^ Long.MIN_VALUE));
    List<List<List<Row>>> shards = new ArrayList<>(cut(train));
    shards.addAll(cut(new ArrayList<>(others.values())));
    return shards;
  }

  private List<List<List<Row>>> cut(List<List<Row>> samples) {
    List<List<List<Row>>> parts = new ArrayList<>();
    for (int from = 0; from < samples.size(); from += rowsPerShard) {
      parts.add(samples.subList(from, Math.min(samples.size(), from + rowsPerShard)));
    }

    return parts;
  }

  private ShardEntry shard(List<List<Row>> samples, StoreFacts facts, Kind kind, StorePaths paths)
      throws IOException {
    List<IndexRow> index = new ArrayList<>();
    Path spool = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-spool"));
    try (ShardWriter writer = ShardWriter.create(spool, facts)) {
      for (List<Row> sample : samples) {
        for (Row row : sample) {
          index.add(indexRow(row, writer.rows()));
        }
        add(writer, sample.get(0), kind);
      }

      index.sort(Comparator.comparing(IndexRow::split).thenComparing(IndexRow::row));
      ParquetIndex parquet =
          new ParquetIndex(
              new HadoopStorage(LocalSpark.session().sparkContext().hadoopConfiguration()));
      return new ShardPublisher(new LocalStorage(), paths, parquet).publish(writer.finish(), index);
    }
  }

  private static void add(ShardWriter writer, Row row, Kind kind) throws IOException {
    Sample sample = sample(row);
    Optional<ByteBuffer> mask = Optional.empty();
    ByteBuffer image;
    SampleBytes files = SampleBytes.of(new LocalStorage());
    if (kind.kind() == StoreKind.PACKED) {
      image = ByteBuffer.wrap(files.read(sample, Field.IMAGE));
      if (sample.source(Field.MASK).isPresent()) {
        mask = Optional.of(ByteBuffer.wrap(files.read(sample, Field.MASK)));
      }
    } else {
      Recipe recipe =
          new Recipe(
              kind.baked(),
              kind.precision(),
              io.millrace.sample.Task.SEGMENTATION,
              0,
              Decoding.standard());
      SampleReader reader = new SampleReader(files, recipe);
      image = reader.picture(sample, 0).data();
      mask = reader.mask(sample, 0).map(HostTensor::data);
    }

    if (mask.isPresent()) {
      writer.add(sample.id(), sample.labelIndex(), image, mask.get());
    } else {
      writer.add(sample.id(), sample.labelIndex(), image);
    }
  }

  private static Sample sample(Row row) {
    Path mask = row.isNullAt(6) ? null : Path.of(row.getString(6));
    Map<Field, io.millrace.sample.Source> sources = new java.util.EnumMap<>(Field.class);
    sources.put(Field.IMAGE, new io.millrace.sample.Source(row.getString(5), row.getLong(7)));
    if (mask != null) {
      sources.put(
          Field.MASK, new io.millrace.sample.Source(mask.toString(), mask.toFile().length()));
    }

    return new Sample(
        row.getString(0),
        row.getString(1),
        Split.of(row.getString(2)),
        row.getString(3),
        Label.of(row.getInt(4)),
        sources);
  }

  private static IndexRow indexRow(Row row, int place) {
    Sample sample = sample(row);
    FileFacts image =
        new FileFacts(
            row.getString(5), row.getLong(7), row.getTimestamp(8).getTime(), NO_HASH, "png");
    FileFacts mask =
        sample
            .source(Field.MASK)
            .map(it -> new FileFacts(it.path(), it.length(), modified(it.path()), NO_HASH, "png"))
            .orElse(FileFacts.NONE);
    return new IndexRow(
        sample.split(),
        place,
        sample.id(),
        sample.category(),
        sample.label(),
        sample.labelIndex(),
        image,
        mask);
  }

  private static long modified(String path) {
    return Path.of(path).toFile().lastModified();
  }
}
