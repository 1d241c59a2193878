package io.millrace.cli;

import io.millrace.sample.Clips;
import io.millrace.sample.Contents;
import io.millrace.sample.Split;
import io.millrace.split.SplitRule;
import io.millrace.store.ShardEntry;
import io.millrace.store.Snapshot;
import io.millrace.store.StoreFacts;
import io.millrace.store.StoreKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a snapshot holds; starts no Spark. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Print what a snapshot of a store holds.",
    footerHeading = "%nExamples:%n",
    footer = {"  millrace store show /data/store", "  millrace store show --shards /data/store"})
final class StoreShowCommand implements Callable<Integer> {
  private static final double MEBIBYTE = 1 << 20;

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "STORE", description = "Its folder.")
  private String store;

  @Option(
      names = "--snapshot",
      paramLabel = "NUMBER",
      description = "Number of the snapshot (the newest unless given).")
  private Long number;

  @Option(names = "--shards", description = "Print a line for each shard too.")
  private boolean shards;

  @Override
  public Integer call() throws IOException {
    OpenStore opened = OpenStore.at(store);
    Snapshot snapshot = opened.snapshot(number);
    PrintWriter out = command.commandLine().getOut();
    line(out, "store", opened.paths().root());
    line(
        out,
        "snapshot",
        "%d of %s, id %s"
            .formatted(snapshot.commit().number(), opened.snapshots().numbers(), snapshot.id()));
    line(out, "content fingerprint", snapshot.fingerprint());
    facts(out, snapshot.facts());
    for (Split split : Split.values()) {
      line(out, split.text(), snapshot.count(split) + " samples");
    }

    long bytes = snapshot.shards().stream().mapToLong(shard -> shard.file().bytes()).sum();
    line(
        out,
        "shards",
        String.format(Locale.ROOT, "%d, %.1f MiB", snapshot.shards().size(), bytes / MEBIBYTE));
    snapshot
        .quarantine()
        .forEach(
            each ->
                line(
                    out,
                    "left out",
                    each.sampleId() + ": " + each.reason() + ", " + each.detail()));
    if (shards) {
      snapshot.shards().forEach(shard -> shard(out, shard));
    }

    out.flush();
    return 0;
  }

  private static void contents(PrintWriter out, Contents contents) {
    Clips clips = contents.clips();
    if (clips.exist()) {
      String each = "%d frames, the next %d later, target %s";
      line(out, "clips", each.formatted(clips.length(), clips.step(), clips.target().text()));
    }

    if (contents.depth().exists()) {
      line(out, "depth", contents.depth().channels().text());
    }
  }

  private static void facts(PrintWriter out, StoreFacts facts) {
    StoreFacts.Dataset dataset = facts.dataset();
    String categories =
        dataset.categories().isEmpty() ? "" : ", " + String.join(", ", dataset.categories());
    line(
        out,
        "data set",
        dataset.name() + categories + ", " + dataset.task().name().toLowerCase(Locale.ROOT));
    contents(out, dataset.contents());
    SplitRule rule = facts.split();
    line(
        out,
        "splits",
        "test %s %s, val %s %s, seed %d"
            .formatted(
                rule.testMode().text(),
                rule.testRatio(),
                rule.valMode().text(),
                rule.valRatio(),
                rule.seed()));
    boolean packed = facts.kind() == StoreKind.PACKED;
    line(
        out,
        "kind",
        packed
            ? facts.kind().text()
            : "%s, %s, 3 x %d x %d"
                .formatted(
                    facts.kind().text(),
                    facts.image().type(),
                    facts.image().height(),
                    facts.image().width()));
    line(out, "transform", facts.transform());
    line(out, "decoders", String.join(", ", facts.decoders()));
  }

  private static void shard(PrintWriter out, ShardEntry shard) {
    String splits =
        Arrays.stream(Split.values())
            .filter(split -> shard.rows(split) > 0)
            .map(split -> split.text() + " " + shard.rows(split))
            .collect(Collectors.joining(", "));
    line(
        out,
        shard.file().name(),
        "%d bytes, %d rows in chunks of %d: %s"
            .formatted(
                shard.file().bytes(), shard.file().rows(), shard.file().chunkRows(), splits));
  }

  private static void line(PrintWriter out, String name, String value) {
    out.printf("%-20s %s%n", name, value);
  }
}
