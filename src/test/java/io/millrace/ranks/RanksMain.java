package io.millrace.ranks;

import io.millrace.datasets.Avenue;
import io.millrace.datasets.DatasetLayout;
import io.millrace.datasets.MVTecAD;
import io.millrace.feed.FeedReport;
import io.millrace.feed.RankReport;
import io.millrace.feed.Ranks;
import io.millrace.spark.DataModule;
import io.millrace.spark.DataModuleBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Trains the linear model: words are {@code NAME=VALUE}. Prints the report, or the failure. With
 * {@code plan=FILE} it trains once for each line of the file, whose words come after the others.
 */
public final class RanksMain {
  private final Map<String, String> words = new HashMap<>();

  private RanksMain(String... words) {
    for (String word : words) {
      this.words.put(word.split("=", 2)[0], word.split("=", 2)[1]);
    }
  }

  /** Runs and ends the JVM: 0 when all went well. */
  public static void main(String[] words) {
    int code = 0;
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      RanksMain main = new RanksMain(words);
      if (!main.words.containsKey("plan")) {
        main.run(spark);
      } else {
        for (String line : Files.readAllLines(Path.of(main.words.get("plan")))) {
          System.out.println("run " + line);
          new RanksMain((String.join("\n", words) + "\n" + line.replace(' ', '\n')).split("\n"))
              .run(spark);
        }
      }
    } catch (Exception e) {
      System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
      e.printStackTrace();
      code = 1;
    }

    System.out.flush();
    System.exit(code);
  }

  private String text(String name, String usual) {
    return words.getOrDefault(name, usual);
  }

  private int number(String name, int usual) {
    return Integer.parseInt(text(name, Integer.toString(usual)));
  }

  private DataModule<?> module(SparkSession spark) {
    DataModuleBuilder builder =
        source(DataModule.builder(spark))
            .trainBatchSize(number("batch", 32))
            .evalBatchSize(4)
            .numWorkers(2);
    return words.containsKey("videos") ? builder.buildVideo() : builder.build();
  }

  private DataModuleBuilder source(DataModuleBuilder builder) {
    if (words.containsKey("store")) {
      return builder.store(words.get("store"));
    }

    DatasetLayout layout =
        words.containsKey("videos")
            ? Avenue.at(words.get("videos"))
            : MVTecAD.at(words.get("data")).category("millstone");
    return builder.dataset(layout).imageSize(64, 64).seed(0);
  }

  private void run(SparkSession spark) {
    try (DataModule<?> module = module(spark)) {
      module.setup();
      LinearProgram program =
          new LinearProgram(
              number("epochs", 2),
              number("limit", Integer.MAX_VALUE) == Integer.MAX_VALUE
                  ? Long.MAX_VALUE
                  : number("limit", 0),
              number("every", 2),
              new RankGate(text("gate", "")),
              text("log", ""));
      print(module.feed(ranks(), program));
    }
  }

  private Ranks ranks() {
    return Ranks.of(number("ranks", 2))
        .gpusPerRank(number("gpus", 0))
        .checkpoints(text("checkpoints", ""))
        .maxBad(number("bad", 0))
        .patience(
            Duration.ofSeconds(number("warning", 60)), Duration.ofSeconds(number("limit-s", 600)));
  }

  private static void print(FeedReport<LinearResult> report) {
    System.out.println("retries " + report.retries());
    report.bad().forEach(finding -> System.out.println("bad " + finding.sampleId()));
    for (RankReport<LinearResult> rank : report.ranks()) {
      LinearResult result = rank.result();
      System.out.printf("weights %d %s%n", rank.rank(), result.weights());
      System.out.printf("device %d %s %s%n", rank.rank(), rank.host(), rank.device().text());
      System.out.printf(
          Locale.ROOT,
          "figures %d steps %d samples %d seconds %.1f waiting %.3f%n",
          rank.rank(),
          rank.figures().steps(),
          rank.figures().samples(),
          rank.figures().seconds(),
          rank.figures().waitingShare());
      result.scores().lines().forEach(line -> System.out.println("score " + line));
    }
  }
}
