package io.millrace.cli;

import io.millrace.plan.EvalPlan;
import io.millrace.plan.PlanState;
import io.millrace.plan.RowRange;
import io.millrace.plan.TrainEpoch;
import io.millrace.plan.TrainPlan;
import io.millrace.sample.Split;
import io.millrace.store.StoredSplit;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints which rank gets which sample of a store at which step; starts no Spark. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Print which rank gets which samples of a store at a step: lines of row of the global batch,"
          + " rank, ordinal of the split, and sample id, with tabs between them.",
      "The loaders of one process plan with --policy keep_tail and the batch as they have it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace plan --store /data/store --batch 32 --policy keep_tail --step 0",
      "  millrace plan --store s3a://bucket/store --world 64 --batch 2048 --epoch 3 --step 512 --rank 3",
      "  millrace plan --store /data/store --world 64 --batch 2048 --explain"
    })
final class PlanCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private PlanOptions plan;

  @Option(names = "--store", required = true, paramLabel = "STORE", description = "Its folder.")
  private String store;

  @Option(
      names = "--snapshot",
      paramLabel = "NUMBER",
      description = "Number of the snapshot (the newest unless given).")
  private Long number;

  @Option(names = "--epoch", paramLabel = "N", description = "From 0 (0, or the state's).")
  private Long epoch;

  @Option(names = "--rank", paramLabel = "N", description = "That rank alone, from 0.")
  private Integer rank;

  @ArgGroup(multiplicity = "0..1")
  private Wanted wanted;

  /** What to print. */
  static final class Wanted {
    @Option(
        names = "--step",
        paramLabel = "N",
        description = "The samples of that step, from 0; with --state, from where it stands.")
    private Integer step;

    @Option(
        names = "--hash",
        description = "The hash of the epoch's order, 16 hex digits; with --state, of its rest.")
    private boolean hash;

    @Option(names = "--explain", description = "Steps, rows, bytes and requests of an epoch.")
    private boolean explain;
  }

  @Override
  public Integer call() throws IOException {
    plan.check();
    if (wanted == null) {
      throw new ParameterException(
          command.commandLine(), "Missing --step N (or --hash, or --explain)");
    }

    OpenStore opened = OpenStore.at(store);
    StoredSplit split = new StoredSplit(opened.snapshot(number), plan.split());
    SampleNames names = new SampleNames(split, opened.paths(), opened.index());
    PrintWriter out = command.commandLine().getOut();
    if (split.split() == Split.TRAIN) {
      train(split, names, out);
    } else {
      evaluate(split, names, out);
    }

    if (out.checkError() || System.out.checkError()) {
      throw new IOException(
          "Cannot write all of the plan to standard output: it is full or was closed (check the"
              + " disk's space)");
    }

    return 0;
  }

  private void train(StoredSplit split, SampleNames names, PrintWriter out) throws IOException {
    PlanState state = plan.state(split.snapshot(), Optional.ofNullable(epoch));
    TrainPlan planned = new TrainPlan(split.chunks(), state.rule());
    TrainEpoch here = planned.epoch(state.epoch(), state.laneOffset());
    // refuses ranks that cannot share a batch, and a rank that is not there
    here.part(rank == null ? 0 : rank, plan.world());
    if (wanted.hash) {
      out.println(here.hash(plan.world()).text());
    } else if (wanted.explain) {
      new PlanReport(split, plan.world(), out).train(state, here);
    } else {
      for (int each : ranks()) {
        int[] batch = here.batch(wanted.step, each, plan.world());
        print(here.places(wanted.step, each, plan.world()), each, names.of(batch), out);
      }
    }
  }

  private void evaluate(StoredSplit split, SampleNames names, PrintWriter out) throws IOException {
    if (wanted.hash || plan.hasState() || epoch != null) {
      throw new ParameterException(
          command.commandLine(),
          "Invalid option: evaluation has no order but that of the table (--hash, --epoch and"
              + " --state are for --split train)");
    }

    EvalPlan planned = new EvalPlan(split.rows(), plan.world(), plan.batchOfARank());
    planned.range(rank == null ? 0 : rank);
    if (wanted.explain) {
      new PlanReport(split, plan.world(), out).evaluation(planned);
      return;
    }

    for (int each : ranks()) {
      RowRange rows = planned.batch(each, wanted.step);
      int first = each * planned.batch();
      int[] places = IntStream.range(first, first + rows.rows()).toArray();
      print(places, each, names.of(IntStream.range(rows.from(), rows.to()).toArray()), out);
    }
  }

  private int[] ranks() {
    return rank == null ? IntStream.range(0, plan.world()).toArray() : new int[] {rank};
  }

  private static void print(int[] places, int rank, SampleNames.Named[] rows, PrintWriter out) {
    for (int i = 0; i < rows.length; i++) {
      out.println(places[i] + "\t" + rank + "\t" + rows[i].ordinal() + "\t" + rows[i].sampleId());
    }
  }
}
