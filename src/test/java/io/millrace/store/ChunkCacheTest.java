package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.millrace.plan.Chunks;
import io.millrace.plan.Policy;
import io.millrace.plan.TrainRule;
import io.millrace.sample.UnreadableException;
import io.millrace.storage.LocalStorage;
import io.millrace.storage.WritableStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkCacheTest {
  private static final LocalStorage STORAGE = new LocalStorage();
  private static final int ROWS = 64 * 24;
  private static final int CHUNK_BYTES = 64 * 45;

  @TempDir Path folder;

  private ShardFile shard;
  private Path file;
  private byte[] bytes;

  @BeforeEach
  void publish() throws IOException {
    StorePaths paths = new StorePaths(folder.resolve("store").toString());
    try (ShardWriter writer = Drawn.writer(folder, StoreKind.TENSORS)) {
      SpooledShard spooled = Drawn.spool(writer, StoreKind.TENSORS, ROWS);
      file = Path.of(paths.shard(spooled.file().name()));
      STORAGE.publish(spooled.path(), file.toString());
      shard = ShardFile.open(STORAGE, paths, Drawn.facts(StoreKind.TENSORS), spooled.file());
    }

    bytes = Files.readAllBytes(file);
  }

  @AfterEach
  void close() throws IOException {
    shard.close();
  }

  private ChunkCache cache(int chunks) throws IOException {
    return ChunkCache.open(
        folder.resolve("cache"), new CacheLimits((long) chunks * CHUNK_BYTES, 0));
  }

  private CachedChunk chunk(int chunk, long now, long next) {
    return new CachedChunk(shard, ShardTensor.IMAGE, chunk, now, next);
  }

  private void read(ChunkCache cache, CachedChunk chunk) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK_BYTES);
    cache.read(chunk, buffer);
    int start = shard.entry().head().bytes() + chunk.chunk() * CHUNK_BYTES;
    assertThat(buffer).isEqualTo(ByteBuffer.wrap(bytes, start, CHUNK_BYTES));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void readsAChunkOnceFromAfar() throws IOException {
    ChunkCache cache = cache(4);
    read(cache, chunk(0, 0, 5));
    Files.delete(file);
    read(cache, chunk(0, 5, 9));
    read(cache(4), chunk(0, 9, 12));

    assertThat(cache.stats()).isEqualTo(new CacheStats(1, 1, 0, 0));
    assertThat(cache.stats().hitRate()).isEqualTo(0.5);
    assertThat(files()).hasSize(1);
  }

  @Test
  void evictsWhatIsNeededFurthestInTheFuture() throws IOException {
    ChunkCache cache = cache(2);
    read(cache, chunk(0, 0, 100));
    read(cache, chunk(1, 1, 10));
    read(cache, chunk(2, 2, 20));
    read(cache, chunk(1, 10, 30));
    read(cache, chunk(2, 20, 40));
    assertThat(cache.stats().hits()).isEqualTo(2);

    // would be the first to go
    read(cache, chunk(3, 21, 50));
    read(cache, chunk(4, 22, CachedChunk.NEVER));
    read(cache, chunk(1, 30, 60));
    read(cache, chunk(2, 40, 70));
    assertThat(cache.stats().hits()).isEqualTo(4);
    assertThat(files()).hasSize(2);
  }

  @Test
  void evictsFirstWhatAReaderThatIsGoneWouldHaveRead() throws IOException {
    ChunkCache cache = cache(2);
    read(cache, chunk(0, 0, 5));
    read(cache, chunk(1, 1, 300));
    read(cache, chunk(2, 200, 400));
    read(cache, chunk(1, 300, 500));

    assertThat(cache.stats().hits()).isEqualTo(1);
  }

  @Test
  void fetchesAgainWhatIsDamagedShortOrGone() throws IOException {
    ChunkCache cache = cache(4);
    read(cache, chunk(0, 0, 1));
    Path held = files().get(0);
    byte[] damaged = Files.readAllBytes(held);
    damaged[77] ^= 1;
    Files.write(held, damaged);
    read(cache, chunk(0, 1, 2));
    Files.write(held, new byte[7]);
    read(cache, chunk(0, 2, 3));
    Files.delete(held);
    read(cache, chunk(0, 3, 4));
    read(cache, chunk(0, 4, 5));

    assertThat(cache.stats()).isEqualTo(new CacheStats(1, 4, 1, 0));
  }

  @Test
  void leavesTheDisksFreeSpaceToOthers() throws IOException {
    CacheLimits limits = new CacheLimits(1 << 20, Long.MAX_VALUE / 2);
    ChunkCache cache = ChunkCache.open(folder.resolve("cache"), limits);
    read(cache, chunk(0, 0, 1));
    read(cache, chunk(0, 1, 2));

    assertThat(cache.stats()).isEqualTo(new CacheStats(0, 2, 0, 0));
    assertThat(files()).isEmpty();
  }

  @Test
  void goesOnWhereItCannotWrite() throws IOException {
    ChunkCache cache = cache(4);
    Files.delete(folder.resolve("cache"));
    read(cache, chunk(0, 0, 1));
    read(cache, chunk(0, 1, 2));

    assertThat(cache.stats()).isEqualTo(new CacheStats(0, 2, 0, 2));
  }

  @Test
  void clearsAwayWhatAKilledWriterLeft() throws IOException {
    ChunkCache cache = cache(4);
    Path old = Files.createFile(folder.resolve("cache/" + WritableStorage.TEMPORARY + "old"));
    Files.setLastModifiedTime(old, FileTime.fromMillis(0));
    Path young = Files.createFile(folder.resolve("cache/" + WritableStorage.TEMPORARY + "young"));
    read(cache, chunk(0, 0, 1));

    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void aDamagedShardIsNotKept() throws IOException {
    byte[] damaged = bytes.clone();
    damaged[shard.entry().head().bytes() + 3] ^= 1;
    Files.write(file, damaged);
    ChunkCache cache = cache(4);

    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> cache.read(chunk(0, 0, 1), ByteBuffer.allocate(CHUNK_BYTES)))
        .withMessageStartingWith("shard " + shard.entry().name() + ", chunk 0 of image: CRC-32C");
    assertThat(files()).isEmpty();
  }

  @Test
  void twoReadersOfOneFolderHitAsOftenAsTheBestCacheDoes() throws IOException {
    CacheSimulation simulation =
        new CacheSimulation(
            Chunks.uniform(ROWS, 64), new TrainRule(7, 4, 64, 2, Policy.DROP_TAIL), 5);
    CacheSimulation.HitRates best = simulation.hitRates(0.5);
    List<ChunkCache> readers = List.of(cache(12), cache(12));
    List<CacheSimulation.Read> reads = simulation.reads();
    for (int i = 0; i < reads.size(); i++) {
      CacheSimulation.Read read = reads.get(i);
      read(readers.get(read.lane() / 2), chunk(read.chunk(), i, read.next()));
    }

    CacheStats first = readers.get(0).stats();
    CacheStats second = readers.get(1).stats();
    double hits = first.hits() + second.hits();
    assertThat(first.hits() + first.misses() + second.hits() + second.misses())
        .isEqualTo(reads.size());
    assertThat(hits / reads.size()).isCloseTo(best.planned(), within(0.05));
    assertThat(best.planned()).isGreaterThan(1.5 * best.leastRecentlyUsed());
    assertThat(files()).hasSizeLessThanOrEqualTo(13);
  }
}
