/**
 * What a command leaves behind for whoever has submitted it, and how to wait for it: the file of
 * {@code --result}, and the states of a driver on a standalone cluster. Sees {@code spark.hadoop}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The file is written when a run begins, and again when it ends: so a place that cannot be
 *       written is known before the work, and who looks there sees that the run has begun.
 *   <li>A result counts only for the run that was submitted, by a name that travels with it: an
 *       older file at the same place says nothing.
 *   <li>The master is asked through the port at which jobs are submitted. Its REST server is off
 *       unless somebody turns it on, and the port of its pages is anybody's guess.
 *   <li>The file of the configuration travels among the words of a command: a standalone cluster
 *       brings {@code --files} to executors, and to no driver of its own.
 * </ul>
 */
package io.millrace.spark.submit;
