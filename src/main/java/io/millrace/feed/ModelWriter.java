package io.millrace.feed;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a model, in any format that its program reads again. */
@FunctionalInterface
public interface ModelWriter {
  /** Writes all that training needs to go on, the optimizer's state too. */
  void write(OutputStream output) throws IOException;
}
