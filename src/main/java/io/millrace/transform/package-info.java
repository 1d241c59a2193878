/**
 * Resize, crop, flip, normalise: records that wrap the sink that takes their rows, so that a whole
 * pipeline streams from the decoder into the batch without a full-size copy.
 *
 * <p>May import: {@code sample}, {@code item}, {@code random}, {@code kernel}. Decisions:
 *
 * <ul>
 *   <li>A resize that stands first takes a decoder's bytes: floats of full size are never kept. A
 *       mask's is a choice of bytes.
 *   <li>Every other operation works on rows of floats, masks too (one channel of 0 and 1): one
 *       implementation moves picture and mask alike, and only the interpolation differs by field.
 *   <li>Rows of a channel always travel from top to bottom. A vertical flip therefore keeps its
 *       plane until the last row: the resize behind it adds up rows as they come.
 *   <li>The resize adds up vertically first, then horizontally; torch does it the other way round.
 *       The sums differ by less than 1e-6 and the vertical pass vectorises.
 * </ul>
 */
package io.millrace.transform;
