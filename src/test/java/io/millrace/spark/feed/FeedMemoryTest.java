package io.millrace.spark.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.InvalidConfigException;
import io.millrace.item.BatchLayout;
import io.millrace.item.Precision;
import io.millrace.item.Size;
import io.millrace.sample.Task;
import io.millrace.spark.rows.ChunkBudget;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class FeedMemoryTest {
  private static final long MIB = 1L << 20;

  @Test
  void saysTheNumberToSet() {
    FeedMemory need = new FeedMemory(100 * MIB, 10 * MIB, 2); // 320 + 2 x (100 + 3 x 10)

    assertThatThrownBy(() -> need.check(new SparkConf(false)))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage(
            "Cannot train: 2 ranks an executor need about 580 MiB outside its heap, chunks or frames, batches and the engine, but spark.executor.memoryOverhead is 384 MiB (set it to 580m, or give a smaller batch)");
    assertThatCode(
            () -> need.check(new SparkConf(false).set("spark.executor.memoryOverhead", "580m")))
        .doesNotThrowAnyException();
    assertThatCode(() -> need.check(new SparkConf(false).set("spark.executor.memory", "6g")))
        .doesNotThrowAnyException();
  }

  @Test
  void countsWhatEachRankKeepsAndItsPartOfTheBatch() {
    BatchLayout row = new BatchLayout(new Size(16, 16), Precision.UINT8, Task.CLASSIFICATION);
    ChunkBudget chunks = new ChunkBudget(40 * MIB, 40 * MIB, 0);
    FeedInput.Need need = new FeedInput.Need(row, chunks, 64 * MIB);

    assertThat(need.memory(2, 32, 1))
        .isEqualTo(new FeedMemory((20 + 64) * MIB, 16 * row.rowBytes(), 1));
  }
}
