package io.millrace.config;

import io.millrace.datasets.DatasetLayout;
import io.millrace.datasets.Division;
import io.millrace.split.SplitRule;
import io.millrace.split.TestSplitMode;
import io.millrace.split.ValSplitMode;
import java.util.Objects;

/**
 * How a data set is divided.
 *
 * @param testMode where test samples come from
 * @param testRatio share of the training samples that becomes test where the test has no normal
 *     ones; 0 means 0.5, as in the reference
 * @param valMode where validation samples come from
 * @param valRatio share that becomes validation; 0 means 0.5, as in the reference
 * @param seed of every random choice; 0 is a seed
 */
public record SplitConfig(
    TestSplitMode testMode, double testRatio, ValSplitMode valMode, double valRatio, Seed seed) {
  public SplitConfig {
    Objects.requireNonNull(testMode, "testMode");
    Objects.requireNonNull(valMode, "valMode");
    Objects.requireNonNull(seed, "seed");
  }

  /** The defaults of the reference's class for that data set; the seed is chosen by chance. */
  public static SplitConfig defaults(DatasetLayout dataset) {
    ValSplitMode val =
        dataset.division() == Division.OWN ? ValSplitMode.FROM_TEST : ValSplitMode.SAME_AS_TEST;
    return new SplitConfig(testMode(dataset.division()), 0.2, val, 0.5, Seed.choose());
  }

  /** Published test videos are taken as they are: what is normal in them nobody knows yet. */
  private static TestSplitMode testMode(Division division) {
    return switch (division) {
      case PUBLISHED, OWN -> TestSplitMode.FROM_DIR;
      case PUBLISHED_VIDEOS -> TestSplitMode.NONE;
    };
  }

  /** The rule that the rooms below understand. */
  public SplitRule rule() {
    return new SplitRule(testMode, testRatio, valMode, valRatio, seed.value());
  }

  /** The same splits with another seed. */
  public SplitConfig with(Seed other) {
    return new SplitConfig(testMode, testRatio, valMode, valRatio, other);
  }
}
