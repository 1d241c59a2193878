package io.millrace.report.measure;

import io.millrace.report.profile.Defect;
import io.millrace.sample.PathOrder;
import io.millrace.sample.Sample;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Adds up masks by category and label. */
final class DefectTally implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Kinds of defects, the first ones by name. */
  private static final int KINDS = 256;

  private final TreeMap<Kind, Masks> masks = new TreeMap<>();

  private record Kind(String category, String label) implements Comparable<Kind>, Serializable {
    private static final Comparator<Kind> ORDER =
        Comparator.comparing(Kind::category, PathOrder.BY_CODE_POINT)
            .thenComparing(Kind::label, PathOrder.BY_CODE_POINT);

    @Override
    public int compareTo(Kind other) {
      return ORDER.compare(this, other);
    }
  }

  private static final class Masks implements Serializable {
    private static final long serialVersionUID = 1L;
    private final SpreadTally area = new SpreadTally(Bins.AREA);
    private final long[] cells = new long[MaskMeasure.SIDE * MaskMeasure.SIDE];
    private long count;

    void add(MaskMeasure mask) {
      area.add(mask.area());
      Arrays.setAll(cells, i -> cells[i] + mask.cells()[i]);
      count++;
    }

    void add(Masks other) {
      area.add(other.area);
      Arrays.setAll(cells, i -> cells[i] + other.cells[i]);
      count += other.count;
    }

    Defect.Heat heat() {
      List<Double> shares =
          Arrays.stream(cells).mapToObj(cell -> (double) cell / MaskMeasure.ONE / count).toList();
      return new Defect.Heat(MaskMeasure.SIDE, MaskMeasure.SIDE, shares);
    }
  }

  void add(Sample sample, MaskMeasure mask) {
    of(new Kind(sample.category(), sample.label())).add(mask);
    cut();
  }

  void add(DefectTally other) {
    other.masks.forEach((kind, more) -> of(kind).add(more));
    cut();
  }

  private Masks of(Kind kind) {
    return masks.computeIfAbsent(kind, any -> new Masks());
  }

  private void cut() {
    while (masks.size() > KINDS) {
      masks.pollLastEntry();
    }
  }

  List<Defect> defects() {
    return masks.entrySet().stream()
        .map(entry -> defect(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Defect defect(Kind kind, Masks masks) {
    return new Defect(kind.category, kind.label, masks.area.spread(), masks.heat());
  }
}
