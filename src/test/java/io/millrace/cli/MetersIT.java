package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What ranks on executors count is on the driver's page while they run, and in their JMX. */
@ExtendWith(Workshop.Guest.class)
class MetersIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Trains an epoch on two ranks, which then wait for a file, and tell of their MBeans. */
  private static final String PROGRAM =
      """
      import io.millrace.datasets.MVTecAD;
      import io.millrace.feed.FeedBatches;
      import io.millrace.feed.RankContext;
      import io.millrace.feed.RankProgram;
      import io.millrace.feed.Ranks;
      import io.millrace.spark.DataModule;
      import java.lang.management.ManagementFactory;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.util.ArrayList;
      import javax.management.MBeanServer;
      import javax.management.ObjectName;
      import org.apache.spark.sql.SparkSession;

      public class Program {
        record Waiting(String go) implements RankProgram<ArrayList<String>> {
          @Override
          public ArrayList<String> run(RankContext context) throws Exception {
            try (FeedBatches batches = context.train(0)) {
              while (batches.hasNext()) {
                batches.next();
              }
            }

            while (!Files.exists(Path.of(go))) {
              context.check();
              Thread.sleep(50);
            }

            return beans();
          }
        }

        static ArrayList<String> beans() throws Exception {
          ArrayList<String> beans = new ArrayList<>();
          MBeanServer server = ManagementFactory.getPlatformMBeanServer();
          for (ObjectName name : server.queryNames(new ObjectName("metrics:name=*.millrace.images,*"), null)) {
            beans.add(name.getKeyProperty("name").replaceAll("^[^.]*", "app") + "=" + server.getAttribute(name, "Value"));
          }

          return beans;
        }

        public static void main(String[] words) throws Exception {
          try (SparkSession spark = SparkSession.builder().getOrCreate();
              var module =
                  DataModule.builder(spark)
                      .dataset(MVTecAD.at(words[0]).category("millstone"))
                      .imageSize(32, 32)
                      .trainBatchSize(8)
                      .seed(0)
                      .build()) {
            System.out.println("page " + spark.sparkContext().uiWebUrl().get());
            module.setup();
            System.out.println("samples " + module.count(io.millrace.sample.Split.TRAIN) / 8 * 8);
            module.feed(Ranks.of(2), new Waiting(words[1])).results().forEach(System.out::println);
            System.out.println("driver " + beans());
          }

          System.exit(0); // the barrier's timer is no daemon
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void theDriversPageShowsWhatExecutorsCount(Workshop workshop) throws Exception {
    Path go = folder.resolve("go");
    try (Command.Running running = program(workshop, go).start()) {
      String page =
          await(running, "page (\\S+)")
              + "/metrics/prometheus/"; // without the slash Spark redirects
      int samples = Integer.parseInt(await(running, "samples (\\d+)"));
      Map<String, Double> values =
          await(running, page, all -> all.getOrDefault("images", 0.0) == samples);

      assertThat(values.get("executor_0_images")).isEqualTo(samples / 2.0);
      assertThat(values.get("executor_1_images")).isEqualTo(samples / 2.0);
      assertThat(values.get("step")).isEqualTo(samples / 8.0);
      assertThat(values.get("rank_skew")).isZero();
      assertThat(values.get("requests")).isGreaterThanOrEqualTo(samples);
      assertThat(values.get("bytes")).isGreaterThan(samples * 100);
      for (String positive :
          List.of("decode_seconds", "read_seconds", "wait_seconds", "waiting_share")) {
        assertThat(values.get(positive)).as(positive).isPositive();
      }
      for (String zero : List.of("bad_samples", "retries", "cache_hits", "queue_bytes")) {
        assertThat(values.get(zero)).as(zero).isZero();
      }

      Files.createFile(go);
      Command.Result done = running.result();
      assertThat(done.code()).as(done.err()).isZero();
      assertThat(done.out())
          .contains("[app.0.millrace.images=" + samples / 2 + ".0]")
          .contains("[app.1.millrace.images=" + samples / 2 + ".0]")
          .contains("driver [app.driver.millrace.images=" + samples + ".0]");
    }
  }

  private Command program(Workshop workshop, Path go) throws Exception {
    String sink = "spark.metrics.conf.*.sink.";
    Submit submit =
        workshop
            .cluster()
            .submit()
            .conf("spark.ui.enabled", "true")
            .conf("spark.ui.port", "0")
            .conf("spark.plugins", "io.millrace.spark.MillracePlugin")
            .conf(sink + "jmx.class", "org.apache.spark.metrics.sink.JmxSink")
            .conf(
                sink + "prometheusServlet.class", "org.apache.spark.metrics.sink.PrometheusServlet")
            .conf(sink + "prometheusServlet.path", "/metrics/prometheus");
    List<String> words = new ArrayList<>(List.of(submit.home().bin("spark-submit")));
    words.addAll(submit.options());
    words.addAll(List.of("--jars", SparkHome.jar("", "millrace-").toString()));
    words.addAll(List.of("--class", "Program", new UserProgram(folder, PROGRAM).jar().toString()));
    words.addAll(List.of(workshop.data().toString(), go.toString()));
    return new Command(words, Map.of("SPARK_LOCAL_IP", "127.0.0.1"));
  }

  private static String await(Command.Running running, String line) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      Matcher matcher =
          Pattern.compile(line).matcher(Files.readString(running.folder().resolve("out")));
      if (matcher.find()) {
        return matcher.group(1);
      }

      giveUp(running, end, "no line '" + line + "'");
    }
  }

  private static Map<String, Double> await(
      Command.Running running, String page, Predicate<Map<String, Double>> done) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      Map<String, Double> values = values(page);
      if (done.test(values)) {
        return values;
      }

      giveUp(running, end, "the page has " + values);
    }
  }

  private static void giveUp(Command.Running running, Instant end, String why) throws Exception {
    if (!running.process().isAlive() || Instant.now().isAfter(end)) {
      throw new AssertionError(why + ": " + Files.readString(running.folder().resolve("err")));
    }

    Thread.sleep(50);
  }

  /** The driver's gauges of ours, by their names without what all have. */
  private static Map<String, Double> values(String page) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(page)).build();
    String text = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    Map<String, Double> values = new TreeMap<>();
    Matcher lines =
        Pattern.compile("metrics_\\w+?_driver_millrace_(\\w+)_Value\\{type=\"gauges\"} (\\S+)")
            .matcher(text);
    while (lines.find()) {
      values.put(lines.group(1), Double.valueOf(lines.group(2)));
    }

    return values;
  }
}
