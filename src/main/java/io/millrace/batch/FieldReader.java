package io.millrace.batch;

import io.millrace.item.HostTensor;
import io.millrace.item.Size;
import io.millrace.random.Draws;
import io.millrace.sample.Sample;

/**
 * Reads, decodes and transforms the fields of samples of one kind. Every problem of the data is a
 * {@link io.millrace.sample.BadSampleException}. Safe for use by several threads.
 */
interface FieldReader extends AutoCloseable {
  /** Writes the picture, or the frames of the clip; gives the size that it has before. */
  Size picture(Sample sample, Draws draws, Places places);

  /** That size alone. */
  Size size(Sample sample);

  /** Writes the masks of an abnormal sample whose picture has that size. */
  void masks(Sample sample, Size picture, Draws draws, Places places);

  /** Target frames as they were decoded, frames x 3 x height x width, uint8. */
  default HostTensor originals(Sample sample) {
    throw new IllegalStateException("Invalid recipe: only clips have original frames");
  }

  /** How many frames of videos have been decoded so far. */
  default long framesDecoded() {
    return 0;
  }

  @Override
  default void close() {}
}
