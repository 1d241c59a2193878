package io.millrace.spark.feed;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.InvalidConfigException;
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
            "Cannot train: 2 ranks an executor need about 580 MiB outside its heap, chunks and batches of the plan and the engine, but spark.executor.memoryOverhead is 384 MiB (set it to 580m, or give a smaller batch)");
    assertThatCode(
            () -> need.check(new SparkConf(false).set("spark.executor.memoryOverhead", "580m")))
        .doesNotThrowAnyException();
    assertThatCode(() -> need.check(new SparkConf(false).set("spark.executor.memory", "6g")))
        .doesNotThrowAnyException();
  }
}
