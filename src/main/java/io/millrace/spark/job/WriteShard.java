package io.millrace.spark.job;

import io.millrace.random.KeyMix;
import io.millrace.sample.PathOrder;
import io.millrace.spark.job.ShardResult.Work;
import io.millrace.store.DoneMarkers.Done;
import io.millrace.store.StorePaths;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/**
 * Writes the shard of a partition, unless its marker says that it was written before. Gives the
 * text of one {@link ShardResult}, or nothing for a partition without members. However often it is
 * run, and by however many executors at the same time, the store has the same files after it.
 */
record WriteShard(
    Broadcast<SerializableConfiguration> configuration,
    BakeOrder order,
    Stores stores,
    Meters meters)
    implements FlatMapFunction<Iterator<Tuple2<Integer, Row>>, String> {
  private static final Comparator<Member> EVALUATION =
      Comparator.comparing(member -> member.image().path(), PathOrder.BY_CODE_POINT);

  /**
   * The stores that rows come from, as the JSON of their snapshots; empty where there is none.
   *
   * @param parent the last snapshot of the store that is written
   * @param packed the snapshot that is baked
   * @param packedPaths where that lies
   */
  record Stores(Broadcast<byte[]> parent, Broadcast<byte[]> packed, StorePaths packedPaths)
      implements Serializable {}

  /** A member and its hash, which is computed once. */
  private record Hashed(Member member, long hash) {
    static final Comparator<Hashed> ORDER =
        ((Comparator<Hashed>) (one, other) -> Long.compareUnsigned(one.hash, other.hash))
            .thenComparing(hashed -> hashed.member.id(), PathOrder.BY_CODE_POINT);
  }

  @Override
  public Iterator<String> call(Iterator<Tuple2<Integer, Row>> rows) throws IOException {
    List<Member> members = new ArrayList<>();
    rows.forEachRemaining(row -> members.add(Member.of(row._2())));
    if (members.isEmpty()) {
      return Collections.emptyIterator();
    }

    return List.of(write(sorted(members)).text()).iterator();
  }

  /** Training members by their hashes, evaluation members by their paths. */
  static List<Member> sorted(List<Member> members) {
    List<Member> sorted = new ArrayList<>(members);
    if (members.get(0).trains()) {
      sorted =
          members.stream()
              .map(member -> new Hashed(member, KeyMix.hash64(member.id())))
              .sorted(Hashed.ORDER)
              .map(Hashed::member)
              .toList();
    } else {
      sorted.sort(EVALUATION);
    }

    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).id().equals(sorted.get(i - 1).id())) {
        throw JoinParent.twins(sorted.get(i - 1), sorted.get(i));
      }
    }

    return sorted;
  }

  private ShardResult write(List<Member> members) throws IOException {
    String key = DoneKey.of(order, members);
    try (TaskStore store = new TaskStore(configuration.value().value(), order.paths(), stores)) {
      Optional<Done> before = store.find(key);
      if (before.isPresent()) {
        ShardResult reused = new ShardResult(before.get(), Work.reused(members.size()));
        meters.reused(reused);
        return reused;
      }

      ShardBaker baker = new ShardBaker(order, store, meters);
      ShardResult result = baker.bake(members);
      Done done = result.done();
      // last of all: what a marker names is there
      if (!done.shards().isEmpty() && done.quarantine().stream().allMatch(ShardBaker::isLasting)) {
        store.markers().put(key, done);
      }

      meters.shard(result, baker.decodeNanos());
      return result;
    }
  }
}
