package io.millrace.batch;

import io.millrace.item.Size;
import java.io.Closeable;
import java.io.IOException;

/** A video whose frames are read one at a time. For one thread at a time. */
interface OpenVideo extends Closeable {
  /** Exactly how many frames it has. */
  int frames() throws IOException;

  /** Height and width of every frame. */
  Size size() throws IOException;

  /** Frame {@code index}, from 0; the one after the last costs least. */
  RawFrame frame(int index) throws IOException;

  /** How many frames have been decoded so far. */
  long decoded();
}
