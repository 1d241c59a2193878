package io.millrace.spark.profile;

import io.millrace.batch.Recipe;
import io.millrace.item.Precision;
import io.millrace.sample.Contents;
import io.millrace.sample.Depth;
import io.millrace.sample.OriginalFrames;
import io.millrace.transform.Compose;
import java.io.Serializable;
import java.util.Iterator;
import java.util.function.UnaryOperator;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/** Opens, on an executor, what reads samples as they are stored. */
public interface OpensItems extends Serializable {
  /**
   * Opens it for rows of a task; the caller closes it.
   *
   * @param sample the sample's row of a row
   */
  ItemReader open(Iterator<Row> rows, UnaryOperator<Row> sample);

  /** Opens it until the task ends. */
  default ItemReader openForTask(Iterator<Row> rows, UnaryOperator<Row> sample) {
    ItemReader reader = open(rows, sample);
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) ended -> reader.close());
    return reader;
  }

  /** The recipe of samples as they are stored: no operation, uint8, no frame twice. */
  static Recipe stored(Recipe recipe) {
    Contents all = recipe.contents();
    Depth depth =
        all.depth().exists()
            ? new Depth(all.depth().channels(), all.depth().resizing(), Depth.Valid.OFF)
            : Depth.NONE;
    return new Recipe(
        Compose.NONE,
        Precision.UINT8,
        new Contents(all.task(), all.clips(), depth, OriginalFrames.DROP),
        recipe.seed(),
        recipe.decoding());
  }
}
