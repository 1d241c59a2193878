package io.millrace.spark.job;

import io.millrace.batch.Recipe;
import io.millrace.spark.rows.SampleRows;
import io.millrace.store.Snapshot;
import io.millrace.store.StoreFacts;
import io.millrace.store.StorePaths;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/**
 * What is prepared.
 *
 * @param source the samples
 * @param facts of the store
 * @param recipe how files become the numbers of a tensors store
 * @param leftOut the samples that were found bad before, and are not among the rows
 */
public record PrepareInput(
    Source source, StoreFacts facts, Recipe recipe, List<Snapshot.LeftOut> leftOut) {
  public PrepareInput {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(facts, "facts");
    Objects.requireNonNull(recipe, "recipe");
    leftOut = List.copyOf(leftOut);
  }

  /** Where samples come from. */
  public static final class Source {
    private final JavaRDD<Row> rows;
    private final Snapshot packed;
    private final StorePaths paths;

    private Source(JavaRDD<Row> rows, Snapshot packed, StorePaths paths) {
      this.rows = rows;
      this.packed = packed;
      this.paths = paths;
    }

    /** Files that were listed: good rows of {@link SampleRows#DIVIDED}, in path order. */
    public static Source files(JavaRDD<Row> rows) {
      return new Source(rows, null, new StorePaths("none"));
    }

    /** The bytes of a packed store. */
    public static Source packed(Snapshot snapshot, StorePaths paths) {
      return new Source(null, snapshot, paths);
    }

    /** The packed snapshot, if the bytes come from one. */
    Optional<Snapshot> packed() {
      return Optional.ofNullable(packed);
    }

    StorePaths paths() {
      return paths;
    }

    JavaRDD<Row> rows() {
      return rows;
    }
  }
}
