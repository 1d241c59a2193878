/**
 * Image bytes to pixel rows, the same as Pillow gives them.
 *
 * <p>May import: {@code sample}, {@code storage}, {@code item}, {@code java.*} and {@code
 * javax.imageio}.
 */
package io.millrace.decode;
