package io.millrace.decode;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * How pictures are decoded, chosen by the driver.
 *
 * @param limits how large they may be
 * @param jpeg what decodes JPEGs
 */
public record Decoding(Limits limits, JpegDecoder jpeg) implements Serializable {
  public Decoding {
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(jpeg, "jpeg");
  }

  /** JPEGs by the JDK, within Pillow's limit. */
  public static Decoding standard() {
    return new Decoding(Limits.standard(), JpegDecoder.JDK);
  }

  /**
   * What makes pixels of which format, lines such as {@code png=millrace}, sorted. Pixels of other
   * decoders differ where a format leaves them open.
   */
  public List<String> decoders() {
    return List.of(
        "bmp=millrace",
        "jpeg=" + jpeg.text(),
        "png=millrace",
        "pnm=millrace",
        "tiff=millrace",
        "webp=twelvemonkeys");
  }

  /**
   * The same with the decoders that those lines name.
   *
   * @throws IllegalArgumentException if this version has no such decoder of JPEGs
   */
  public Decoding by(List<String> decoders) {
    for (JpegDecoder each : JpegDecoder.values()) {
      if (decoders.contains("jpeg=" + each.text())) {
        return new Decoding(limits, each);
      }
    }

    throw new IllegalArgumentException(
        "Unsupported decoder of JPEGs: one of " + decoders + " (use the version that wrote them)");
  }
}
