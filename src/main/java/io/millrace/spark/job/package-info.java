/**
 * Jobs that write or check a store: prepare and verify. {@code spark.DataModule} calls them; they
 * never call back.
 *
 * <p>Videos are members as a whole: no row of theirs is copied from an older snapshot, since the
 * markers of finished shards do the same. One that turns out to be bad midway leaves its first
 * frames in the shard, which no row of the index names.
 */
package io.millrace.spark.job;
