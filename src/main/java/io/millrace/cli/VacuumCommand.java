package io.millrace.cli;

import io.millrace.storage.FileEntry;
import io.millrace.store.Vacuum;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes what no snapshot of a store names; starts no Spark. */
@Command(
    name = "vacuum",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "List the files of a store that no snapshot names, and markers of done work, with their bytes.",
      "Nothing is deleted without --delete. Choose an age above the longest 'prepare': one that runs"
          + " is about to name its files."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace vacuum /data/store",
      "  millrace vacuum /data/store --older-than 7d --delete"
    })
final class VacuumCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "STORE", description = "Its folder.")
  private String store;

  @Option(
      names = "--older-than",
      paramLabel = "AGE",
      defaultValue = "24h",
      converter = Span.class,
      description = "Only files that were last changed longer ago, such as 90s, 30m, 24h, 7d.")
  private Duration age;

  @Option(names = "--delete", description = "Delete them.")
  private boolean delete;

  @Override
  public Integer call() throws IOException {
    OpenStore opened = OpenStore.at(store);
    opened.requireStore();
    Vacuum vacuum = new Vacuum(opened.storage(), opened.paths());
    // what was changed in this very millisecond is older than nothing
    long before = System.currentTimeMillis() + 1 - age.toMillis();
    List<FileEntry> garbage = vacuum.garbage(before);
    PrintWriter out = command.commandLine().getOut();
    garbage.forEach(file -> out.println(file.length() + "\t" + file.path()));
    long bytes = garbage.stream().mapToLong(FileEntry::length).sum();
    if (delete) {
      vacuum.delete(garbage);
    }

    out.printf(
        "%d files, %d bytes%s%n",
        garbage.size(),
        bytes,
        delete ? " deleted" : garbage.isEmpty() ? "" : " (add --delete to delete them)");
    out.flush();
    return 0;
  }
}
