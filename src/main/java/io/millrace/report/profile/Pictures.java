package io.millrace.report.profile;

import io.millrace.item.Size;
import io.millrace.sample.Split;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What pictures are like, each once; of clips, each frame that is in any clip once.
 *
 * @param count pictures or frames that were read
 * @param sizes the most frequent ones, largest count first
 * @param others pictures of other sizes
 * @param bySplit what differs from subset to subset; a subset without pictures has no key
 */
public record Pictures(long count, List<Sized> sizes, long others, Map<Split, Look> bySplit) {
  public Pictures {
    sizes = List.copyOf(sizes);
    Map<Split, Look> copy = new EnumMap<>(Split.class);
    copy.putAll(bySplit);
    bySplit = Collections.unmodifiableMap(copy);
  }

  /** How many pictures have that size. */
  public record Sized(Size size, long pictures) {
    public Sized {
      Objects.requireNonNull(size, "size");
    }
  }

  /**
   * What the pictures of a subset are like.
   *
   * @param aspect width over height
   * @param brightness mean of the luma 0.299 R + 0.587 G + 0.114 B, from 0 to 255
   * @param sharpness variance of the luma's Laplacian (4 neighbours), as in Pech-Pacheco et al.,
   *     "Diatom autofocusing in brightfield microscopy", 2000; the bins grow by factors
   */
  public record Look(Spread aspect, Spread brightness, Spread sharpness) {
    public Look {
      Objects.requireNonNull(aspect, "aspect");
      Objects.requireNonNull(brightness, "brightness");
      Objects.requireNonNull(sharpness, "sharpness");
    }
  }
}
