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
 * </ul>
 */
package io.millrace.datasets;
