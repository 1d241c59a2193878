package io.millrace.spark;

import java.io.Serializable;
import java.util.List;

/**
 * What a rank has seen.
 *
 * @param began global step at which it began
 * @param ended global step at which it ended
 * @param steps ids of each step, in one text
 * @param invalid ids of rows that could not be read
 * @param evaluations batches of its evaluation, the empty ones too
 * @param evaluated ids of its evaluation
 */
record Diary(
    long began,
    long ended,
    List<String> steps,
    List<String> invalid,
    int evaluations,
    List<String> evaluated)
    implements Serializable {}
