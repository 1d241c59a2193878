package io.millrace.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.config.InvalidConfigException;
import io.millrace.config.Seed;
import io.millrace.item.HostBatch;
import io.millrace.item.HostTensor;
import io.millrace.item.ItemField;
import io.millrace.item.Safetensors;
import io.millrace.sample.Split;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder of batches, {@code SPLIT-00000.safetensors} and on. A file appears under its name only
 * when it is whole.
 */
final class BatchFolder {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UNFINISHED = ".tmp";

  private final Path folder;
  private final Split split;
  private int written;

  private BatchFolder(Path folder, Split split) {
    this.folder = folder;
    this.split = split;
  }

  /** Opens a folder that has no batches of that split, or removes the ones that it has. */
  static BatchFolder open(Path folder, Split split, boolean overwrite) throws IOException {
    Files.createDirectories(folder);
    String glob = split.text() + "-[0-9][0-9][0-9][0-9][0-9].safetensors";
    try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, glob)) {
      for (Path file : old) {
        if (!overwrite) {
          throw new InvalidConfigException(
              List.of(
                  "Cannot write batches: there is "
                      + file
                      + " (choose another --out, or add --overwrite)"));
        }
        Files.delete(file);
      }
    }

    // what a killed run left unfinished is nobody's
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "." + glob + UNFINISHED)) {
      for (Path file : left) {
        Files.delete(file);
      }
    }

    return new BatchFolder(folder, split);
  }

  int written() {
    return written;
  }

  void write(HostBatch batch, Seed seed) throws IOException {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    // wide elements first, so that each tensor starts at a multiple of its element
    batch.tensors().entrySet().stream()
        .sorted(Comparator.comparing(entry -> -entry.getValue().type().bytes()))
        .forEach(entry -> tensors.put(entry.getKey().text(), entry.getValue()));

    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("split", split.text());
    metadata.put("seed", Long.toString(seed.value()));
    metadata.put("sample_ids", JSON.writeValueAsString(batch.texts().get(ItemField.SAMPLE_ID)));
    write(
        new Safetensors(metadata, tensors),
        folder.resolve("%s-%05d.safetensors".formatted(split.text(), written)));
    written++;
  }

  private static void write(Safetensors file, Path path) throws IOException {
    Path unfinished = path.resolveSibling("." + path.getFileName() + UNFINISHED);
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      write(file.header(), channel);
      for (HostTensor tensor : file.tensors().values()) {
        write(tensor.data(), channel);
      }
    }

    Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void write(ByteBuffer bytes, FileChannel channel) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
