package io.millrace.cli;

import io.millrace.spark.job.Verify;
import io.millrace.store.Damage;
import io.millrace.store.ShardEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a store again. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Read all of a store again: lengths, names, checksums, index, counts.",
      "Exit code 3 if anything is damaged: which shard, chunk and samples."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  millrace verify /data/store", "  millrace verify --deep 100 /data/store"})
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "STORE", description = "Its folder.")
  private String store;

  @Option(
      names = "--deep",
      defaultValue = "0",
      paramLabel = "K",
      description = "Read and decode the sources of K samples, drawn by chance, and compare.")
  private int deep;

  @Override
  public Integer call() throws IOException {
    if (deep < 0) {
      throw new ParameterException(
          command.commandLine(), "Invalid --deep: " + deep + " (must be >= 0)");
    }

    try (SparkSession spark = Sessions.open("verify")) {
      Verify verify = Verify.of(spark, store);
      List<ShardEntry> shards = verify.snapshot().shards();
      List<Damage> found =
          Progress.during(
              Progress.of("verifying", "shards", shards.size(), verify::shardsDone),
              () -> verify.run(deep));
      PrintWriter out = command.commandLine().getOut();
      found.forEach(damage -> out.println(damage.sentence()));
      out.printf(
          "%s: snapshot %d, %d shards, %d bytes%n",
          found.isEmpty() ? "No damage" : "Damaged",
          verify.snapshot().commit().number(),
          shards.size(),
          shards.stream().mapToLong(shard -> shard.file().bytes()).sum());
      out.flush();
      return found.isEmpty() ? 0 : Failures.BAD_DATA;
    }
  }
}
