package io.millrace.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvalCutsTest {
  private static final ShardSizes ROWS = new ShardSizes(10, 45);
  private static final ShardSizes BYTES = new ShardSizes(0, 100);

  @Test
  void cutsANewSlotExactlyByRowsOrByBytes() {
    EvalCuts rows = EvalCuts.of(EvalSlots.NONE, new long[] {9}, ROWS);
    assertThat(rows.shards()).isEqualTo(3);
    assertThat(List.of(rows.shard(0, 3, ROWS), rows.shard(0, 4, ROWS), rows.shard(0, 8, ROWS)))
        .containsExactly(0, 1, 2);

    EvalCuts bytes = EvalCuts.of(EvalSlots.NONE, new long[] {201}, BYTES);
    assertThat(bytes.shards()).isEqualTo(3);
    assertThat(bytes.shard(0, 99, BYTES)).isZero();
    assertThat(bytes.shard(0, 200, BYTES)).isEqualTo(2);
    assertThat(EvalCuts.of(EvalSlots.NONE, new long[] {0}, BYTES).shards()).isZero();
  }

  @Test
  void cutsAnOldSlotOnlyWhenItHasGrownToMoreThanTwoShards() {
    EvalSlots slots = new EvalSlots(List.of("b", "d", "f"));
    EvalCuts cuts = EvalCuts.of(slots, new long[] {8, 9, 0}, ROWS);

    assertThat(cuts.firsts()).containsExactly(0, 1, 4, 5);
    assertThat(cuts.shard(0, 7, ROWS)).isZero();
    assertThat(cuts.shard(1, 8, ROWS)).isEqualTo(3);
  }

  @Test
  void findsTheSlotThatBeginsBeforeAPicture() {
    EvalSlots slots = new EvalSlots(List.of("b", "d", "f"));

    assertThat(List.of("a", "b", "c", "d", "e", "f", "z").stream().map(slots::slot))
        .containsExactly(0, 0, 0, 1, 1, 2, 2);
    assertThat(EvalSlots.NONE.slot("x")).isZero();
  }

  @Test
  void hasAsManyBucketsAsTheBytesAskFor() {
    assertThat(ROWS.buckets(new ShardSizes.Load(0, 0))).isZero();
    assertThat(ROWS.buckets(new ShardSizes.Load(1, 999))).isEqualTo(1);
    assertThat(ROWS.buckets(new ShardSizes.Load(9, 999))).isEqualTo(2);
    assertThat(BYTES.buckets(new ShardSizes.Load(9, 301))).isEqualTo(4);
    assertThat(BYTES.buckets(new ShardSizes.Load(9, 0))).isEqualTo(1);
  }
}
