/**
 * JPEGs by OpenCV's library, for its build of libjpeg-turbo. {@link io.millrace.decode.jpeg.OpenCv}
 * says whether it works here; everything does without it.
 *
 * <p>May import: {@code decode.natives}, {@code java.*}, and alone {@code org.bytedeco.opencv}.
 * What surprised us:
 *
 * <ul>
 *   <li>Its pixels are Pillow's but of CMYK, where it has arithmetic of its own.
 *   <li>It takes no notice of what follows the last row: damage there is found by {@code JpegScan}.
 *   <li>Asked for grey it gives the luma of the file, which is not Pillow's {@code convert("L")}.
 *   <li>libjpeg writes "Corrupt JPEG data" to the error stream of the process, once a picture.
 *   <li>Only {@code close()} gives a picture's memory back in time: the garbage collector sees a
 *       few bytes of Java.
 * </ul>
 */
package io.millrace.decode.jpeg;
