package io.millrace.spark;

import io.millrace.sample.Clips;
import io.millrace.sample.PathOrder;
import io.millrace.sample.Split;
import io.millrace.spark.rows.RowBlocks;
import io.millrace.spark.rows.SampleRows;
import io.millrace.split.Membership;
import io.millrace.split.SplitRule;
import io.millrace.split.Splits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * The samples in path order, divided into subsets. The driver holds a byte a sample; the rows stay
 * with the executors.
 */
final class SamplesTable implements AutoCloseable {
  private final SparkSession spark;
  private final JavaRDD<Row> blocks; // path order, the folder's split
  private final Broadcast<byte[]> memberships;
  private final Parts parts;

  /**
   * What the driver knows of the rows.
   *
   * @param clips how each row is cut into samples, if it is a video
   * @param starts position of each partition's first row, and the number of rows
   * @param sizes samples of each row, none where every row is one
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Parts(Clips clips, int[] starts, int[] sizes) {
    int samples(int row) {
      return sizes.length == 0 ? 1 : sizes[row];
    }
  }

  /**
   * What becomes of the rows.
   *
   * @param rule divides them
   * @param clips cuts each into samples, if it is a video
   */
  record Cutting(SplitRule rule, Clips clips) {}

  private SamplesTable(SparkSession spark, JavaRDD<Row> blocks, byte[] memberships, Parts parts) {
    this.spark = spark;
    this.blocks = blocks;
    this.memberships =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(memberships);
    this.parts = parts;
  }

  /**
   * Sorts rows of {@link SampleRows#FULL} by path, as the reference does, and divides each category
   * by the rule; videos are cut after that, so that no two subsets share one.
   */
  static SamplesTable divide(
      SparkSession spark, JavaRDD<Row> unsorted, Cutting cutting, int partitions) {
    int columns = SampleRows.FULL.length();
    JavaRDD<Row> blocks =
        unsorted
            .mapToPair(row -> new Tuple2<>(SampleRows.imagePath(row), RowBlocks.bytes(row)))
            .sortByKey(PathOrder.BY_CODE_POINT, true, partitions)
            .map(row -> RowBlocks.row(row._2(), columns))
            .mapPartitions(new RowBlocks.Pack())
            .persist(StorageLevel.MEMORY_AND_DISK());
    List<Row> codes =
        blocks
            .flatMap(new RowBlocks.Unpack())
            .mapPartitions(new CodePartition(cutting.clips))
            .collect();
    int[] starts = new int[codes.size() + 1];
    RowCodes all =
        new RowCodes(codes.stream().mapToInt(code -> code.<byte[]>getAs(2).length).sum());
    for (int partition = 0; partition < codes.size(); partition++) {
      all.add(codes.get(partition));
      starts[partition + 1] = all.size();
    }

    return new SamplesTable(
        spark, blocks, all.divide(cutting.rule), new Parts(cutting.clips, starts, all.sizes()));
  }

  /** How many samples the splits are made from. */
  int size() {
    int size = 0;
    for (int row = 0; row < parts.starts[parts.starts.length - 1]; row++) {
      size += parts.samples(row);
    }

    return size;
  }

  /** How many files or videos the samples are of. */
  int files() {
    return parts.starts[parts.starts.length - 1];
  }

  /** Every file or video once, in path order, with the folder's split. */
  JavaRDD<Row> rows() {
    return blocks.flatMap(new RowBlocks.Unpack());
  }

  /** The same as a table. */
  Dataset<Row> undivided() {
    return table(rows());
  }

  /**
   * Every file or video that is in a split once, in path order: rows of {@link SampleRows#DIVIDED}.
   */
  JavaRDD<Row> divided() {
    return rows().mapPartitionsWithIndex(new DivideRows(memberships, parts.starts), true);
  }

  /** Train, then validation, then test, each in path order; rows of {@link SampleRows#FULL}. */
  Dataset<Row> all() {
    return table(Arrays.stream(Split.values()).map(this::members).reduce(JavaRDD::union).get());
  }

  /** One subset in path order; rows of {@link SampleRows#FULL}. */
  Dataset<Row> subset(Split split) {
    return table(members(split));
  }

  /** Number of samples of a subset. */
  int count(Split split) {
    int count = 0;
    byte[] bits = memberships.value();
    for (int row = 0; row < bits.length; row++) {
      count += Membership.contains(bits[row], split) ? parts.samples(row) : 0;
    }

    return count;
  }

  private JavaRDD<Row> members(Split split) {
    return cut(
        rows().mapPartitionsWithIndex(new TakeMembers(memberships, parts.starts, split), true));
  }

  private JavaRDD<Row> cut(JavaRDD<Row> members) {
    return parts.clips.exist() ? members.flatMap(new CutClips(parts.clips)) : members;
  }

  private Dataset<Row> table(JavaRDD<Row> members) {
    return spark.createDataFrame(members, SampleRows.FULL);
  }

  @Override
  public void close() {
    blocks.unpersist(true);
    memberships.destroy(true);
  }

  /** The folder's split and the label of every row, by runs of one category. */
  private static final class RowCodes {
    private final List<String> categories = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private final byte[] folders;
    private final byte[] labels;
    private final List<Integer> sizes = new ArrayList<>();
    private int size;

    RowCodes(int rows) {
      this.folders = new byte[rows];
      this.labels = new byte[rows];
    }

    void add(Row partition) {
      byte[] more = partition.getAs(2);
      int start = size;
      size += more.length;
      for (int i = 0; i < more.length; i++) {
        folders[start + i] = CodePartition.folder(more[i]);
        labels[start + i] = CodePartition.label(more[i]);
      }

      Integer[] clips = partition.getAs(3);
      sizes.addAll(Arrays.asList(clips));
      String[] names = partition.getAs(0);
      Integer[] counts = partition.getAs(1);
      int end = start;
      for (int run = 0; run < names.length; run++) {
        end += counts[run];
        addRun(names[run], end);
      }
    }

    private void addRun(String category, int end) {
      int last = categories.size() - 1;
      if (last >= 0 && categories.get(last).equals(category)) {
        ends.set(last, end);
      } else {
        categories.add(category);
        ends.add(end);
      }
    }

    int size() {
      return size;
    }

    int[] sizes() {
      return sizes.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Path order keeps a category together, so that each is one run. */
    byte[] divide(SplitRule rule) {
      byte[] bits = new byte[folders.length];
      int from = 0;
      for (int to : ends) {
        byte[] part =
            Splits.assign(
                Arrays.copyOfRange(folders, from, to), Arrays.copyOfRange(labels, from, to), rule);
        System.arraycopy(part, 0, bits, from, part.length);
        from = to;
      }

      return bits;
    }
  }
}
