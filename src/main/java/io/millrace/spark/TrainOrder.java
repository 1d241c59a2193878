package io.millrace.spark;

import io.millrace.batch.EpochOrder;
import io.millrace.config.LoadConfig;
import io.millrace.plan.Chunks;
import io.millrace.plan.Policy;
import io.millrace.plan.TrainPlan;
import io.millrace.plan.TrainRule;
import io.millrace.random.TorchOrder;
import java.util.Arrays;
import java.util.PrimitiveIterator;

/** The orders of a training loader in one process. */
final class TrainOrder {
  /** Rows that are shuffled together: max(64, 2048 / lanes) of the plan's defaults, one lane. */
  private static final int WINDOW = 2048;

  private TrainOrder() {}

  static EpochOrder of(LoadConfig.Order order, long seed, int samples) {
    return switch (order) {
      case PLAN -> plan(seed, samples);
      case TORCH -> new Torch(seed, samples);
    };
  }

  /** One lane of one-row chunks in table order: the plan of raw data. */
  private static EpochOrder plan(long seed, int samples) {
    TrainRule rule = new TrainRule(seed, 1, WINDOW, 1, Policy.DROP_TAIL);
    TrainPlan plan = new TrainPlan(Chunks.uniform(samples, 1), rule);
    return epoch -> plan.order(0, epoch).iterator(0);
  }

  /** The order of torch's loader; its generator goes on from epoch to epoch. */
  private static final class Torch implements EpochOrder {
    private final TorchOrder order;
    private final int samples;
    private long next;

    Torch(long seed, int samples) {
      this.order = new TorchOrder(seed);
      this.samples = samples;
    }

    @Override
    public PrimitiveIterator.OfInt positions(long epoch) {
      if (epoch != next) {
        throw new IllegalStateException(
            "Cannot give epoch " + epoch + " of torch's order: the next one is " + next);
      }

      next++;
      return Arrays.stream(order.next(samples)).iterator();
    }
  }
}
