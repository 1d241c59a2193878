package io.millrace.cli;

import io.millrace.item.DType;
import io.millrace.storage.LocalStorage;
import io.millrace.storage.PageMemory;
import io.millrace.storage.RangeFile;
import io.millrace.store.ShardEntry;
import io.millrace.store.ShardFile;
import io.millrace.store.ShardTensor;
import io.millrace.store.Snapshot;
import io.millrace.store.Snapshots;
import io.millrace.store.StorePaths;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times reading alone. */
@Command(
    name = "io",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Bytes and requests a second of one thread that reads chunks of a store and whole small files",
      "from the page cache, beside a plain copy in memory, which is the roof (bytes a CPU-second).",
      "A row is the round in the middle."
    })
final class BenchIo implements Callable<Integer> {
  private static final int SIDE = 256;
  private static final ShardTensor TENSOR = ShardTensor.IMAGE;

  @Mixin private Rounds rounds;
  @Mixin private BenchOutput output;

  @Option(names = "--rows", defaultValue = "1280", description = "Rows of 196,608 bytes.")
  private int rows;

  @Option(names = "--files", defaultValue = "64", description = "Small files.")
  private int files;

  @Option(names = "--file-bytes", defaultValue = "1400000", description = "Bytes of a small file.")
  private int fileBytes;

  private final LocalStorage storage = new LocalStorage();
  private double roof;

  @Override
  public Integer call() throws IOException {
    output.begin(
        Figure.BYTES_PER_SECOND,
        Figure.REQUESTS_PER_SECOND,
        Figure.CPU_MS,
        Figure.ALLOCATED,
        Figure.ROOF,
        Figure.SHARE_OF_ROOF);
    try (ScratchFolder scratch = ScratchFolder.create()) {
      String store = new NoiseStore(scratch.path().resolve("store"), SIDE, DType.U8).write(rows);
      StorePaths paths = new StorePaths(store);
      Snapshot snapshot = new Snapshots(storage, paths).read(1);
      chunks(paths, snapshot);
      whole(scratch.path());
    }

    output.end();
    return 0;
  }

  private void chunks(StorePaths paths, Snapshot snapshot) throws IOException {
    ShardEntry.File entry = snapshot.shards().get(0).file();
    try (ShardFile shard = ShardFile.open(storage, paths, snapshot.facts(), entry);
        RangeFile file = storage.open(paths.shard(entry.name()), entry.bytes())) {
      int chunks = entry.checksums().get(TENSOR).size();
      long all = 0;
      for (int i = 0; i < chunks; i++) {
        all += shard.chunkBytes(TENSOR, i);
      }

      ByteBuffer from = PageMemory.allocate((int) shard.chunkBytes(TENSOR, 0));
      ByteBuffer into = PageMemory.allocate(from.capacity());
      Rounds.Extent extent = new Rounds.Extent(chunks, all);
      row("plain copy of chunks", each(chunks, i -> copy(shard, i, from, into)), extent);
      row(
          "chunks, unchecked",
          each(chunks, i -> file.read(start(shard, i), of(shard, i, into))),
          extent);
      row(
          "chunks, CRC-32C checked",
          each(chunks, i -> shard.readChunk(TENSOR, i, of(shard, i, into))),
          extent);
    }
  }

  private interface Request {
    void make(int number) throws IOException;
  }

  private static Rounds.Pass each(int count, Request request) {
    return () -> {
      for (int i = 0; i < count; i++) {
        request.make(i);
      }
    };
  }

  private static ByteBuffer of(ShardFile shard, int chunk, ByteBuffer buffer) {
    return buffer.clear().limit((int) shard.chunkBytes(TENSOR, chunk));
  }

  private static void copy(ShardFile shard, int chunk, ByteBuffer from, ByteBuffer into) {
    into.clear().put(of(shard, chunk, from));
  }

  /** The tensor begins behind the head. */
  private static long start(ShardFile shard, int chunk) {
    return shard.entry().head().bytes() + chunk * shard.chunkBytes(TENSOR, 0);
  }

  private void whole(Path scratch) throws IOException {
    byte[] noise = new byte[fileBytes];
    new Random(0).nextBytes(noise);
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      paths.add(Files.write(scratch.resolve("file" + i), noise).toString());
    }

    row(
        "whole files",
        each(files, i -> storage.read(paths.get(i), fileBytes)),
        new Rounds.Extent(files, (long) files * fileBytes));
  }

  private void row(String what, Rounds.Pass pass, Rounds.Extent extent) throws IOException {
    Effort effort = Effort.median(rounds.of(pass, extent));
    double rate = effort.bytes() / effort.took().cpuSeconds();
    roof = roof == 0 ? rate : roof; // the first row is the roof
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.BYTES_PER_SECOND, effort.bytesPerSecond());
    figures.put(Figure.REQUESTS_PER_SECOND, effort.imagesPerSecond());
    figures.put(Figure.CPU_MS, 1 / effort.imagesPerCpuSecond());
    figures.put(Figure.ALLOCATED, (double) effort.took().allocated() / effort.images());
    figures.put(Figure.ROOF, roof);
    figures.put(Figure.SHARE_OF_ROOF, rate / roof);
    output.row(what, figures);
  }
}
