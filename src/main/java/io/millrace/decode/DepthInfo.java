package io.millrace.decode;

/**
 * What the header of a depth map says.
 *
 * @param format {@code TIFF}, {@code PNG} or {@code NPY}
 * @param width in pixels
 * @param height in pixels
 * @param channels 1, or 3 for x, y and z
 * @param type of the stored numbers, as numpy names them: {@code float32}, {@code uint16}...
 */
public record DepthInfo(String format, int width, int height, int channels, String type) {}
