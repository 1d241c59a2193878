package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands give of a store. */
class StoreBatchesIT {
  @TempDir private Path folder;

  private Command.Result run(Object... words) throws Exception {
    Command.Result result = Command.millrace(words).run();
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }

  private Object[] files(Object command, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of(command, "--data", "MVTecAD", "--data.root", folder.resolve("data")));
    words.addAll(List.of("--data.category", "all", "--data.seed", "3"));
    words.addAll(Arrays.asList(more));
    return words.toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"packed", "tensors"})
  void evaluationBatchesAreThoseOfTheFilesToTheByte(String kind) throws Exception {
    run("sample-data", "--out", folder.resolve("data"), "--images", "10");
    Path store = folder.resolve("store");
    List<Object> prepare = new ArrayList<>(List.of("--kind", kind, "--out", store));
    if (kind.equals("tensors")) {
      prepare.addAll(List.of("--dtype", "float32"));
    }
    run(files("prepare", prepare.toArray()));
    run(files("batches", "--split", "test", "--out", folder.resolve("a")));
    Command.Result stored =
        run("batches", "--split", "test", "--store", store, "--out", folder.resolve("b"));

    assertThat(stored.err()).contains("test epoch 0: order ");
    try (Stream<Path> batches = Files.list(folder.resolve("a"))) {
      assertThat(batches)
          .isNotEmpty()
          .allSatisfy(
              batch ->
                  assertThat(folder.resolve("b").resolve(batch.getFileName()))
                      .hasSameBinaryContentAs(batch));
    }
  }

  @Test
  void refusesWhatIsNoStore() throws Exception {
    Command.Result result =
        Command.millrace("batches", "--store", folder, "--out", folder.resolve("out")).run();

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .contains(
            "Cannot open the store %s: it has no snapshot (check the path, or run 'millrace"
                    .formatted(folder)
                + " prepare')");
  }
}
