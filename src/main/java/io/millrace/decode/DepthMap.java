package io.millrace.decode;

import io.millrace.item.PlaneSink;
import io.millrace.sample.UnreadableException;

/** A depth map whose header has been read and whose numbers have not. */
interface DepthMap {
  DepthInfo info();

  /** Refuses what is larger than the limits, before anything of its size is allocated. */
  default void check(Limits limits) throws UnreadableException {
    limits.check(info().width(), info().height());
  }

  /** Decodes every row of every channel. */
  void write(PlaneSink sink) throws UnreadableException;
}
