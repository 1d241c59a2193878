package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.sample.Split;
import io.millrace.storage.LocalStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoneMarkersTest {
  private static final String HASH = "a".repeat(32);
  private static final List<Snapshot.LeftOut> LEFT_OUT =
      List.of(new Snapshot.LeftOut("a.png", "truncated", "is short"));

  @TempDir Path folder;

  private DoneMarkers markers() {
    return new DoneMarkers(new LocalStorage(), new StorePaths(folder.toString()));
  }

  private static DoneMarkers.Done done(int shard) {
    return new DoneMarkers.Done(
        List.of(SnapshotsTest.shard(shard, Split.TEST, Split.VAL)), LEFT_OUT);
  }

  @Test
  void whatIsDoneIsFoundAgain() throws IOException {
    assertThat(markers().find(HASH)).isEmpty();

    markers().put(HASH, done(1));
    markers().put(HASH, done(1));

    assertThat(markers().find(HASH)).contains(done(1));
    assertThat(markers().find("b".repeat(32))).isEmpty();
  }

  @Test
  void aTaskMayLeaveOutAllItsSamples() throws IOException {
    DoneMarkers.Done nothing = new DoneMarkers.Done(List.of(), LEFT_OUT);
    markers().put(HASH, nothing);

    assertThat(markers().find(HASH)).contains(nothing);
  }

  @Test
  void namesBothResultsOfWorkThatIsNotDeterministic() throws IOException {
    markers().put(HASH, done(1));
    String first = "%032x".formatted(1);
    String second = "%032x".formatted(2);

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> markers().put(HASH, done(2)))
        .withMessage(
            "Cannot finish: the same input first gave shard %s with index %s and 1 samples left"
                    .formatted(first, first)
                + " out and now shard %s with index %s and 1 samples left out, so something is"
                    .formatted(second, second)
                + " not deterministic (delete "
                + folder
                + "/_millrace/done/"
                + HASH
                + ".json and compare the two)");
  }

  @Test
  void namesAMarkerThatIsDamaged() throws IOException {
    markers().put(HASH, done(1));
    Path file = folder.resolve("_millrace/done/" + HASH + ".json");
    Files.writeString(file, "{\"shards\": 3}");

    assertThatExceptionOfType(InvalidStoreException.class)
        .isThrownBy(() -> markers().find(HASH))
        .withMessage(
            "Invalid marker " + file + ": it is damaged (delete it: its work is then done again)");
  }
}
