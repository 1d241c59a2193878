package io.millrace.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;

/**
 * The engine's gradient collector, for the thread that opens it. Whether a thread records gradients
 * is a state of the thread, which making a collector turns on: the thread that loaded the engine
 * has it off. The engine refuses a second collector while one is open, though gradients belong to
 * arrays and ranks of one JVM do not disturb each other: so the one before is closed first.
 */
final class GradientTape implements AutoCloseable {
  private static final Object LOCK = new Object();
  private static GradientCollector newest;

  private final GradientCollector collector;

  private GradientTape(GradientCollector collector) {
    this.collector = collector;
  }

  static GradientTape open() {
    synchronized (LOCK) {
      if (newest != null) {
        newest.close(); // a closed one goes on computing gradients
      }

      newest = Engine.getInstance().newGradientCollector();
      return new GradientTape(newest);
    }
  }

  /** Computes the gradients of what the loss was made of. */
  void backward(NDArray loss) {
    collector.backward(loss);
  }

  /** Turns recording off again where it was off. */
  @Override
  public void close() {
    synchronized (LOCK) {
      collector.close();
    }
  }
}
