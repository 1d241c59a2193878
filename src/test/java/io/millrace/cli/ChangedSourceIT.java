package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A picture that changes under the job's hands is told, never stored as what it was listed as. */
@ExtendWith(Workshop.Guest.class)
class ChangedSourceIT {
  private static final String CHANGED = "millstone/train/good/001.png";

  @TempDir private Path folder;

  @Test
  void aSourceThatChangesBeforeItIsReadStopsTheJob(Workshop workshop) throws Exception {
    Path data = folder.resolve("data");
    Path store = folder.resolve("store");
    Command.millrace("sample-data", "--images", 24, "--size", "64x64", "--out", data).run();
    Holds holds = Holds.in(folder).stop("decode", "open", workshop.decoding(CHANGED));
    Submit submit = workshop.local(2).holding(holds);
    try (Command.Running job =
        Workshop.prepare(submit, Holds.path(data), Holds.path(store)).start()) {
      holds.await("decode", job);
      Files.copy(data.resolve("millstone/train/good/002.png"), folder.resolve("changed"));
      Files.move(
          folder.resolve("changed"),
          data.resolve(CHANGED),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      holds.release("decode");
      Command.Result stopped = job.result();
      assertThat(stopped.code()).as(stopped.err()).isEqualTo(3);
      assertThat(stopped.err())
          .contains(CHANGED)
          .contains("was changed while it was prepared")
          .contains("run 'millrace prepare' again");
    }

    assertThat(new StoreFolder(store).snapshots()).isEmpty();
    Command.Result next = Workshop.prepare(submit, Holds.path(data), Holds.path(store)).run();
    assertThat(next.code()).as(next.err()).isZero();
    assertThat(new StoreFolder(store).faults()).isEmpty();
    workshop.checkVacuum(store);
  }
}
