package io.millrace.sample;

import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;

/**
 * What is made of the depth maps of a data set that has them.
 *
 * @param channels how many of a map's channels are kept
 * @param resizing whether a map is moved with its picture
 * @param valid whether samples say which of their readings are there
 */
public record Depth(Channels channels, Resizing resizing, Valid valid) implements Serializable {
  /** No depth maps. */
  public static final Depth NONE = new Depth(Channels.NONE, Resizing.ON, Valid.OFF);

  /** The last channel, moved with the picture. */
  public static final Depth Z = new Depth(Channels.Z, Resizing.ON, Valid.OFF);

  /** Channels of a depth map. */
  public enum Channels {
    /** There are no maps. */
    NONE(0),
    /** The distance alone: the last channel of a file of three, or the only one. */
    Z(1),
    /** All three coordinates. */
    XYZ(3);

    private final int count;

    Channels(int count) {
      this.count = count;
    }

    /** How many. */
    public int count() {
      return count;
    }

    /** {@code none}, {@code z} or {@code xyz}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether a map gets the picture's geometry. */
  public enum Resizing {
    /** By nearest neighbour: 0 means that there is no reading, and is never blended. */
    ON,
    /** It stays as large as its file, as in the reference. */
    OFF
  }

  /** Whether a sample has a mask of the readings that are there. */
  public enum Valid {
    ON,
    OFF
  }

  public Depth {
    Objects.requireNonNull(channels, "channels");
    Objects.requireNonNull(resizing, "resizing");
    Objects.requireNonNull(valid, "valid");
  }

  /** Whether there are maps. */
  public boolean exists() {
    return channels != Channels.NONE;
  }
}
