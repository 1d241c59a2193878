/**
 * Draws small data sets that could be real, so that every command can be tried without a download:
 * pictures of millstones in the layout of MVTec AD, videos of a square in the layout of Avenue, and
 * domes under a depth camera in the layout of MVTec 3D-AD.
 *
 * <p>May import: {@code item}, {@code random}, {@code decode}, {@code java.*}, {@code
 * javax.imageio}, and in {@code VideoWriter} alone FFmpeg. Decisions:
 *
 * <ul>
 *   <li>Only {@code + - * /}, square roots and {@link java.lang.StrictMath}: other functions may
 *       differ in the last bit from one JVM to the next. Pixels are the same everywhere; the bytes
 *       of the files are too, as long as the JVM's zlib packs alike.
 *   <li>A defect is added to the finished 8-bit picture in whole levels. Added before the noise, it
 *       would change single pixels beyond its border, and the mask would fray.
 *   <li>PNGs are written with Pillow's choice of filters (with its zlib, to the byte as long): the
 *       JDK's writer makes files that are easier to read than those of real data sets.
 *   <li>Every picture is drawn from the seed and its own path, never from its place in a loop.
 *   <li>Masks of good pictures are not written, as in MVTec AD; in MVTec 3D-AD every test sample
 *       has one.
 *   <li>A dent of less than a tenth of a millimetre is none: its rim would be lost in the noise.
 *   <li>An intruder in a video has a hard edge, so that its mask is exact before the video is
 *       compressed; compression blurs the edge by a pixel or two, as in Avenue.
 *   <li>Videos are coded by one thread with plain transforms: no speed-dependent choices.
 * </ul>
 */
package io.millrace.sampledata;
