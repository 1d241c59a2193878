package io.millrace.spark.job;

import io.millrace.spark.job.ShardSizes.Load;
import io.millrace.store.StoreFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Decides which shard every sample goes to. The driver sees counts and the table of shards; samples
 * are only shuffled.
 */
final class Placing implements AutoCloseable {
  private final JobNames names;
  private final StoreFacts facts;
  private final ShardSizes sizes;
  private final List<JavaRDD<?>> persisted = new ArrayList<>();

  Placing(JobNames names, StoreFacts facts, PrepareRules rules) {
    this.names = names;
    this.facts = facts;
    this.sizes = ShardSizes.of(facts, rules.shardBytes());
  }

  <T> JavaRDD<T> keep(JavaRDD<T> rows) {
    persisted.add(rows.persist(StorageLevel.MEMORY_AND_DISK()));
    return rows;
  }

  /**
   * Places members.
   *
   * @param members in path order, rows of {@link Member}
   * @param parent whose rows can be copied, if there is one
   */
  Placed place(JavaRDD<Row> members, Optional<Parent> parent) {
    names.begin("count samples");
    Parent.Kept kept = parent.map(last -> last.kept(facts)).orElse(Parent.Kept.NONE);
    List<Row> partitions = members.mapPartitions(new CountMembers(kept.slots(), sizes)).collect();
    CountMembers.Counts counts = CountMembers.Counts.of(partitions, kept.slots().count());
    EvalCuts cuts = EvalCuts.of(kept.slots(), counts.slots(), sizes);
    ParentLayout layout = new ParentLayout(kept.trainShards(), cuts);
    JavaPairRDD<Integer, Row> placed =
        JavaPairRDD.fromJavaRDD(
            members.mapPartitionsWithIndex(new PlaceMembers(cuts, sizes, counts.before()), true));
    return parent.isPresent()
        ? join(placed, parent.get(), layout)
        : shuffle(placed, layout, new Touched(allPlaces(layout), counts.train()));
  }

  /** The places whose shards must be written, and the training samples that have no place yet. */
  @SuppressWarnings("ArrayRecordComponent") // made once and never compared
  private record Touched(int[] places, Load train) {}

  private static int[] allPlaces(ParentLayout layout) {
    int[] places = new int[layout.newPlaces()];
    Arrays.setAll(places, place -> place);
    return places;
  }

  private Placed join(JavaPairRDD<Integer, Row> placed, Parent parent, ParentLayout layout) {
    names.begin("compare with snapshot " + parent.snapshot().commit().number());
    JavaPairRDD<String, Row> listed =
        placed.mapToPair(
            member ->
                new Tuple2<>(
                    member._2().getString(0), JoinParent.placed(member._1(), member._2())));
    JavaPairRDD<String, Row> stored =
        parent.members().mapToPair(member -> new Tuple2<>(member.getString(0), member));
    JavaRDD<Tuple2<Integer, Row>> joined =
        keep(listed.cogroup(stored).flatMapToPair(new JoinParent(layout)).map(tuple -> tuple));
    List<Integer> touched =
        joined
            .filter(JoinParent::isTouched)
            .map(Tuple2::_1)
            .filter(place -> place >= 0)
            .distinct()
            .collect();
    Load train =
        joined.mapPartitions(new CountNew()).collect().stream()
            .map(Load::of)
            .reduce(Load.NONE, Load::plus);
    JavaPairRDD<Integer, Row> members =
        joined.filter(JoinParent::isMember).mapToPair(JoinParent::member);
    int[] places = touched.stream().mapToInt(Integer::intValue).toArray();
    return shuffle(members, layout, new Touched(places, train));
  }

  private Placed shuffle(JavaPairRDD<Integer, Row> placed, ParentLayout layout, Touched touched) {
    int buckets = sizes.buckets(touched.train());
    int[] tasks = new int[layout.newPlaces() + buckets];
    Arrays.fill(tasks, ToTask.NONE);
    int[] sorted = touched.places().clone();
    Arrays.sort(sorted);
    int count = 0;
    for (int place : sorted) {
      tasks[place] = count++;
    }

    for (int place = layout.newPlaces(); place < tasks.length; place++) {
      tasks[place] = count++;
    }

    JavaRDD<Tuple2<Integer, Row>> members =
        placed
            .flatMapToPair(new ToTask(tasks, layout.newPlaces(), buckets))
            .partitionBy(new ByTask(count))
            .map(tuple -> tuple);
    return new Placed(members, cells(tasks, layout));
  }

  /** Training shards, new training shards, evaluation shards. */
  private static int[] cells(int[] tasks, ParentLayout layout) {
    int[] cells = new int[tasks.length];
    int count = 0;
    for (int place = 0; place < layout.trainShards(); place++) {
      cells[count++] = cell(tasks, place, place);
    }

    for (int place = layout.newPlaces(); place < tasks.length; place++) {
      cells[count++] = tasks[place];
    }

    for (int slot = 0; slot < layout.cuts().slots().count(); slot++) {
      int end = layout.trainShards() + layout.cuts().firsts().get(slot + 1);
      int place = layout.trainShards() + layout.cuts().firsts().get(slot);
      for (; place < end; place++) {
        cells[count++] = cell(tasks, place, layout.trainShards() + slot);
      }
    }

    return cells;
  }

  private static int cell(int[] tasks, int place, int shard) {
    return tasks[place] == ToTask.NONE ? ~shard : tasks[place];
  }

  @Override
  public void close() {
    persisted.forEach(rows -> rows.unpersist(true));
  }
}
