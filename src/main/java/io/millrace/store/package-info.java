/**
 * Stores: shards, their index, snapshots, checks and the local cache. The format is defined in the
 * README.
 *
 * <p>May import: {@code sample}, {@code random}, {@code storage}, {@code split}, {@code plan},
 * {@code item}, {@code decode}, {@code transform} and JSON; knows no Spark, no Hadoop and no
 * engine. Decisions that surprised us:
 *
 * <ul>
 *   <li>A chunk is read with one positional read into the caller's buffer and its CRC-32C is taken
 *       there; a mapped file is no faster, and one that is cut short would kill the JVM.
 *   <li>A packed shard may hold a few pictures that are far larger than the others: its chunks have
 *       fewer rows than their mean asks for, where one would pass 256 MiB.
 *   <li>The content fingerprint is a sum of hashes, not a hash of a sorted list: ten million rows
 *       need no sort, and a store that grows adds up what its shards say.
 *   <li>The snapshot id leaves the index out, for the index holds paths: the same data prepared
 *       elsewhere has the same id. It covers everything else of the file, so a changed file shows.
 *   <li>The cache keeps chunks, not shards: a rank of 64 reads one chunk in 64 of nearly every
 *       shard, so whole shards would be fetched for one chunk each.
 *   <li>Every chunk is read once an epoch, so between two reads of a chunk there is always the end
 *       of an epoch, over which a cache can keep no more than fits: no cache of half an epoch hits
 *       more than half the time. The one that asks the plan reaches that; least recently used
 *       reaches a third of it. See {@link io.millrace.store.CacheSimulation}.
 *   <li>Of videos a row is a frame and the index has a row a clip. A video lies in one shard whole,
 *       so that a clip never needs two; a very long video is a very large shard.
 *   <li>Processes that share a cache tell each other when a chunk is read next by its file's time:
 *       no lock, no list of their own that a killed one could leave wrong.
 * </ul>
 */
package io.millrace.store;
