/**
 * Which sample is in which subset: the reference's test and validation rules over rows in path
 * order. Folder codes, labels and a rule go in, one byte a row comes out.
 *
 * <p>May import: {@code sample}, {@code random}. Decisions that surprised us:
 *
 * <ul>
 *   <li>{@code test_split_mode: none} does not mean "leave the test set alone": where the test
 *       folder has normal rows it drops them (reference quirk Q2, matched).
 *   <li>A ratio of 0 is 0.5 (Q5, matched); a seed of 0 is a seed (Q1, fixed, as upstream later
 *       did).
 *   <li>Rows of unknown label leave the test set only where it has normal rows, as in the
 *       reference.
 *   <li>{@code from_test} on an empty test set is an error here; the reference crashes.
 *   <li>Video: the reference splits whole videos and skips the test rule. Give it rows of unknown
 *       label and {@code test_split_mode: none}, which leaves them alone.
 * </ul>
 */
package io.millrace.split;
