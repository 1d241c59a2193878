/**
 * Tensors on the host and the places that decoded numbers are written to. No engine, no Spark.
 *
 * <p>May import: {@code sample} (and Jackson, for the header of a safetensors file). {@link
 * io.millrace.item.RowSink} and {@link io.millrace.item.PlaneSink} are where {@code decode} and
 * {@code transform} meet without seeing each other.
 */
package io.millrace.item;
