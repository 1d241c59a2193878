/**
 * One small, pure description for each public data set: which relative path is what, and which key
 * joins a picture to its mask. Nothing here opens a file.
 *
 * <p>May import: {@code sample}. Decisions:
 *
 * <ul>
 *   <li>Pictures and masks meet by key, never by position. The reference zips two sorted lists, so
 *       one missing mask shifts all that follow.
 *   <li>A file that the layout has no place for is an entry too ({@link
 *       io.millrace.datasets.Entry.Role#UNUSED}): the audit lists it instead of losing it.
 *   <li>A published test video has no label until its masks are read: its entry is unknown, not
 *       abnormal, and no test rule may move training videos because "no normal one is there".
 *   <li>A folder that lies in another one is listed twice; the layout passes its files over where
 *       they are not its own ({@link io.millrace.datasets.Avenue}).
 * </ul>
 */
package io.millrace.datasets;
