package io.millrace.spark.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.millrace.sample.Label;
import io.millrace.sample.Split;
import io.millrace.store.ContentName;
import io.millrace.store.IndexRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetIndexTest {
  private static final ParquetIndex INDEX =
      new ParquetIndex(new HadoopStorage(new Configuration(false)));

  @TempDir Path folder;

  private static List<IndexRow> rows(int count) {
    List<IndexRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      IndexRow.FileFacts image =
          new IndexRow.FileFacts("hdfs://n/d/ü " + i + ".png", 5_000_000_000L + i, i, "ab", "png");
      IndexRow.FileFacts mask =
          i % 2 == 0
              ? IndexRow.FileFacts.NONE
              : new IndexRow.FileFacts("/d/mask/" + i + ".png", i, 1_700_000_000_000L, "cd", "png");
      rows.add(
          new IndexRow(
              i < 5 ? Split.TRAIN : Split.TEST,
              i,
              "grid/test/ü " + i + ".png",
              "",
              "bent",
              Label.of(i % 3 - 1),
              image,
              mask));
    }

    return rows;
  }

  private Path write(List<IndexRow> rows) throws IOException {
    Path file = folder.resolve("part");
    INDEX.write(file, rows);
    return Files.move(file, folder.resolve(ContentName.of(file) + ".parquet"));
  }

  private static List<IndexRow> read(Path file) throws IOException {
    return INDEX.read(file.toString(), Files.size(file));
  }

  @Test
  void rowsComeBackAsTheyWere() throws IOException {
    List<IndexRow> rows = rows(2500);

    assertThat(read(write(rows))).isEqualTo(rows);
    assertThat(read(write(List.of()))).isEmpty();
  }

  @Test
  void theSameRowsGiveTheSameBytes() throws IOException {
    Path first = write(rows(100));
    Path second = folder.resolve("second");
    INDEX.write(second, rows(100));

    assertThat(second).hasSameBinaryContentAs(first);
  }

  /** A set of enums has another order in another JVM; */
  @Test
  void listsEncodingsInOneOrder() throws IOException {
    byte[] bytes = Files.readAllBytes(write(rows(2500)));
    int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
    FileMetaData facts =
        Util.readFileMetaData(new ByteArrayInputStream(bytes, bytes.length - 8 - length, length));

    assertThat(facts.getRow_groups().get(0).getColumns())
        .hasSize(16)
        .allSatisfy(column -> assertThat(column.getMeta_data().getEncodings()).isSorted())
        .anySatisfy(
            column -> assertThat(column.getMeta_data().getEncodings()).hasSizeGreaterThan(1));
  }

  @Test
  void leavesNoFileBesideIt() throws IOException {
    write(rows(3));

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void hasSmallPagesOfZstd() throws IOException {
    byte[] bytes = Files.readAllBytes(write(rows(2500)));
    try (ParquetFileReader reader =
        ParquetFileReader.open(new MemoryInput(bytes), ParquetReadOptions.builder().build())) {
      ColumnChunkMetaData ids = reader.getRowGroups().get(0).getColumns().get(2);

      assertThat(ids.getCodec()).isEqualTo(CompressionCodecName.ZSTD);
      assertThat(reader.readOffsetIndex(ids).getPageCount()).isEqualTo(3);
    }
  }

  @Test
  void namesAPartThatIsDamagedOrMissing() throws IOException {
    Path file = write(rows(10));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    String wayOut = " (run 'millrace verify', then prepare the store again)";

    assertThatIOException()
        .isThrownBy(() -> read(file))
        .withMessage("Cannot read index part " + file + ": its bytes do not fit its name" + wayOut);
    Files.write(file, new byte[3]);
    assertThatIOException()
        .isThrownBy(() -> INDEX.read(file.toString(), bytes.length))
        .withMessageStartingWith("Cannot read index part " + file + ": has 3 bytes");
    Files.delete(file);
    assertThatIOException()
        .isThrownBy(() -> INDEX.read(file.toString(), bytes.length))
        .withMessage("Cannot read index part " + file + ": it is missing" + wayOut);
  }
}
