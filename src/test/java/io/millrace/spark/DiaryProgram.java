package io.millrace.spark;

import io.millrace.feed.FeedBatch;
import io.millrace.feed.FeedBatches;
import io.millrace.feed.RankContext;
import io.millrace.feed.RankProgram;
import io.millrace.sample.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes down which samples come at which step.
 *
 * @param epochs how many it trains
 * @param limit global step at which it stops and writes a checkpoint
 */
record DiaryProgram(int epochs, long limit) implements RankProgram<Diary> {
  DiaryProgram(int epochs) {
    this(epochs, Long.MAX_VALUE);
  }

  DiaryProgram until(long step) {
    return new DiaryProgram(epochs, step);
  }

  @Override
  public Diary run(RankContext context) throws IOException {
    long began = context.globalStep();
    List<String> steps = new ArrayList<>();
    List<String> invalid = new ArrayList<>();
    for (long epoch = context.firstEpoch();
        epoch < epochs && context.globalStep() < limit;
        epoch++) {
      try (FeedBatches batches = context.train(epoch)) {
        while (batches.hasNext() && context.globalStep() < limit) {
          FeedBatch batch = batches.next();
          steps.add(String.join(" ", batch.sampleIds()));
          note(batch, invalid);
        }
      }
    }

    if (limit < Long.MAX_VALUE) {
      context.checkpoint(output -> output.write(1));
    }

    List<String> evaluated = new ArrayList<>();
    int evaluations = 0;
    try (FeedBatches batches = context.evaluate(Split.TEST)) {
      while (batches.hasNext()) {
        evaluated.addAll(batches.next().sampleIds());
        evaluations++;
      }
    }

    return new Diary(began, context.globalStep(), steps, invalid, evaluations, evaluated);
  }

  private static void note(FeedBatch batch, List<String> invalid) {
    for (int i = 0; i < batch.size(); i++) {
      if (!batch.isValid(i)) {
        invalid.add(batch.sampleIds().get(i));
      }
    }
  }
}
