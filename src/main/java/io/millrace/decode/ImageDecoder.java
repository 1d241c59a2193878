package io.millrace.decode;

import io.millrace.item.RowSink;
import io.millrace.sample.UnreadableException;
import java.util.List;
import java.util.Objects;

/**
 * Image bytes to the pixel rows of Pillow's {@code Image.open(f).convert("RGB")} or {@code
 * convert("L")}. The format is told by content. Whatever the bytes are, an {@link
 * UnreadableException} is all that can come of them. Holds nothing but its limits; safe for use by
 * several threads.
 */
public final class ImageDecoder {
  private final Limits limits;

  /** A decoder that refuses larger pictures before it allocates anything of their size. */
  public ImageDecoder(Limits limits) {
    this.limits = Objects.requireNonNull(limits, "limits");
  }

  /** Format, size and mode, from the header alone; the limits are not applied. */
  public ImageInfo info(byte[] bytes) throws UnreadableException {
    try {
      return Format.open(bytes).info();
    } catch (RuntimeException e) {
      throw Broken.damaged(e);
    }
  }

  /** The same, once the limits are kept. */
  public ImageInfo check(byte[] bytes) throws UnreadableException {
    ImageInfo info = info(bytes);
    limits.check(info);
    return info;
  }

  /**
   * What makes pixels of which format, lines such as {@code png=millrace}, sorted. Pixels of other
   * decoders differ where a format leaves them open.
   */
  public static List<String> decoders() {
    return List.of(
        "bmp=millrace",
        "jpeg=jdk",
        "png=millrace",
        "pnm=millrace",
        "tiff=millrace",
        "webp=twelvemonkeys");
  }

  /**
   * Hands the picture to {@code sink}, which is begun after the size was checked. When a file turns
   * out to be damaged, the sink may have had some of its rows.
   */
  public ImageInfo decode(byte[] bytes, ColorMode mode, RowSink sink) throws UnreadableException {
    Picture picture = open(bytes);
    ImageInfo info = picture.info();
    limits.check(info);
    sink.begin(info.width(), info.height(), mode.channels());
    write(picture, new Rows(sink, mode, info.width()));
    return info;
  }

  private static Picture open(byte[] bytes) throws UnreadableException {
    try {
      return Format.open(bytes);
    } catch (RuntimeException e) {
      throw Broken.damaged(e);
    }
  }

  private static void write(Picture picture, Rows rows) throws UnreadableException {
    try {
      picture.write(rows);
    } catch (SinkException e) {
      throw e.failure();
    } catch (RuntimeException e) {
      throw Broken.damaged(e);
    } catch (OutOfMemoryError e) {
      ImageInfo info = picture.info();
      throw Broken.memory(info.width(), info.height(), e);
    }
  }
}
