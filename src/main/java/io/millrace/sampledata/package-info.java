/**
 * Draws a small data set that could be real: pictures of millstones in the layout of MVTec AD, so
 * that every command can be tried without a download.
 *
 * <p>May import: {@code item}, {@code random}, {@code java.*}, {@code javax.imageio}. Decisions:
 *
 * <ul>
 *   <li>Only {@code + - * /}, square roots and {@link java.lang.StrictMath}: other functions may
 *       differ in the last bit from one JVM to the next. Pixels are the same everywhere; the bytes
 *       of the files are too, as long as the JVM's zlib packs alike.
 *   <li>A defect is added to the finished 8-bit picture in whole levels. Added before the noise, it
 *       would change single pixels beyond its border, and the mask would fray.
 *   <li>Every picture is drawn from the seed and its own path, never from its place in a loop.
 *   <li>Masks of good pictures are not written, as in MVTec AD.
 * </ul>
 */
package io.millrace.sampledata;
