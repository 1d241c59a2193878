/**
 * Pictures for people: what a batch looks like.
 *
 * <p>May import: {@code item} and the rooms below, {@code java.*}, {@code javax.imageio}.
 * Decisions:
 *
 * <ul>
 *   <li>Letters are drawn from a table of our own: servers' JVMs often come without fontconfig,
 *       where the JDK's fonts fail, and the sheet should be the same everywhere.
 *   <li>Names of files and labels are anybody's: in HTML every character that could end a text is a
 *       number.
 *   <li>Outlines lie outside the mask, so that the defect itself stays visible.
 * </ul>
 */
package io.millrace.report;
