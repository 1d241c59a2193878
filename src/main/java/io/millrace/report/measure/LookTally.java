package io.millrace.report.measure;

import io.millrace.item.Size;
import io.millrace.report.profile.Pictures;
import io.millrace.report.profile.Pictures.Look;
import io.millrace.report.profile.Pictures.Sized;
import io.millrace.report.profile.Spread;
import io.millrace.sample.Split;
import java.io.Serializable;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what pictures are like. */
final class LookTally implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Sizes that are counted one by one: those of the smallest heights, where there are more. */
  private static final int SIZES = 4096;

  /** Sizes that are told. */
  private static final int TOLD = 24;

  private final TreeMap<Long, Long> sizes = new TreeMap<>();
  private final Map<Split, Looks> looks = new EnumMap<>(Split.class);
  private long count;

  /** The tallies of one subset. */
  private static final class Looks implements Serializable {
    private static final long serialVersionUID = 1L;
    private final SpreadTally aspect = new SpreadTally(Bins.ASPECT);
    private final SpreadTally brightness = new SpreadTally(Bins.BRIGHTNESS);
    private final SpreadTally sharpness = new SpreadTally(Bins.SHARPNESS);

    void add(PictureMeasure picture) {
      aspect.add((double) picture.size().width() / picture.size().height());
      brightness.add(picture.brightness());
      sharpness.add(picture.sharpness());
    }

    void add(Looks other) {
      aspect.add(other.aspect);
      brightness.add(other.brightness);
      sharpness.add(other.sharpness);
    }

    Look look() {
      Spread shape = aspect.spread();
      return new Look(shape, brightness.spread(), sharpness.spread());
    }
  }

  void add(Collection<Split> splits, PictureMeasure picture) {
    count++;
    addSize((long) picture.size().height() << Integer.SIZE | picture.size().width(), 1);
    splits.forEach(split -> looks.computeIfAbsent(split, any -> new Looks()).add(picture));
  }

  void add(LookTally other) {
    count += other.count;
    other.sizes.forEach(this::addSize);
    other.looks.forEach(
        (split, more) -> looks.computeIfAbsent(split, any -> new Looks()).add(more));
  }

  private void addSize(long size, long pictures) {
    sizes.merge(size, pictures, Long::sum);
    if (sizes.size() > SIZES) {
      sizes.pollLastEntry();
    }
  }

  Pictures pictures() {
    List<Sized> told =
        sizes.entrySet().stream()
            .map(entry -> new Sized(size(entry.getKey()), entry.getValue()))
            .sorted(Comparator.comparingLong(Sized::pictures).reversed())
            .limit(TOLD)
            .toList();
    Map<Split, Look> bySplit = new EnumMap<>(Split.class);
    looks.forEach((split, all) -> bySplit.put(split, all.look()));
    long others = count - told.stream().mapToLong(Sized::pictures).sum();
    return new Pictures(count, told, others, bySplit);
  }

  private static Size size(long key) {
    return new Size((int) (key >> Integer.SIZE), (int) key);
  }
}
