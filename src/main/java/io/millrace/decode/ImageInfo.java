package io.millrace.decode;

/**
 * What a picture's header says.
 *
 * @param format {@code PNG}, {@code JPEG}, {@code BMP}, {@code TIFF}, {@code PNM} or {@code WEBP}
 * @param width pixels a row
 * @param height rows
 * @param mode Pillow's name for the kind of pixels, such as {@code RGB}, {@code L} or {@code I;16}
 */
public record ImageInfo(String format, int width, int height, String mode) {}
