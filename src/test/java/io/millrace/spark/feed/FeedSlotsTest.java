package io.millrace.spark.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.feed.Ranks;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class FeedSlotsTest {
  private static SparkConf on(String master) {
    return new SparkConf(false).set("spark.master", master);
  }

  @Test
  void anExecutorThatTakesAllCoresMayHaveAllRanks() {
    assertThat(FeedSlots.together(on("spark://host:7077"), Ranks.of(4))).isEqualTo(4);
    assertThat(FeedSlots.together(on("yarn"), Ranks.of(4))).isEqualTo(1);
  }

  @Test
  void coresAndGpusOfAnExecutorBoundItsRanks() {
    SparkConf conf = on("spark://host:7077").set("spark.executor.cores", "6");

    assertThat(FeedSlots.together(conf, Ranks.of(8))).isEqualTo(6);
    assertThat(FeedSlots.together(conf, Ranks.of(8).cpusPerRank(2))).isEqualTo(3);
    conf.set("spark.executor.resource.gpu.amount", "2");
    assertThat(FeedSlots.together(conf, Ranks.of(8).gpusPerRank(1))).isEqualTo(2);
  }
}
