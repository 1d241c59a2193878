package io.millrace.spark.job;

import io.millrace.batch.Recipe;
import io.millrace.spark.rows.SampleRows;
import io.millrace.store.Snapshot;
import io.millrace.store.Snapshot.LeftOut;
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
 */
public record PrepareInput(Source source, StoreFacts facts, Recipe recipe) {
  public PrepareInput {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(facts, "facts");
    Objects.requireNonNull(recipe, "recipe");
  }

  /** Where samples come from. */
  public static final class Source {
    private final Optional<JavaRDD<Row>> rows;
    private final Optional<FromStore> packed;
    private final List<LeftOut> leftOut;

    private Source(Optional<JavaRDD<Row>> rows, Optional<FromStore> packed, List<LeftOut> leftOut) {
      this.rows = rows;
      this.packed = packed;
      this.leftOut = List.copyOf(leftOut);
    }

    /** A packed snapshot and where it lies. */
    record FromStore(Snapshot snapshot, StorePaths paths) {}

    /**
     * Files that were listed.
     *
     * @param rows the good ones: rows of {@link SampleRows#DIVIDED}, in path order
     * @param leftOut the samples that were found bad
     */
    public static Source files(JavaRDD<Row> rows, List<LeftOut> leftOut) {
      return new Source(Optional.of(rows), Optional.empty(), leftOut);
    }

    /** The bytes of a packed store; what it left out is left out again. */
    public static Source packed(Snapshot snapshot, StorePaths paths) {
      return new Source(
          Optional.empty(), Optional.of(new FromStore(snapshot, paths)), snapshot.quarantine());
    }

    Optional<FromStore> packed() {
      return packed;
    }

    JavaRDD<Row> rows() {
      return rows.orElseThrow();
    }

    List<LeftOut> leftOut() {
      return leftOut;
    }

    /** Samples that count against what may be left out: not those that were left out before. */
    List<LeftOut> counted() {
      return packed.isPresent() ? List.of() : leftOut;
    }
  }
}
