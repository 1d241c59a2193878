package io.millrace.spark;

import io.millrace.batch.Recipe;
import io.millrace.config.InvalidConfigException;
import io.millrace.config.RunConfig;
import io.millrace.feed.FeedReport;
import io.millrace.feed.RankProgram;
import io.millrace.feed.Ranks;
import io.millrace.plan.PlanState;
import io.millrace.plan.TrainRule;
import io.millrace.sample.Split;
import io.millrace.spark.feed.FeedJob;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Feeds ranks from a source.
 *
 * @param resumed where training goes on without a checkpoint; none or one
 */
record Feeding(SampleSource source, RunConfig config, List<PlanState> resumed) {
  <R extends Serializable> FeedReport<R> run(Ranks ranks, RankProgram<R> program) {
    int batch = ranks.run().globalBatchSize();
    int globalBatch = batch == 0 ? config.loading().trainBatchSize() : batch;
    Map<Split, Recipe> recipes = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      recipes.put(split, config.recipe(split, source.contents()));
    }

    check(ranks, globalBatch, recipes);
    SampleSource.Fed fed = source.feed(recipes, globalBatch);
    long seed = config.splits().seed().value();
    PlanState start =
        new TrainStart(fed.identity(), TrainRule.of(seed, globalBatch, ranks.count()))
            .of(resumed.stream().findFirst());
    return new FeedJob(fed.input(), ranks, start, config.loading()).run(program);
  }

  private void check(Ranks ranks, int globalBatch, Map<Split, Recipe> recipes) {
    if (globalBatch % ranks.count() != 0) {
      throw refused(
          "Cannot share global batches of %d rows among %d ranks (the number of ranks must divide the batch)"
              .formatted(globalBatch, ranks.count()));
    }

    recipes.forEach(
        (split, recipe) -> {
          if (source.layout(recipe).isEmpty()) {
            throw refused(
                "Cannot feed ranks with %s pictures of many sizes (give an image_size)"
                    .formatted(split.text()));
          }
        });
  }

  private static InvalidConfigException refused(String why) {
    return new InvalidConfigException(List.of(why));
  }
}
