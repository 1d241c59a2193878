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

  /** What it is made of. */
  VideoScan.Kind kind() throws IOException;

  /** Frame {@code index}, from 0; the one after the last costs least. */
  RawFrame frame(int index) throws IOException;

  /** Why the video ends before its file does; empty if it does not. Known once all was decoded. */
  String damage();

  /** How many frames have been decoded so far. */
  long decoded();
}
