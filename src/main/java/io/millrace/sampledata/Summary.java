package io.millrace.sampledata;

/**
 * What a drawn data set consists of.
 *
 * @param pictures number of pictures
 * @param masks number of masks
 * @param bytes of all their files
 */
public record Summary(int pictures, int masks, long bytes) {
  static final Summary NOTHING = new Summary(0, 0, 0);

  Summary plus(Summary other) {
    return new Summary(
        pictures + other.pictures, masks + other.masks, Math.addExact(bytes, other.bytes));
  }
}
