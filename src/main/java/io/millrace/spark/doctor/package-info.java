/**
 * What 'millrace doctor' looks at, on the driver and on every executor: Java, engine, decoders,
 * GPUs, memory, disks, read rate. Sees the rooms below {@code spark}, and {@code spark.feed} and
 * {@code spark.hadoop}. Each line says what is and, where that is not well, the way out.
 *
 * <p>Executors are found by tasks: each task waits a moment, so that no executor takes them all,
 * and the first one in a process looks.
 */
package io.millrace.spark.doctor;
