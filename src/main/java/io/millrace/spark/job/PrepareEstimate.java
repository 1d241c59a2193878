package io.millrace.spark.job;

/**
 * What a prepare of a data set into an empty store would cost.
 *
 * @param input what would be read
 * @param output what would be written
 * @param cost time of processors
 * @param memory of an executor
 */
public record PrepareEstimate(Input input, Output output, Cost cost, Memory memory) {
  /**
   * What would be read.
   *
   * @param samples good ones
   * @param files pictures and masks; reading each is one request
   * @param bytes of all files
   * @param largest bytes of the largest sample
   */
  public record Input(long samples, long files, long bytes, long largest) {}

  /**
   * What would be written.
   *
   * @param shards shards, about
   * @param bytes of the shards, about
   * @param requests that write; each task looks what is there with as many more
   */
  public record Output(long shards, long bytes, long requests) {}

  /**
   * Time of processors, from a few samples that were read, decoded and spooled here.
   *
   * @param measured how many; 0 if none was good
   * @param milliseconds for one sample
   * @param coreHours for all
   */
  public record Cost(int measured, double milliseconds, double coreHours) {}

  /**
   * Memory of an executor.
   *
   * @param cores of an executor: tasks at a time
   * @param heap bytes of {@code spark.executor.memory}, or of -Xmx
   * @param beside bytes of {@code spark.executor.memoryOverhead}
   */
  public record Memory(int cores, long heap, long beside) {}
}
