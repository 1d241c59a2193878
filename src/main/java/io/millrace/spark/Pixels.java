package io.millrace.spark;

import io.millrace.decode.DepthInfo;
import io.millrace.item.PlaneSink;
import io.millrace.item.RowSink;
import java.util.BitSet;
import java.util.List;

/** What an audit wants to know of pixels that it does not keep. */
final class Pixels {
  private Pixels() {}

  /** Takes pixels and forgets them. */
  static class Nowhere implements RowSink {
    @Override
    public void begin(int width, int height, int channels) {}

    @Override
    public void row(int y, byte[] pixels, int offset) {}
  }

  /** Remembers which values a mask has. */
  static final class Values extends Nowhere {
    private static final int WHITE = 255;

    private final BitSet seen = new BitSet(WHITE + 1);
    private int width;

    @Override
    public void begin(int width, int height, int channels) {
      this.width = width;
    }

    @Override
    public void row(int y, byte[] pixels, int offset) {
      for (int x = 0; x < width; x++) {
        seen.set(pixels[offset + x] & 0xFF);
      }
    }

    /** Whether any pixel is above 0. */
    boolean any() {
      return seen.nextSetBit(1) >= 0;
    }

    /** Values that are neither 0, 1 nor white alone: the classes of MVTec 3D-AD are 252 to 255. */
    List<String> codes() {
      BitSet codes = (BitSet) seen.clone();
      codes.clear(0, 2);
      boolean white = codes.cardinality() == 1 && codes.get(WHITE);
      return white ? List.of() : codes.stream().mapToObj(Integer::toString).toList();
    }
  }

  /** Counts the readings of a depth map's last channel, the distance, that are missing. */
  static final class Readings {
    private long missing;
    private long all;

    /** Takes the values of a map. */
    PlaneSink of(DepthInfo info) {
      return (channel, y, values) -> {
        if (channel == info.channels() - 1) {
          count(values, info.width());
        }
      };
    }

    private void count(float[] values, int width) {
      for (int x = 0; x < width; x++) {
        missing += values[x] != 0 && Float.isFinite(values[x]) ? 0 : 1;
      }

      all += width;
    }

    /** The share of them, 0 to 1. */
    double missing() {
      return all == 0 ? 1 : (double) missing / all;
    }
  }
}
