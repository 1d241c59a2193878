package io.millrace.decode;

import io.millrace.item.RowSink;
import io.millrace.sample.UnreadableException;

public final class ImageDecoder {
  public ImageDecoder(Limits limits) {}

  public ImageInfo info(byte[] bytes) throws UnreadableException {
    return null;
  }

  public ImageInfo decode(byte[] bytes, ColorMode mode, RowSink sink) throws UnreadableException {
    return null;
  }
}
