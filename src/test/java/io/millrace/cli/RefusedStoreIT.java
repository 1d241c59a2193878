package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Stores of another version of the format are refused by name, never half understood. */
@ExtendWith(Workshop.Guest.class)
class RefusedStoreIT {
  private static final int USAGE = 2;

  @TempDir private Path folder;

  private Path snapshot(ObjectNode json) throws Exception {
    Path file = folder.resolve("store/_millrace/snapshots/00000001.json");
    Files.createDirectories(file.getParent());
    return Files.write(file, new ObjectMapper().writeValueAsBytes(json));
  }

  private List<Command> readers() {
    Path store = folder.resolve("store");
    return List.of(
        Command.millrace("batches", "--store", store, "--split", "train")
            .and("--out", folder.resolve("batches")),
        Command.millrace("store", "show", store),
        Command.millrace("plan", "--store", store, "--split", "train", "--seed", 42)
            .and("--world", 2, "--batch", 8, "--step", 0));
  }

  @Test
  void namesAFeatureThatItDoesNotKnow(Workshop workshop) throws Exception {
    ObjectNode json = (ObjectNode) workshop.undisturbed().latest();
    json.withArray("requires").add("delta-chunks");
    Path file = snapshot(json);

    for (Command reader : readers()) {
      assertThat(reader.run())
          .as(reader.words().toString())
          .isEqualTo(
              new Command.Result(
                  USAGE,
                  "",
                  "millrace: Unsupported feature of a store: delta-chunks in "
                      + file
                      + " (this millrace knows crc32c, parquet-index, safetensors: use a newer"
                      + " one)\n"));
    }
  }

  @Test
  void namesAnotherVersion(Workshop workshop) throws Exception {
    Path file = snapshot(((ObjectNode) workshop.undisturbed().latest()).put("version", 2));

    for (Command reader : readers()) {
      assertThat(reader.run())
          .as(reader.words().toString())
          .isEqualTo(
              new Command.Result(
                  USAGE,
                  "",
                  "millrace: Unsupported version of a store: 2 in "
                      + file
                      + " (this millrace reads 1: use a newer one)\n"));
    }
  }
}
