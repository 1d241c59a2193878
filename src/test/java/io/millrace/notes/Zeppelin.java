package io.millrace.notes;

import io.millrace.notes.Note.Paragraph;
import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Console;
import scala.Option;
import scala.collection.JavaConverters;
import scala.runtime.BoxedUnit;
import scala.tools.nsc.GenericRunnerSettings;
import scala.tools.nsc.interpreter.IMain;
import scala.tools.nsc.interpreter.Results;

/**
 * What Zeppelin does with a paragraph, by Scala's interpreter set up as Spark's shell sets it up.
 * Forms give what the test says, or their defaults. Sends no class to executors: the session's are
 * this process.
 */
final class Zeppelin implements AutoCloseable {
  /** A form of a SQL paragraph: {@code ${name=default,option|option}}. */
  private static final Pattern FORM = Pattern.compile("\\$\\{([^=}]+)=([^,}]*)(?:,([^}]*))?}");

  /** The methods of Zeppelin's context that notes call, as its Spark interpreter declares them. */
  private static final String FORMS =
      """
      class Forms(given: java.util.Map[String, String]) {
        def textbox(name: String, default: Any): Any = given.getOrDefault(name, default.toString)
        def select(name: String, default: Any, options: Seq[(Any, String)]): Any = {
          val value = given.getOrDefault(name, default.toString)
          require(options.exists(_._1 == value), s"$value is none of the options of $name")
          value
        }
        def show(shown: Any): Unit = println(shown)
      }
      val z = new Forms(given)
      """;

  private final SparkSession spark;
  private final Map<String, String> given;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final IMain prompt;

  /**
   * A prompt of its own.
   *
   * @param classes folder for what it compiles
   * @param given values of forms, by name
   */
  Zeppelin(SparkSession spark, Path classes, Map<String, String> given) {
    this(spark, classes, given, Zeppelin.class.getClassLoader());
    bind("spark", "org.apache.spark.sql.SparkSession", spark);
    bind("given", "java.util.Map[String, String]", given);
    must(FORMS);
  }

  private Zeppelin(
      SparkSession spark, Path classes, Map<String, String> given, ClassLoader parent) {
    this.spark = spark;
    this.given = Map.copyOf(given);
    GenericRunnerSettings settings = new GenericRunnerSettings(Zeppelin::refuse);
    List<String> arguments =
        List.of("-Yrepl-class-based", "-Yrepl-outdir", classes.toString(), "-classpath", path());
    settings.processArguments(JavaConverters.asScalaBuffer(arguments).toList(), true);
    settings.explicitParentLoader_$eq(Option.apply(parent));
    this.prompt =
        new IMain(
            settings,
            new PrintWriter(new OutputStreamWriter(printed, StandardCharsets.UTF_8), true));
    this.prompt.initializeSynchronous();
  }

  /** One whose class path lacks our jar, and that has neither session nor forms. */
  static Zeppelin withoutMillrace(SparkSession spark, Path classes) {
    return new Zeppelin(spark, classes, Map.of(), new Without("io.millrace."));
  }

  /** Runs a paragraph. */
  Output run(Paragraph paragraph) {
    return switch (paragraph.interpreter()) {
      case "%spark" -> run(paragraph.body());
      case "%spark.sql" -> sql(paragraph.body());
      default -> throw new AssertionError("no interpreter for " + paragraph.interpreter());
    };
  }

  /** Runs Scala. */
  Output run(String code) {
    printed.reset();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    Results.Result result = Console.withOut(out, () -> prompt.interpret(code));
    return new Output(
        result.toString().equals("Success"), printed.toString(StandardCharsets.UTF_8));
  }

  private Output sql(String text) {
    Dataset<Row> table = spark.sql(filled(text));
    String head = "%table " + String.join("\t", table.columns());
    Stream<String> rows = table.collectAsList().stream().map(Zeppelin::line);
    return new Output(true, Stream.concat(Stream.of(head), rows).collect(Collectors.joining("\n")));
  }

  private String filled(String text) {
    return FORM.matcher(text)
        .replaceAll(
            form -> Matcher.quoteReplacement(value(form.group(1), form.group(2), form.group(3))));
  }

  private String value(String name, String otherwise, String options) {
    String value = given.getOrDefault(name, otherwise);
    if (options != null && !Arrays.asList(options.split("\\|")).contains(value)) {
      throw new AssertionError(value + " is none of the options of " + name + ": " + options);
    }

    return value;
  }

  private static String line(Row row) {
    return IntStream.range(0, row.length())
        .mapToObj(i -> String.valueOf(row.get(i)))
        .collect(Collectors.joining("\t"));
  }

  private void bind(String name, String type, Object value) {
    Results.Result result =
        prompt.bind(name, type, value, JavaConverters.asScalaBuffer(List.<String>of()).toList());
    if (!result.toString().equals("Success")) {
      throw new AssertionError("cannot bind " + name);
    }
  }

  private void must(String code) {
    Output output = run(code);
    if (!output.succeeded()) {
      throw new AssertionError(output.text());
    }
  }

  private static BoxedUnit refuse(String problem) {
    throw new AssertionError("Scala's settings: " + problem);
  }

  private static String path() {
    String path = System.getProperty("surefire.test.class.path");
    return path == null ? System.getProperty("java.class.path") : path;
  }

  @Override
  public void close() {
    prompt.close();
  }

  /** What a paragraph printed, and whether it ended well. */
  record Output(boolean succeeded, String text) {}

  /** The tests' classes without some. */
  private static final class Without extends ClassLoader {
    private final String prefix;

    private Without(String prefix) {
      super(Zeppelin.class.getClassLoader());
      this.prefix = prefix;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith(prefix)) {
        throw new ClassNotFoundException(name);
      }

      return super.loadClass(name, resolve);
    }
  }
}
