/**
 * What a user's program sees on a rank, or on an executor that maps batches: batches in host
 * memory, a device, peers, checkpoints. Knows no Spark and no engine, so that a program can be
 * tested without either; {@code spark.feed} runs it.
 *
 * <p>A rank is a partition of one barrier stage. A generation is an attempt at that stage: the loss
 * of one executor ends it, and the next one goes on from the newest checkpoint.
 */
package io.millrace.feed;
