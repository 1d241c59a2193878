/**
 * Runs users' programs on executors: {@code mapBatches}, a function over batches without a barrier,
 * and {@code feed}, ranks in one barrier stage.
 *
 * <p>May import everything below {@code spark}, and {@code spark.rows} and {@code spark.hadoop}.
 *
 * <p>A function of {@code mapBatches} is opened once an executor and device, not once a task: a
 * model takes seconds to load and memory that tasks must share. What tasks and ranks hold outside
 * the heap is counted by one {@link ByteBudget} a process.
 */
package io.millrace.spark.feed;
