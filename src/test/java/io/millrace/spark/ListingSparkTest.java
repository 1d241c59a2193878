package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.ImageBatch;
import io.millrace.datasets.MVTecAD;
import io.millrace.sample.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.apache.spark.storage.RDDInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What listing and dividing many files costs, counted. */
class ListingSparkTest {
  private static final int FILES = 5_000;

  @TempDir private Path root;

  private static SparkContext context() {
    return LocalSpark.session().sparkContext();
  }

  @Test
  void keepsTensOfBytesAFile() throws IOException {
    Path train = Files.createDirectories(root.resolve("bottle/train/good"));
    for (int i = 0; i < FILES; i++) {
      Files.createFile(train.resolve("%06d.png".formatted(i)));
    }

    Set<Integer> before = new HashSet<>();
    Arrays.stream(context().getRDDStorageInfo()).forEach(info -> before.add(info.id()));
    try (DataModule<ImageBatch> module =
        DataModule.builder(LocalSpark.session()).dataset(MVTecAD.at(root.toString())).build()) {
      module.setup();
      assertThat(module.count(Split.TRAIN)).isPositive();
      long kept =
          Arrays.stream(context().getRDDStorageInfo())
              .filter(info -> !before.contains(info.id()))
              .mapToLong(RDDInfo::memSize)
              .sum();
      // the listing and the table; as objects a file takes more than a kilobyte
      assertThat(kept).isPositive().isLessThan(FILES * 120L);
    }
  }
}
