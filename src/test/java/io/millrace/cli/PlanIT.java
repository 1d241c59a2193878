package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sample.Split;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan of a store in a process of its own. */
class PlanIT {
  @TempDir private Path folder;

  @Test
  void printsTheSamplesOnStandardOutputAndNothingElseAnywhere() throws Exception {
    new NamedStore(folder).shard(Split.TRAIN, 10).shard(Split.TEST, 3).commit(7);
    Command.Result train =
        Command.millrace("plan", "--store", folder, "--batch", 5, "--step", 1).run();

    assertThat(train.err()).isEmpty();
    assertThat(train.code()).isZero();
    assertThat(train.out().lines())
        .hasSize(5)
        .allMatch(line -> line.matches("[0-4]\t0\t[0-9]\ttrain/0/[0-9]\\.png"));
    assertThat(
            Command.millrace("plan", "--store", folder, "--split", "test", "--step", 0).run().out())
        .isEqualTo("0\t0\t0\ttest/1/0.png\n1\t0\t1\ttest/1/1.png\n2\t0\t2\ttest/1/2.png\n");
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    assertThat(Command.millrace("plan", "--store", folder, "--hash").run())
        .isEqualTo(
            new Command.Result(
                2,
                "",
                "millrace: Cannot open the store "
                    + folder
                    + ": it has no snapshot (check the path, or run 'millrace prepare')\n"));
  }
}
