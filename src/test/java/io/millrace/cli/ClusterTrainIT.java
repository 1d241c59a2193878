package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands of training by spark-submit on a cluster, with the jar that Maven makes. */
@ExtendWith(Workshop.Guest.class)
class ClusterTrainIT {
  @TempDir private Path folder;

  private static Command train(Workshop workshop, String example, Path store) throws Exception {
    return workshop
        .cluster()
        .submit()
        .conf("spark.executor.memoryOverhead", "1g")
        .conf("spark.scheduler.minRegisteredResourcesRatio", "1.0")
        .millrace("train", example)
        .and("--store", store);
  }

  @Test
  void preparesAndTrainsBothExamples(Workshop workshop) throws Exception {
    Path store = folder.resolve("store");
    Command.Result prepared =
        Workshop.prepare(workshop.cluster().submit(), workshop.data().toString(), store.toString())
            .run();
    assertThat(prepared.code()).as(prepared.err()).isZero();

    Command.Result padim = train(workshop, "padim", store).run();
    assertThat(padim.code()).as(padim.err()).isZero();
    assertThat(padim.out()).contains("picture AUROC 0.", "pixel AUROC 0.");

    Command.Result autoencoder =
        train(workshop, "autoencoder", store)
            .and(
                "--ranks", 2, "--batch", 8, "--epochs", 3, "--checkpoints", folder.resolve("saved"))
            .run();
    assertThat(autoencoder.code()).as(autoencoder.err()).isZero();
    assertThat(autoencoder.out())
        .contains("\n0 127.0.0.", "\n1 127.0.0.", "\nretries 0\n")
        .endsWith("arrays of the engine alive at the end: 0\n");
  }
}
