package io.millrace.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What was scored: each sample once, so that a figure is computed once over all of them, however
 * they were dealt to ranks or tasks.
 *
 * @param rows by sample id
 */
public record EvaluationLedger(List<Row> rows) implements Serializable {
  /** Nothing yet. */
  public static final EvaluationLedger EMPTY = new EvaluationLedger(List.of());

  /**
   * One scored sample.
   *
   * @param label 0 normal, 1 abnormal, -1 unknown
   * @param score higher is more abnormal
   */
  public record Row(String sampleId, int label, double score) implements Serializable {
    public Row {
      Objects.requireNonNull(sampleId, "sampleId");
      if (label < -1 || label > 1 || Double.isNaN(score)) {
        throw new IllegalArgumentException(
            "Invalid score of %s: label %d, score %s (label -1, 0 or 1; a number)"
                .formatted(sampleId, label, score));
      }
    }
  }

  /**
   * A figure and what it was computed over.
   *
   * @param value the figure, 0 to 1
   * @param covered samples that it is over
   * @param samples that there are
   */
  public record Figure(double value, int covered, int samples) implements Serializable {
    /** Such as {@code 0.973 over 83 of 83}. */
    public String text() {
      return String.format(java.util.Locale.ROOT, "%.3f over %d of %d", value, covered, samples);
    }
  }

  public EvaluationLedger {
    rows = rows.stream().sorted(Comparator.comparing(Row::sampleId)).toList();
    for (int i = 1; i < rows.size(); i++) {
      if (rows.get(i).sampleId.equals(rows.get(i - 1).sampleId)) {
        throw new IllegalArgumentException(
            "Cannot count %s twice: each sample is scored once".formatted(rows.get(i).sampleId));
      }
    }
  }

  /** All of them together. */
  public static EvaluationLedger merge(Collection<EvaluationLedger> parts) {
    List<Row> all = new ArrayList<>();
    parts.forEach(part -> all.addAll(part.rows));
    return new EvaluationLedger(all);
  }

  /**
   * Picture AUROC over all of that many samples.
   *
   * @throws IllegalStateException if any is missing: {@link #aurocCovering} takes what there is
   */
  public Figure auroc(int samples) {
    if (rows.size() != samples) {
      throw new IllegalStateException(
          "Cannot give a figure over %d of %d samples as if it were over all (score the missing ones, or ask for what is covered)"
              .formatted(rows.size(), samples));
    }

    return aurocCovering(samples);
  }

  /**
   * Picture AUROC over the samples of known label that are here, of that many.
   *
   * @throws IllegalArgumentException if there are no normal or no abnormal samples
   */
  public Figure aurocCovering(int samples) {
    if (rows.size() > samples) {
      throw new IllegalStateException(
          "Cannot cover %d of %d samples".formatted(rows.size(), samples));
    }

    double[] normal = scores(0);
    double[] abnormal = scores(1);
    return new Figure(Auroc.of(normal, abnormal), normal.length + abnormal.length, samples);
  }

  /** Whether an AUROC can be computed: there are normal and abnormal samples. */
  public boolean hasBoth() {
    return scores(0).length > 0 && scores(1).length > 0;
  }

  private double[] scores(int label) {
    return rows.stream().filter(row -> row.label == label).mapToDouble(Row::score).toArray();
  }
}
