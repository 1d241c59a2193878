/**
 * Profiles a data set: one pass over its samples, which decodes each picture once, and the search
 * for twins in what that pass has kept.
 *
 * <p>May import: everything but {@code io.millrace.spark} itself and {@code cli}. The pass gives a
 * row a sample, with its print (2 KiB), which stays with the executors, and a tally a partition.
 * What follows it decodes no more than the pictures of the twins that are shown.
 */
package io.millrace.spark.profile;
