package io.millrace.spark.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.sources.And;
import org.apache.spark.sql.sources.EqualNullSafe;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.GreaterThan;
import org.apache.spark.sql.sources.GreaterThanOrEqual;
import org.apache.spark.sql.sources.In;
import org.apache.spark.sql.sources.IsNotNull;
import org.apache.spark.sql.sources.IsNull;
import org.apache.spark.sql.sources.LessThan;
import org.apache.spark.sql.sources.LessThanOrEqual;
import org.apache.spark.sql.sources.Not;
import org.apache.spark.sql.sources.Or;
import org.apache.spark.sql.sources.StringContains;
import org.apache.spark.sql.sources.StringEndsWith;
import org.apache.spark.sql.sources.StringStartsWith;

/** A filter as Spark gives it to a source, made a condition again: Spark's own, nulls and all. */
final class FilterColumn {
  private FilterColumn() {}

  /** The condition; none for filters that are not known here. */
  static Optional<Column> of(Filter filter) {
    if (filter instanceof And and) {
      return of(and.left()).flatMap(left -> of(and.right()).map(left::and));
    }

    if (filter instanceof Or or) {
      return of(or.left()).flatMap(left -> of(or.right()).map(left::or));
    }

    if (filter instanceof Not not) {
      return of(not.child()).map(child -> not(child));
    }

    return comparison(filter).or(() -> membership(filter)).or(() -> text(filter));
  }

  private static Optional<Column> comparison(Filter filter) {
    if (filter instanceof EqualTo equal) {
      return Optional.of(col(equal.attribute()).equalTo(equal.value()));
    }

    if (filter instanceof EqualNullSafe equal) {
      return Optional.of(col(equal.attribute()).eqNullSafe(equal.value()));
    }

    if (filter instanceof GreaterThan greater) {
      return Optional.of(col(greater.attribute()).gt(greater.value()));
    }

    if (filter instanceof GreaterThanOrEqual greater) {
      return Optional.of(col(greater.attribute()).geq(greater.value()));
    }

    if (filter instanceof LessThan less) {
      return Optional.of(col(less.attribute()).lt(less.value()));
    }

    return filter instanceof LessThanOrEqual less
        ? Optional.of(col(less.attribute()).leq(less.value()))
        : Optional.empty();
  }

  private static Optional<Column> membership(Filter filter) {
    if (filter instanceof In in) {
      return Optional.of(col(in.attribute()).isin(in.values()));
    }

    if (filter instanceof IsNull missing) {
      return Optional.of(col(missing.attribute()).isNull());
    }

    return filter instanceof IsNotNull there
        ? Optional.of(col(there.attribute()).isNotNull())
        : Optional.empty();
  }

  private static Optional<Column> text(Filter filter) {
    if (filter instanceof StringStartsWith text) {
      return Optional.of(col(text.attribute()).startsWith(text.value()));
    }

    if (filter instanceof StringEndsWith text) {
      return Optional.of(col(text.attribute()).endsWith(text.value()));
    }

    return filter instanceof StringContains text
        ? Optional.of(col(text.attribute()).contains(text.value()))
        : Optional.empty();
  }
}
