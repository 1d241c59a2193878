package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a store holds does not depend on who makes it; {@code local[2]} made the other one. */
@ExtendWith(Workshop.Guest.class)
class SamePrepareIT {
  @TempDir private Path folder;

  @Test
  void aClusterMakesTheSameStore(Workshop workshop) throws Exception {
    makesTheSame(workshop, workshop.cluster().submit());
  }

  @Test
  void oneCoreMakesTheSameStore(Workshop workshop) throws Exception {
    makesTheSame(workshop, workshop.local(1));
  }

  private void makesTheSame(Workshop workshop, Submit submit) throws Exception {
    Path store = folder.resolve("store");
    Command.Result done =
        Workshop.prepare(submit, workshop.data().toString(), store.toString()).run();
    assertThat(done.code()).as(done.err()).isZero();

    workshop.checkSame(store);
    assertThat(new StoreFolder(store).files()).isEqualTo(workshop.undisturbed().files());
    assertThat(new StoreFolder(store).latest().get("snapshot_id"))
        .isEqualTo(workshop.undisturbed().latest().get("snapshot_id"));
    workshop.checkSources();
  }
}
