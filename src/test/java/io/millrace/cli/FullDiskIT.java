package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The disk that shards are spooled to is too small for one. */
@ExtendWith(Workshop.Guest.class)
class FullDiskIT {
  private static final int KIB = 640;

  @TempDir private Path folder;
  private boolean mounted;

  @AfterEach
  void unmounts() throws Exception {
    if (mounted) {
      new Command(List.of("umount", spool().toString()), Map.of()).run();
    }
  }

  private Path spool() {
    return folder.resolve("spool");
  }

  /** A small disk where this machine lets us mount one, else a limit to the size of a file. */
  private Command limited(Command command) throws Exception {
    Files.createDirectory(spool());
    mounted = mounts();
    if (mounted) {
      return command;
    }

    System.out.println("FullDiskIT: may not mount a small disk, so limits the size of files");
    String limit = "ulimit -f " + KIB + "; exec \"$0\" \"$@\"";
    List<String> words = new ArrayList<>(List.of("bash", "-c", limit));
    words.addAll(command.words());
    return new Command(words, command.environment());
  }

  private boolean mounts() throws InterruptedException {
    List<String> mount =
        List.of("mount", "-t", "tmpfs", "-o", "size=" + KIB + "k", "tmpfs", spool().toString());
    try {
      return new Command(mount, Map.of()).run().code() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  @Test
  void saysWhereThereIsNoSpaceAndLeavesNothing(Workshop workshop) throws Exception {
    Path store = folder.resolve("store");
    Command prepare = Workshop.prepare(workshop.data().toString(), store.toString());
    Command full = limited(prepare).withJava("-Dspark.local.dir=" + spool());

    Command.Result stopped = full.run();
    assertThat(stopped.code()).as(stopped.toString()).isEqualTo(1);
    assertThat(stopped.err())
        .contains("\nmillrace: Cannot spool a shard in " + spool())
        .contains("give another folder with space for it")
        .doesNotContain("Unexpected failure");
    try (Stream<Path> left = Files.walk(spool())) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }

    assertThat(new StoreFolder(store).snapshots()).isEmpty();
    Command.Result next = prepare.run();
    assertThat(next.code()).as(next.toString()).isZero();
    workshop.checkSame(store);
    workshop.checkSources();
  }
}
