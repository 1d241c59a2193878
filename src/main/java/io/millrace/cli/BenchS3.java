package io.millrace.cli;

import io.millrace.batch.Dataloader;
import io.millrace.batch.ImageBatch;
import io.millrace.item.DType;
import io.millrace.item.Precision;
import io.millrace.sample.OnBadSample;
import io.millrace.spark.DataModule;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.store.ShardEntry;
import io.millrace.store.Snapshot;
import io.millrace.store.Snapshots;
import io.millrace.store.StorePaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times the loader over a store on S3, beside plain ranged requests. */
@Command(
    name = "s3",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Bytes a second of the training loader over a store on S3, checksums on, beside the same",
      "ranges got by the SDK alone, twelve at once for each core. The store is written below the",
      "folder and stays there. For the cost of a prepare there: 'bench prepare --at'."
    })
final class BenchS3 implements Callable<Integer> {
  private static final int SIDE = 256;
  private static final int REQUESTS_A_CORE = 12;

  @Mixin private BenchOutput output;

  @Option(names = "--at", required = true, paramLabel = "URI", description = "Folder on S3.")
  private String at;

  @Option(names = "--rows", defaultValue = "8192", description = "Rows of the store.")
  private int rows;

  @Option(names = "--workers", defaultValue = "2", description = "Threads of the loader.")
  private int workers;

  @Option(names = "--rounds", defaultValue = "5", description = "Epochs that count, after one.")
  private int rounds;

  @Override
  public Integer call() throws IOException {
    if (!HadoopStorage.isS3(at)) {
      throw new IllegalArgumentException("Invalid folder: %s (must begin s3a://)".formatted(at));
    }

    try (ScratchFolder scratch = ScratchFolder.create();
        SparkSession spark = Sessions.here("bench s3")) {
      Configuration configuration = spark.sparkContext().hadoopConfiguration();
      HadoopStorage storage = new HadoopStorage(configuration);
      Path local = scratch.path().resolve("store");
      new NoiseStore(local, SIDE, DType.U8).write(rows);
      String store = at + "/" + UUID.randomUUID();
      new FolderUpload(storage, store).bring(local);
      int requests = REQUESTS_A_CORE * Runtime.getRuntime().availableProcessors();
      try (RangedGets plain = new RangedGets(configuration, requests)) {
        compare(spark, store, plain, ranges(storage, new StorePaths(store)));
      }
    }

    output.end();
    return 0;
  }

  /** The chunks of a store as its loader asks for them. */
  private static List<RangedGets.Range> ranges(HadoopStorage storage, StorePaths paths)
      throws IOException {
    Snapshot snapshot = new Snapshots(storage, paths).latest().orElseThrow();
    List<RangedGets.Range> ranges = new ArrayList<>();
    for (ShardEntry shard : snapshot.shards()) {
      String path = paths.shard(shard.file().name());
      long from = shard.file().head().bytes();
      for (int chunk = 0; chunk < shard.file().chunks(); chunk++) {
        long bytes = (long) shard.file().chunkRows(chunk) * 3 * SIDE * SIDE;
        ranges.add(RangedGets.Range.of(path, from, bytes));
        from += bytes;
      }
    }

    return ranges;
  }

  private void compare(
      SparkSession spark, String store, RangedGets plain, List<RangedGets.Range> ranges)
      throws IOException {
    long bytes = ranges.stream().mapToLong(RangedGets.Range::bytes).sum();
    List<Effort> gets = new ArrayList<>();
    List<Effort> epochs = new ArrayList<>();
    try (DataModule<ImageBatch> module =
        DataModule.builder(spark)
            .store(store)
            .precision(Precision.UINT8)
            .seed(0)
            .numWorkers(workers)
            .onBadSample(OnBadSample.FAIL)
            .build()) {
      module.setup();
      try (Dataloader<ImageBatch> loader = module.trainDataloader()) {
        Rounds.Extent each = new Rounds.Extent(rows, bytes);
        for (int i = 0; i <= rounds; i++) {
          gets.add(Rounds.round(() -> plain.get(ranges), 1, each));
          epochs.add(Rounds.round(() -> LoaderRounds.epoch(loader), 1, each));
        }
      }
    }

    output.begin(
        Figure.BYTES_PER_SECOND,
        Figure.IMAGES_PER_SECOND,
        Figure.CPU_MS,
        Figure.ROOF,
        Figure.SHARE_OF_ROOF);
    double roof = row("plain ranged GETs", gets, 0);
    row("loader, uint8 batches", epochs, roof);
  }

  /** Of the round in the middle by its time; the first warms up. Gives its bytes a second. */
  private double row(String what, List<Effort> all, double roof) {
    List<Effort> counted = new ArrayList<>(all.subList(1, all.size()));
    counted.sort(Comparator.comparing(Effort::bytesPerSecond));
    Effort middle = counted.get(counted.size() / 2);
    Map<Figure, Double> figures = middle.figures();
    if (roof > 0) {
      figures.put(Figure.ROOF, roof);
      figures.put(Figure.SHARE_OF_ROOF, middle.bytesPerSecond() / roof);
    }

    output.row(what, figures);
    return middle.bytesPerSecond();
  }
}
