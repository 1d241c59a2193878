package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.util.function.Function;

/**
 * A PNG (W3C, third edition), decoded line by line. Ancillary chunks, gamma and colour profiles
 * among them, are passed over as Pillow does; of an animation the default picture is read.
 */
final class PngPicture implements Picture {
  /** Deflate makes of a byte at most 1032 (RFC 1951: 258 bytes from two bits). */
  private static final long DEFLATE_RATIO = 1032;

  private final byte[] bytes;
  private final PngHeader header;

  PngPicture(byte[] bytes) throws UnreadableException {
    this.bytes = bytes;
    this.header = PngHeader.read(bytes);
  }

  @Override
  public ImageInfo info() {
    return new ImageInfo("PNG", header.width(), header.height(), header.mode());
  }

  @Override
  public int channels() {
    return header.samples();
  }

  @Override
  public int bits() {
    return header.bits();
  }

  @Override
  public void write(Rows out) throws UnreadableException {
    write(palette -> new PngPixels(header, palette, out));
  }

  /** The unfiltered lines; the palette is empty where there is none. */
  void write(Function<Palette, PngLines> target) throws UnreadableException {
    checkPlausible();
    PngChunks chunks = new PngChunks(bytes);
    PngLines out = target.apply(seekPixels(chunks));
    try (Scratch scratch = Scratch.lease()) {
      PngData data = PngData.read(bytes, chunks, scratch);
      if (header.interlaced()) {
        new Adam7(header, data, scratch).write(out);
      } else {
        writeLines(data, scratch, out);
      }
    }
  }

  PngHeader header() {
    return header;
  }

  /** A few bytes cannot hold many pixels: found out before anything is allocated for them. */
  private void checkPlausible() throws UnreadableException {
    long needed = header.rowBytes(header.width()) * header.height();
    if (needed / DEFLATE_RATIO > bytes.length) {
      throw Broken.truncated(
          "%d bytes cannot hold %d x %d pixels"
              .formatted(bytes.length, header.width(), header.height()));
    }
  }

  private Palette seekPixels(PngChunks chunks) throws UnreadableException {
    Palette palette = new Palette(0, (i, channel) -> 0);
    boolean found = false;
    while (chunks.next()) {
      if (chunks.type() == PngChunks.PLTE) {
        int start = chunks.start();
        palette = new Palette(chunks.length() / 3, (i, channel) -> bytes[start + 3 * i + channel]);
        found = true;
      } else if (chunks.type() == PngChunks.IDAT) {
        return needPalette(palette, found);
      } else if (chunks.type() == PngChunks.IEND) {
        throw Broken.corrupt("is a PNG without pixels: it has no chunk IDAT");
      }
    }

    throw Broken.truncated("it ends before the first chunk IDAT");
  }

  private Palette needPalette(Palette palette, boolean found) throws UnreadableException {
    if (header.color() == 3 && !found) {
      throw Broken.corrupt("is a palette PNG without a palette: it has no chunk PLTE");
    }

    return palette;
  }

  private void writeLines(PngData data, Scratch scratch, PngLines out) throws UnreadableException {
    int length = Broken.arraySize(header.rowBytes(header.width()));
    long total = (length + 1L) * header.height();
    PngStream stream = new PngStream(data, length + 1, total, scratch);
    PngFilter lines = new PngFilter(stream, header, length, scratch);
    for (int y = 0; y < header.height(); y++) {
      out.write(lines.next(), lines.step());
    }
  }
}
