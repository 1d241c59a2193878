package io.millrace.decode;

import io.millrace.item.RowSink;
import io.millrace.item.Size;
import io.millrace.sample.UnreadableException;
import java.util.Objects;

/**
 * Image bytes to the pixel rows of Pillow's {@code Image.open(f).convert("RGB")} or {@code
 * convert("L")}. The format is told by content. Whatever the bytes are, an {@link
 * UnreadableException} is all that can come of them. Holds no picture; safe for use by several
 * threads.
 */
public final class ImageDecoder {
  private final Decoding decoding;

  /** A decoder that refuses larger pictures before it allocates anything of their size. */
  public ImageDecoder(Decoding decoding) {
    this.decoding = Objects.requireNonNull(decoding, "decoding");
  }

  /** The same by the decoders of {@link Decoding#standard}, within those limits. */
  public ImageDecoder(Limits limits) {
    this(new Decoding(limits, JpegDecoder.JDK));
  }

  /** Format, size and mode, from the header alone; the limits are not applied. */
  public ImageInfo info(byte[] bytes) throws UnreadableException {
    try {
      return open(bytes).info();
    } catch (RuntimeException e) {
      throw Broken.damaged(e);
    }
  }

  /** The same, once the limits are kept. */
  public ImageInfo check(byte[] bytes) throws UnreadableException {
    ImageInfo info = info(bytes);
    decoding.limits().check(info);
    return info;
  }

  /**
   * Hands the picture to {@code sink}, which is begun after the size was checked, and with a
   * smaller one where a draft was asked for; what is returned is the size of the file. When a file
   * turns out to be damaged, the sink may have had some of its rows.
   *
   * @throws MissingDecoderException if the decoder that was chosen is not here
   */
  public ImageInfo decode(byte[] bytes, ColorMode mode, RowSink sink) throws UnreadableException {
    Picture picture = open(bytes);
    ImageInfo info = picture.info();
    decoding.limits().check(info);
    Size size = picture.size(mode);
    sink.begin(size.width(), size.height(), mode.channels());
    write(picture, new Rows(sink, mode, size.width()));
    return info;
  }

  private Picture open(byte[] bytes) throws UnreadableException {
    try {
      return Format.open(bytes, decoding);
    } catch (RuntimeException e) {
      throw Broken.damaged(e);
    }
  }

  private static void write(Picture picture, Rows rows) throws UnreadableException {
    try {
      picture.write(rows);
    } catch (SinkException e) {
      throw e.failure();
    } catch (MissingDecoderException e) {
      throw e;
    } catch (RuntimeException e) {
      throw Broken.damaged(e);
    } catch (OutOfMemoryError e) {
      ImageInfo info = picture.info();
      throw Broken.memory(info.width(), info.height(), e);
    }
  }
}
