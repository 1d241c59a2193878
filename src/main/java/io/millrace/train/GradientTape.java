package io.millrace.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;

/**
 * The engine's gradient collector, of which a JVM may have one at a time, shared by the ranks of
 * this JVM: the first to open it makes it, the last to close it ends it. Gradients belong to
 * arrays, so that ranks do not disturb each other.
 */
final class GradientTape implements AutoCloseable {
  private static final Object LOCK = new Object();
  private static GradientCollector shared;
  private static int users;

  private final GradientCollector collector;

  private GradientTape(GradientCollector collector) {
    this.collector = collector;
  }

  static GradientTape open() {
    synchronized (LOCK) {
      if (users == 0) {
        shared = Engine.getInstance().newGradientCollector();
      }

      users++;
      return new GradientTape(shared);
    }
  }

  /** Computes the gradients of what the loss was made of. */
  void backward(NDArray loss) {
    collector.backward(loss);
  }

  @Override
  public void close() {
    synchronized (LOCK) {
      users--;
      if (users == 0) {
        shared.close();
        shared = null;
      }
    }
  }
}
