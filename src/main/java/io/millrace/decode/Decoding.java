package io.millrace.decode;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * How pictures are decoded, chosen by the driver.
 *
 * @param limits how large they may be
 * @param jpeg what decodes JPEGs
 * @param draft how small they may be decoded; by OpenCV alone, and pictures alone, never masks
 */
public record Decoding(Limits limits, JpegDecoder jpeg, Draft draft) implements Serializable {
  private static final String DRAFT = "-draft";

  public Decoding {
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(jpeg, "jpeg");
    Objects.requireNonNull(draft, "draft");
    if (jpeg == JpegDecoder.JDK && !draft.equals(Draft.NONE)) {
      throw new IllegalArgumentException("Invalid draft: only OpenCV decodes JPEGs smaller");
    }
  }

  /** At full size. */
  public Decoding(Limits limits, JpegDecoder jpeg) {
    this(limits, jpeg, Draft.NONE);
  }

  /** JPEGs by the JDK, within Pillow's limit. */
  public static Decoding standard() {
    return new Decoding(Limits.standard(), JpegDecoder.JDK);
  }

  /** The same with the fastest decoder of JPEGs that this machine has. */
  public static Decoding best() {
    return new Decoding(Limits.standard(), JpegDecoder.best());
  }

  /**
   * What makes pixels of which format, lines such as {@code png=millrace}, sorted. Pixels of other
   * decoders differ where a format leaves them open.
   */
  public List<String> decoders() {
    return List.of(
        "bmp=millrace",
        "jpeg=" + jpeg.text() + (draft.equals(Draft.NONE) ? "" : DRAFT),
        "png=millrace",
        "pnm=millrace",
        "tiff=millrace",
        "webp=twelvemonkeys");
  }

  /**
   * The same with the decoders that those lines name.
   *
   * @param size that pictures are resized to first, where drafts may be among them
   * @throws IllegalArgumentException if this version has no such decoder of JPEGs
   */
  public Decoding by(List<String> decoders, Draft size) {
    for (JpegDecoder each : JpegDecoder.values()) {
      if (decoders.contains("jpeg=" + each.text())) {
        return new Decoding(limits, each);
      }

      if (decoders.contains("jpeg=" + each.text() + DRAFT)) {
        return new Decoding(limits, each, size);
      }
    }

    throw new IllegalArgumentException(
        "Unsupported decoder of JPEGs: one of " + decoders + " (use the version that wrote them)");
  }
}
