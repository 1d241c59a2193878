package io.millrace.spark.source.functions;

import io.millrace.sample.OnBadSample;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * A function that sessions can register.
 *
 * @param stem its name behind {@code mr_} or {@code mr_try_}
 * @param manual what {@code DESCRIBE FUNCTION} says
 * @param binding what a call does
 * @param policy QUARANTINE makes it the twin that gives null
 */
public record SqlFunction(String stem, Manual manual, Binding binding, OnBadSample policy) {
  private static final String LENIENT = "mr_try_";

  /** Decides what a call does, on the driver, by the type of its first argument. */
  interface Binding {
    Work bind(DataType first);
  }

  /**
   * What is said about a function.
   *
   * @param arguments as they are written, such as {@code (image, longest_edge)}
   * @param summary what it gives, a sentence
   * @param details what the arguments are, lines
   * @param example SQL that works with a column of that name
   * @param defaults of the last arguments, which a call may leave out
   */
  record Manual(
      String arguments, String summary, String details, String example, List<Object> defaults) {
    Manual {
      defaults = List.copyOf(defaults);
    }
  }

  /** Its name in SQL. */
  public String name() {
    return (policy == OnBadSample.QUARANTINE ? LENIENT : "mr_") + stem;
  }

  /** The name by which a session knows it. */
  public FunctionIdentifier id() {
    return new FunctionIdentifier(name());
  }

  /** What {@code DESCRIBE FUNCTION EXTENDED} shows. */
  public ExpressionInfo info() {
    String bad =
        policy == OnBadSample.QUARANTINE
            ? " Null for what cannot be read."
            : " Fails on what cannot be read; " + LENIENT + stem + " gives null.";
    return new ExpressionInfo(
        getClass().getName(),
        null,
        name(),
        "_FUNC_" + manual.arguments + " - " + manual.summary + bad,
        "\n    Arguments:\n      " + manual.details.strip().replace("\n", "\n      ") + "\n  ",
        "\n    Examples:\n      > " + manual.example.formatted("_FUNC_") + "\n  ",
        "",
        "misc_funcs",
        "",
        "",
        "java_udf");
  }

  /**
   * A call in a query.
   *
   * @throws IllegalArgumentException if the number of arguments is wrong, or the first is a string
   *     where bytes are needed
   */
  public Expression call(Seq<Expression> arguments) {
    List<Expression> all = new ArrayList<>(JavaConverters.seqAsJavaList(arguments));
    Work work = binding.bind(all.isEmpty() ? DataTypes.NullType : all.get(0).dataType());
    int most = work.inputTypes().length;
    int least = most - manual.defaults.size();
    if (all.size() < least || all.size() > most) {
      throw new IllegalArgumentException(
          "Invalid call of %s: %d arguments (write %s%s)"
              .formatted(name(), all.size(), name(), manual.arguments));
    }

    if (all.get(0).dataType().equals(DataTypes.StringType)
        && work.inputTypes()[0].equals(DataTypes.BinaryType)) {
      throw new IllegalArgumentException(
          "Invalid call of %s: its first argument is a string (give the bytes, such as the column content of format 'binaryFile'; mr_image_info alone takes a path)"
              .formatted(name()));
    }

    for (int i = all.size(); i < most; i++) {
      all.add(Literal.create(manual.defaults.get(i - least), work.inputTypes()[i]));
    }

    CheckedFunction bound = new CheckedFunction(name(), LENIENT + stem, work, policy);
    return new FunctionCall(bound, JavaConverters.asScalaBuffer(all).toSeq());
  }
}
