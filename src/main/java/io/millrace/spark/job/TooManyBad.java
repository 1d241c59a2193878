package io.millrace.spark.job;

import io.millrace.sample.BadSampleException;
import io.millrace.sample.Finding;
import io.millrace.sample.Reason;
import io.millrace.store.Snapshot.LeftOut;
import io.millrace.store.StorePaths;
import java.util.List;
import java.util.Locale;

/**
 * Says that nothing was committed, because of bad samples.
 *
 * @param found how many are known; the run may have stopped before it saw all
 * @param allowed how many may be left out
 * @param first the first of them, at least one
 */
public record TooManyBad(long found, int allowed, List<Finding> first) {
  /** How many are told. */
  public static final int SHOWN = 10;

  public TooManyBad {
    first = List.copyOf(first);
  }

  static TooManyBad of(List<LeftOut> bad, int allowed) {
    return new TooManyBad(bad.size(), allowed, bad.stream().map(TooManyBad::finding).toList());
  }

  private static Finding finding(LeftOut sample) {
    Reason reason = Reason.valueOf(sample.reason().toUpperCase(Locale.ROOT));
    return new Finding(reason, sample.sampleId(), "it", sample.detail());
  }

  /** The failure of a prepare into that store. */
  public BadSampleException exception(StorePaths paths) {
    StringBuilder message =
        new StringBuilder(
            "Cannot prepare %s: %d bad samples, and %d may be left out"
                .formatted(paths.root(), found, allowed));
    first.stream()
        .limit(SHOWN)
        .forEach(finding -> message.append("\n  ").append(finding.sentence()));
    if (found > SHOWN) {
      message.append("\n  and ").append(found - SHOWN).append(" more");
    }

    message.append("\n(mend them, or give a larger --max-bad to leave them out)");
    return new BadSampleException(message.toString(), first.get(0));
  }
}
