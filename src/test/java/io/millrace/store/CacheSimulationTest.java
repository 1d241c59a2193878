package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.plan.Chunks;
import io.millrace.plan.TrainRule;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CacheSimulationTest {
  /** 400 chunks of 64 rows in 8 lanes. */
  private static CacheSimulation simulation(int epochs) {
    return new CacheSimulation(Chunks.uniform(400 * 64, 64), TrainRule.of(42, 64, 2), epochs);
  }

  @Test
  void readsEachChunkOnceAnEpochButForThoseThatLanesCut() {
    List<CacheSimulation.Read> reads = simulation(1).reads();

    assertThat(reads.stream().map(CacheSimulation.Read::chunk).distinct().count()).isEqualTo(400);
    assertThat(simulation(1).readsAChunk()).isBetween(1.0, 1.02);
  }

  @Test
  void knowsWhenEachChunkIsReadNext() {
    List<CacheSimulation.Read> reads = simulation(2).reads();

    for (int i = 0; i < reads.size(); i++) {
      int chunk = reads.get(i).chunk();
      int next =
          IntStream.range(i + 1, reads.size())
              .filter(later -> reads.get(later).chunk() == chunk)
              .findFirst()
              .orElse((int) CachedChunk.NEVER);
      assertThat(reads.get(i).next()).isEqualTo(next);
    }
  }

  @Test
  void aCacheOfAllMissesOnlyInTheFirstEpoch() {
    CacheSimulation.HitRates all = simulation(5).hitRates(1);
    CacheSimulation.HitRates none = simulation(5).hitRates(0);

    assertThat(all.planned()).isBetween(0.8, 0.81).isEqualTo(all.leastRecentlyUsed());
    assertThat(none.planned()).isZero().isEqualTo(none.leastRecentlyUsed());
  }

  @Test
  void thePlanSavesMoreReadsThanRecencyDoes() {
    for (double part : List.of(0.1, 0.25, 0.5, 0.75)) {
      CacheSimulation.HitRates rates = simulation(5).hitRates(part);
      assertThat(rates.planned()).isGreaterThan(rates.leastRecentlyUsed() + 0.05);
    }
  }
}
