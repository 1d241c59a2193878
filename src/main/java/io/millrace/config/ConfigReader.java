package io.millrace.config;

import io.millrace.datasets.DatasetLayout;
import io.millrace.datasets.Division;
import java.util.ArrayList;
import java.util.List;

/** Reads a run from anomalib's own YAML and from settings; every problem is told at once. */
public final class ConfigReader {
  private final DatasetKind kind;
  private final Section section;
  private final List<String> warnings = new ArrayList<>();

  private ConfigReader(DatasetKind kind, Section section) {
    this.kind = kind;
    this.section = section;
  }

  /**
   * The run.
   *
   * @throws InvalidConfigException with every problem, in the order of the file
   */
  public static RunConfig read(ConfigInput input) {
    return reading(input).run;
  }

  /**
   * What is no error in that input and still worth a word: keys without effect, two resizes.
   *
   * @throws InvalidConfigException with every problem, in the order of the file
   */
  public static List<String> warnings(ConfigInput input) {
    return reading(input).warnings;
  }

  /** Every key below {@code data}. */
  public static List<ConfigKey> keys() {
    return KeyTable.ALL;
  }

  private record Reading(RunConfig run, List<String> warnings) {}

  private static Reading reading(ConfigInput input) {
    Problems problems = new Problems();
    DataDraft draft = new DataDraft(problems);
    new FileForm(draft).add(YamlText.read(input.yaml(), input.source()), input.source());
    new SettingForm(draft).add(input.settings());
    DatasetKind kind = DatasetKind.of(draft.dataset(), problems);
    ConfigReader reader = new ConfigReader(kind, draft.section());
    RunConfig run = reader.run();
    problems.raise();
    return new Reading(run, List.copyOf(reader.warnings));
  }

  private RunConfig run() {
    DatasetLayout dataset = new DatasetReading(section).read(kind);
    warnOfNoEffect();
    return new RunConfig(
        dataset,
        splits(dataset),
        new PixelReading(section, warnings).read(),
        loading(dataset),
        new CacheConfig(section.read(DataKeys.CACHE_DIR), section.read(DataKeys.CACHE_BYTES)));
  }

  private void warnOfNoEffect() {
    if (kind == DatasetKind.FOLDER && section.given(DatasetKeys.NORMAL_SPLIT_RATIO).isPresent()) {
      section.read(DatasetKeys.NORMAL_SPLIT_RATIO);
      warnings.add(
          "data.normal_split_ratio has no effect, as in anomalib (data.test_split_ratio has)");
    }

    if (section.given(DatasetKeys.ABNORMAL_DIR).isEmpty()) {
      warnOfNoEffect(DatasetKeys.MASK_DIR, DatasetKeys.ABNORMAL_DEPTH_DIR);
    }
  }

  private void warnOfNoEffect(Key<?>... keys) {
    for (Key<?> key : keys) {
      if (section.given(key).isPresent()) {
        warnings.add("data." + key.name() + " has no effect without data.abnormal_dir");
      }
    }
  }

  private SplitConfig splits(DatasetLayout dataset) {
    SplitConfig defaults = SplitConfig.defaults(dataset);
    List<Long> seed = section.read(DataKeys.SEED);
    // where the test videos are given the key is a problem, whatever it says
    boolean given = dataset.division() == Division.PUBLISHED_VIDEOS;
    return new SplitConfig(
        given ? defaults.testMode() : section.read(DataKeys.testSplitMode(defaults.testMode())),
        section.read(DataKeys.TEST_SPLIT_RATIO),
        section.read(DataKeys.valSplitMode(defaults.valMode())),
        section.read(DataKeys.VAL_SPLIT_RATIO),
        seed.isEmpty() ? defaults.seed() : Seed.of(seed.get(0)));
  }

  private LoadConfig loading(DatasetLayout dataset) {
    return new LoadConfig(
        section.read(DataKeys.trainBatchSize(dataset.batchSize())),
        section.read(DataKeys.evalBatchSize(dataset.batchSize())),
        Math.max(1, section.read(DataKeys.NUM_WORKERS)),
        section.read(DataKeys.ORDER),
        section.read(DataKeys.ON_BAD_SAMPLE));
  }
}
