package io.millrace.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldFileSystemTest {
  private static final int WRITERS = 8;
  private static final int ROUNDS = 20;

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
  private Configuration configuration;
  private Path control;

  @BeforeEach
  void configures() throws Exception {
    control = Files.createDirectory(folder.resolve("control"));
    configuration = new Configuration(false);
    configuration.set("fs.hold.impl", HoldFileSystem.class.getName());
    configuration.set("fs.AbstractFileSystem.hold.impl", HoldFiles.class.getName());
    configuration.set("fs.hold.impl.disable.cache", "true");
    configuration.set("hold.control", control.toString());
  }

  @AfterEach
  void endsThreads() {
    threads.shutdownNow();
  }

  private static org.apache.hadoop.fs.Path hold(Path path) {
    return new org.apache.hadoop.fs.Path("hold:" + path);
  }

  private FileSystem files() throws Exception {
    return hold(folder).getFileSystem(configuration);
  }

  @Test
  void letsExactlyOneOfManyRenamesToOneNameWin() throws Exception {
    FileContext context = FileContext.getFileContext(HoldFileSystem.NAME, configuration);
    for (int round = 0; round < ROUNDS; round++) {
      Path to = folder.resolve("to" + round);
      List<Callable<Boolean>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        Path from = Files.writeString(folder.resolve(round + "from" + i), "writer " + i);
        writers.add(() -> renamed(context, from, to));
      }

      int winners = 0;
      for (Future<Boolean> each : threads.invokeAll(writers)) {
        winners += each.get() ? 1 : 0;
      }

      assertThat(winners).isEqualTo(1);
      assertThat(to).content().startsWith("writer ");
    }
  }

  private static boolean renamed(FileContext context, Path from, Path to) throws Exception {
    try {
      context.rename(hold(from), hold(to), Options.Rename.NONE);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private void awaits(String name) {
    while (!Files.exists(control.resolve(name + ".arrived.0"))) {
      Thread.onSpinWait();
    }
  }

  @Test
  void stopsTheFirstWhoComesByUntilItIsLetGo() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "content");
    Files.writeString(control.resolve("reading.rule"), "open\n1\n.*/file\n");

    Future<Integer> first = threads.submit(() -> files().open(hold(file)).read());
    awaits("reading");

    assertThat(files().open(hold(file)).read()).as("the second").isEqualTo('c');
    assertThat(first).isNotDone();
    Files.createFile(control.resolve("reading.go"));
    assertThat(first.get()).isEqualTo('c');

    String who = ProcessHandle.current().pid() + " " + file;
    assertThat(control.resolve("reading.arrived.0")).hasContent(who);
    assertThat(control.resolve("reading.seen")).hasContent(who + "\n" + who + "\n");
  }

  @Test
  void stopsBeforeAndAfterARename() throws Exception {
    Path from = Files.writeString(folder.resolve("from"), "content");
    Path to = folder.resolve("to");
    Files.writeString(control.resolve("before.rule"), "rename\n1\n.*/to\n");
    Files.writeString(control.resolve("after.rule"), "renamed\n1\n.*/to\n");

    Future<Boolean> renamed = threads.submit(() -> files().rename(hold(from), hold(to)));
    awaits("before");

    assertThat(to).doesNotExist();
    Files.createFile(control.resolve("before.go"));
    awaits("after");

    assertThat(to).hasContent("content");
    assertThat(from).doesNotExist();
    assertThat(renamed).isNotDone();
    Files.createFile(control.resolve("after.go"));
    assertThat(renamed.get()).isTrue();
  }

  @Test
  void looksUpWhenInterrupted() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "content");
    Files.writeString(control.resolve("reading.rule"), "open\n1\n.*/file\n");
    Thread reader = Thread.currentThread();
    threads.execute(
        () -> {
          awaits("reading");
          reader.interrupt();
        });

    assertThatThrownBy(() -> files().open(hold(file)))
        .isInstanceOf(InterruptedIOException.class)
        .hasMessage("interrupted at " + control.resolve("reading.go"));
    assertThat(Thread.interrupted()).isTrue();
  }
}
