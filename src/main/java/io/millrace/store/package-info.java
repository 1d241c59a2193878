/**
 * Stores: shards, their index, snapshots, checks and the local cache. The format is defined in the
 * README.
 *
 * <p>May import: {@code sample}, {@code random}, {@code storage}, {@code split}, {@code plan},
 * {@code item}, {@code decode}, {@code transform} and JSON; knows no Spark, no Hadoop and no
 * engine.
 */
package io.millrace.store;
