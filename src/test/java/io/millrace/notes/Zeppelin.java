package io.millrace.notes;

import io.millrace.notes.Note.Paragraph;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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

  /** Surefire's own class path is one jar that names the others. */
  private static final List<String> CLASS_PATH =
      List.of(
          System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
              .split(File.pathSeparator));

  private final SparkSession spark;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final IMain prompt;
  private Map<String, String> given = Map.of();

  /**
   * A prompt of its own; {@link #begin} gives it session and forms.
   *
   * @param classes folder for what it compiles
   */
  Zeppelin(SparkSession spark, Path classes) {
    this(spark, new ClassPath(classes, CLASS_PATH, Zeppelin.class.getClassLoader()));
  }

  private Zeppelin(SparkSession spark, ClassPath classPath) {
    this.spark = spark;
    this.prompt =
        new IMain(
            classPath.settings(),
            new PrintWriter(new OutputStreamWriter(printed, StandardCharsets.UTF_8), true));
    this.prompt.initializeSynchronous();
  }

  /**
   * Begins a note: what others have defined and imported is forgotten.
   *
   * @param forms values of forms, by name
   */
  void begin(Map<String, String> forms) {
    given = Map.copyOf(forms);
    prompt.reset();
    bind("spark", "org.apache.spark.sql.SparkSession", spark);
    bind("given", "java.util.Map[String, String]", given);
    must(FORMS);
  }

  /** One that lacks our classes, session and forms. */
  static Zeppelin withoutMillrace(SparkSession spark, Path classes) {
    Predicate<String> theirs = entry -> !Files.isDirectory(Path.of(entry));
    List<String> path = CLASS_PATH.stream().filter(theirs).toList();
    return new Zeppelin(spark, new ClassPath(classes, path, new Without("io.millrace.")));
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

  @Override
  public void close() {
    prompt.close();
  }

  /**
   * Where Scala finds classes.
   *
   * @param compiled folder for what it compiles
   * @param entries for its compiler
   * @param parent for what it runs
   */
  private record ClassPath(Path compiled, List<String> entries, ClassLoader parent) {
    GenericRunnerSettings settings() {
      GenericRunnerSettings settings = new GenericRunnerSettings(ClassPath::refuse);
      String path = String.join(File.pathSeparator, entries);
      List<String> words =
          List.of("-Yrepl-class-based", "-Yrepl-outdir", compiled.toString(), "-classpath", path);
      settings.processArguments(JavaConverters.asScalaBuffer(words).toList(), true);
      settings.explicitParentLoader_$eq(Option.apply(parent));
      return settings;
    }

    private static BoxedUnit refuse(String problem) {
      throw new AssertionError("Scala's settings: " + problem);
    }
  }

  /** What a paragraph printed, and whether it ended well. */
  record Output(boolean succeeded, String text) {}

  /** The tests' classes without some, as files too: the prompt makes classes of those. */
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

    @Override
    public URL getResource(String name) {
      return name.replace('/', '.').startsWith(prefix) ? null : super.getResource(name);
    }
  }
}
