/**
 * What a report says about a data set, as values: counts, distributions, examples, findings, twins.
 *
 * <p>May import: {@code sample}, {@code item}, {@code java.*}, and Jackson to write it as JSON.
 * Everything in it is bounded, however large the data set is, and does not depend on how the
 * cluster was cut: sums are of integers, examples are those whose ids have the smallest hashes.
 */
package io.millrace.report.profile;
