package io.millrace.spark.source;

import io.millrace.spark.source.functions.SqlFunction;
import io.millrace.spark.source.functions.SqlFunctions;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import scala.Tuple3;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * The SQL functions {@code mr_...}, for {@code
 * spark.sql.extensions=io.millrace.spark.source.MillraceExtensions}.
 */
public final class MillraceExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    for (SqlFunction function : SqlFunctions.all()) {
      extensions.injectFunction(new Tuple3<>(function.id(), function.info(), function::call));
    }

    return BoxedUnit.UNIT;
  }

  /** Adds the functions to a session that exists already, as temporary ones. */
  public static void register(SparkSession spark) {
    for (SqlFunction function : SqlFunctions.all()) {
      spark
          .sessionState()
          .functionRegistry()
          .registerFunction(function.id(), function.info(), function::call);
    }
  }
}
