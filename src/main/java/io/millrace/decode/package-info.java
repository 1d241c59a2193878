/**
 * Image bytes to pixel rows, the same as Pillow's {@code convert("RGB")} and {@code convert("L")}
 * give them.
 *
 * <p>Videos are the sub-package {@code video}, the only place here that calls FFmpeg.
 *
 * <p>May import: {@code sample}, {@code storage}, {@code item}, {@code kernel}, {@code java.*} and
 * {@code javax.imageio}. {@link io.millrace.decode.ImageDecoder} is the door; behind it each format
 * is a {@code Picture}: its header first, then its rows.
 *
 * <p>What surprised us:
 *
 * <ul>
 *   <li>16-bit grey is cut to 0..255, not scaled; 16-bit colour keeps its high byte.
 *   <li>Pillow turns a TIFF by its orientation, but never a JPEG.
 *   <li>Pillow takes every CMYK JPEG for one of Adobe's, whose inks are inverted.
 *   <li>The JDK's libjpeg, asked for the raster, and libjpeg's own tables for YCbCr give the very
 *       pixels of Pillow's libjpeg-turbo. Asked for a picture, it would apply colour profiles.
 *   <li>A JPEG that ends early gets grey pixels and a warning from the JDK; only a stream that
 *       notices how far it was read tells.
 *   <li>Our inflate is faster than zlib's on photographs because a look-up of ten bits gives up to
 *       three literals; with eleven or twelve bits the tables leave the first cache. Its loop is
 *       one long method on purpose: what it carries must stay in registers.
 *   <li>The JDK's fax decoder fails on rows that change at every pixel, so there is one here.
 *   <li>A depth map is read as tifffile reads it, not as Pillow would: never turned, its numbers
 *       never cut, and only bytes are scaled.
 *   <li>MATLAB stores a matrix column by column, and one of doubles as bytes where these will do.
 *   <li>The masks of a video inflate to hundreds of times their file. They are read piece by piece
 *       into a bit a pixel, and a frame without pixels is never allocated.
 *   <li>The WebP plug-in believes sizes within a file over those in front; it is given the one
 *       picture whose size was checked, as a file of its own.
 * </ul>
 */
package io.millrace.decode;
