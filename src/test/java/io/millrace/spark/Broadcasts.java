package io.millrace.spark;

import org.apache.spark.storage.BlockId;
import scala.runtime.AbstractFunction1;

/** Whether a block is of a broadcast. */
final class Broadcasts extends AbstractFunction1<BlockId, Object> {
  @Override
  public Object apply(BlockId block) {
    return block.isBroadcast();
  }
}
