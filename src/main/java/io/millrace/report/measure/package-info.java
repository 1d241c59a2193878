/**
 * Measures pictures, masks and depth maps, and adds up what was measured.
 *
 * <p>May import: {@code report.profile}, {@code report.twins}, {@code item}, {@code sample}, {@code
 * java.*}. A {@link io.millrace.report.measure.Tally} of one part of the samples is merged with
 * those of others, in any order and however the parts were cut: sums are integers, and what is kept
 * as an example hangs on the hash of its id. What grows is cut at fixed numbers of entries, the
 * first ones by name.
 */
package io.millrace.report.measure;
