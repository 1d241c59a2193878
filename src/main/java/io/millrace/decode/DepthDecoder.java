package io.millrace.decode;

import io.millrace.item.PlaneSink;
import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Function;

/**
 * Depth maps to rows of floats: TIFF, grey PNG of 8 or 16 bits, {@code .npy}. The format is told by
 * content. Values are the reference's: unsigned bytes are divided by 255, everything else keeps its
 * value as a float32, NaN and infinities too. Whatever the bytes are, an {@link
 * UnreadableException} is all that can come of them. Holds nothing but its limits; safe for use by
 * several threads.
 */
public final class DepthDecoder {
  private final Limits limits;

  /** A decoder that refuses larger maps before it allocates anything of their size. */
  public DepthDecoder(Limits limits) {
    this.limits = Objects.requireNonNull(limits, "limits");
  }

  /** Format, size and type, from the header alone; the limits are not applied. */
  public DepthInfo info(byte[] bytes) throws IOException {
    return open(bytes).info();
  }

  /**
   * Hands the map to the sink that {@code target} gives, which is asked once, after the size was
   * checked. When a file turns out to be damaged, the sink may have had some of its rows.
   */
  public DepthInfo decode(byte[] bytes, Function<DepthInfo, PlaneSink> target) throws IOException {
    DepthMap map = open(bytes);
    map.check(limits);
    write(map, target.apply(map.info()));
    return map.info();
  }

  private static void write(DepthMap map, PlaneSink sink) throws UnreadableException {
    try {
      map.write(sink);
    } catch (SinkException e) {
      throw e.failure();
    } catch (RuntimeException e) {
      throw Broken.damaged(e);
    } catch (OutOfMemoryError e) {
      throw Broken.memory(map.info().width(), map.info().height(), e);
    }
  }

  private static DepthMap open(byte[] bytes) throws UnreadableException {
    try {
      return known(bytes);
    } catch (RuntimeException e) {
      throw Broken.damaged(e);
    }
  }

  private static DepthMap known(byte[] bytes) throws UnreadableException {
    Format.refuseEmpty(bytes);
    if (Format.isTiff(bytes)) {
      return new DepthTiff(bytes);
    }

    if (Format.isPng(bytes)) {
      return new DepthPng(bytes);
    }

    if (NpyHeader.isNpy(bytes)) {
      return new DepthNpy(bytes);
    }

    // refuses by name what is no picture at all
    String format = Format.open(bytes, Decoding.standard()).info().format();
    throw new UnreadableException(
        Reason.UNSUPPORTED_FORMAT,
        "is a " + format + ", which no depth map is read from (save it as TIFF, PNG or .npy)");
  }
}
