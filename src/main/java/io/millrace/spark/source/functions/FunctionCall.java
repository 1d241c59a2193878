package io.millrace.spark.source.functions;

import org.apache.spark.sql.catalyst.expressions.ApplyFunctionExpression;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import scala.collection.IndexedSeq;
import scala.collection.Seq;

/**
 * Spark's call of a function of its connector API, which columns and plans show by its own name.
 */
public final class FunctionCall extends ApplyFunctionExpression {
  private static final long serialVersionUID = 1L;

  /** A call with those arguments; Spark finds this constructor by reflection when it copies. */
  public FunctionCall(ScalarFunction<?> function, Seq<Expression> arguments) {
    super(function, arguments);
  }

  @Override
  public String prettyName() {
    return name();
  }

  @Override
  public String toString() {
    return children().mkString(name() + "(", ", ", ")");
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> arguments) {
    return new FunctionCall(function(), arguments);
  }
}
