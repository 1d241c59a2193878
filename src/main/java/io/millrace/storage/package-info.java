/**
 * Bytes by path: the one door to file systems. The body for a cluster lives in {@code
 * spark.hadoop}; {@link io.millrace.storage.LocalStorage} serves one machine without Spark.
 *
 * <p>May import: {@code java.*}.
 */
package io.millrace.storage;
