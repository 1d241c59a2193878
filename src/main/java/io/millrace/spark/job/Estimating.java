package io.millrace.spark.job;

import io.millrace.sample.BadSampleException;
import io.millrace.sample.Task;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.job.PrepareEstimate.Cost;
import io.millrace.spark.job.PrepareEstimate.Input;
import io.millrace.spark.job.PrepareEstimate.Output;
import io.millrace.store.ShardWriter;
import io.millrace.store.StoreFacts;
import io.millrace.store.StoreKind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;

/** Tells what a job would cost: one pass over the rows, and a few samples decoded here. */
final class Estimating {
  private static final int MEASURED = 16;

  /** Time for the JVM to get to know the decoders; what is measured is the last pass. */
  private static final double WARM_SECONDS = 3;

  private static final double NANOS = 1e9;
  private static final int ROW_HEAD = 25; // label, hash, two offsets
  private static final int FILES_A_SHARD = 3; // itself, its index, its marker

  private final JavaSparkContext context;
  private final JavaRDD<Row> members;
  private final BakeOrder order;

  Estimating(JavaSparkContext context, JavaRDD<Row> members, BakeOrder order) {
    this.context = context;
    this.members = members;
    this.order = order;
  }

  PrepareEstimate estimate(Fetch files, long shardBytes) throws IOException {
    CountFiles.Total total =
        members.mapPartitions(new CountFiles()).collect().stream()
            .map(CountFiles.Total::of)
            .reduce(CountFiles.Total.NONE, CountFiles.Total::plus);
    ShardSizes.Load all = total.all();
    Input input = new Input(all.rows(), all.rows() + total.masks(), all.bytes(), total.largest());
    return new PrepareEstimate(
        input,
        output(total, shardBytes),
        cost(files, all.rows()),
        ExecutorNeed.of(context.sc(), order, total.largest()));
  }

  private Output output(CountFiles.Total total, long shardBytes) {
    StoreFacts facts = order.facts();
    ShardSizes sizes = ShardSizes.of(facts, shardBytes);
    boolean tensors = facts.kind() == StoreKind.TENSORS;
    long weight = tensors ? total.evaluation().rows() : total.evaluation().bytes();
    long shards = sizes.buckets(total.train()) + (long) sizes.pieces(weight);
    // a shard with one defect has room for the masks of all its samples
    boolean masks = tensors && facts.dataset().task() == Task.SEGMENTATION && total.masks() > 0;
    long maskBytes = masks ? total.evaluation().rows() * facts.image().maskBytes() : 0;
    long bytes = sizes.storedBytes(total.all()) + maskBytes + total.all().rows() * ROW_HEAD;
    return new Output(shards, bytes, FILES_A_SHARD * shards + 1);
  }

  private Cost cost(Fetch files, long rows) throws IOException {
    if (order.facts().dataset().contents().clips().exist()) {
      return new Cost(0, 0, 0); // a few frames say little of a video
    }

    List<Row> some = members.sample(false, Math.min(1, 4.0 * MEASURED / rows), 1).take(MEASURED);
    List<Member> measured =
        (some.isEmpty() ? members.take(MEASURED) : some).stream().map(Member::of).toList();
    long start = System.nanoTime();
    Pass pass = pass(measured, files);
    while (pass.samples() > 0 && (System.nanoTime() - start) / NANOS < WARM_SECONDS) {
      pass = pass(measured, files);
    }

    double seconds = pass.samples() == 0 ? 0 : pass.cpuNanos() / NANOS / pass.samples();
    return new Cost(pass.samples(), seconds * 1e3, seconds * rows / 3600);
  }

  private record Pass(int samples, long cpuNanos) {}

  private Pass pass(List<Member> members, Fetch files) throws IOException {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Path spool = Files.createTempDirectory("millrace-estimate-");
    int good = 0;
    try (ShardWriter shard = ShardWriter.create(spool, order.facts())) {
      Baker baker = new Baker(order);
      for (Member member : members) {
        good += isGood(baker, files.fetch(member), shard) ? 1 : 0;
      }

      if (good > 0) {
        shard.finish();
      }
    } finally {
      Files.deleteIfExists(spool);
    }

    long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    return new Pass(good, end - start);
  }

  private static boolean isGood(Baker baker, Fetched files, ShardWriter shard) throws IOException {
    try {
      baker.add(files, shard);
      return true;
    } catch (BadSampleException e) {
      return false; // the run itself will tell
    }
  }

  /** Reads the samples' files where this runs. */
  static Fetch fetch(PrepareInput.Source source, HadoopStorage storage) {
    return source
        .packed()
        .<Fetch>map(
            packed -> new PackedFiles(new StoredRows(storage, packed.paths(), packed.snapshot())))
        .orElseGet(() -> new SourceFiles(storage));
  }
}
