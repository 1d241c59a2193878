package io.millrace.spark;

import io.millrace.batch.Recipe;
import io.millrace.config.RunConfig;
import io.millrace.report.measure.Tally;
import io.millrace.report.profile.Card;
import io.millrace.report.profile.Profile;
import io.millrace.sample.Split;
import io.millrace.spark.profile.ProfileInput;
import io.millrace.spark.profile.ProfileJob;
import io.millrace.split.SplitRule;
import io.millrace.split.ValSplitMode;
import io.millrace.store.StoreFacts;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;

/** Profiles a source: the pass over its samples, what the listing finds wrong, what it is. */
final class Profiling {
  private final SampleSource source;
  private final RunConfig config;
  private final ProfileJob job;

  Profiling(SampleSource source, RunConfig config) {
    this.source = source;
    this.config = config;
    this.job = new ProfileJob(JavaSparkContext.fromSparkContext(source.spark().sparkContext()));
  }

  Profile run() {
    source.setup();
    boolean same = source.rule().valMode() == ValSplitMode.SAME_AS_TEST;
    Set<Split> splits = same ? EnumSet.of(Split.TRAIN, Split.TEST) : EnumSet.allOf(Split.class);
    ProfileInput input = source.toProfile(splits, training());
    ProfileJob.Found found = job.run(input);
    listingFindings().forEach(part -> found.tally().add(Tally.of(part)));
    return found.tally().profile(card(input.kind()), found.twins());
  }

  /** At full size, whatever is done then. */
  private Recipe training() {
    Recipe recipe = config.recipe(Split.TRAIN, source.contents());
    return new Recipe(
        recipe.transforms(),
        recipe.precision(),
        recipe.contents(),
        recipe.seed(),
        config.pixels().decoding());
  }

  /** Tallies. */
  private List<byte[]> listingFindings() {
    return source.audit(AuditDepth.LISTING).javaRDD().mapPartitions(new TallyFindings()).collect();
  }

  private Card card(String kind) {
    StoreFacts.Dataset dataset = source.dataset();
    SplitRule rule = source.rule();
    return new Card(
        dataset.name(),
        config.dataset().root(),
        kind,
        dataset.categories(),
        source.contents(),
        new Card.Division(rule.testMode().text(), rule.valMode().text(), rule.seed()),
        source.size());
  }

  long measured() {
    return job.measured();
  }
}
