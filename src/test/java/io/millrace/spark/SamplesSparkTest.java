package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.ImageBatch;
import io.millrace.datasets.DatasetLayout;
import io.millrace.datasets.Folder;
import io.millrace.datasets.MVTecAD;
import io.millrace.sample.Split;
import io.millrace.split.ValSplitMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.BlockId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.JavaConverters;

/** The samples table. */
class SamplesSparkTest {
  @TempDir private Path root;

  private static DataModuleBuilder builder(DatasetLayout layout) {
    return DataModule.builder(LocalSpark.session()).dataset(layout).seed(42);
  }

  private static List<String> ids(DataModuleBuilder builder) {
    try (DataModule<ImageBatch> module = builder.build()) {
      module.setup();
      return module.samples().collectAsList().stream()
          .map(row -> row.<String>getAs("split") + " " + row.getAs("sample_id"))
          .toList();
    }
  }

  @Test
  void hasFreedItsMemoryWhenItIsClosed() throws IOException {
    new DrawnData(root).category("bottle");
    List<String> before = listed();
    try (DataModule<ImageBatch> module =
        builder(MVTecAD.at(root.toString()).category("bottle")).build()) {
      module.setup();
      assertThat(listed()).hasSizeGreaterThan(before.size());
    }

    assertThat(listed()).isSubsetOf(before);
  }

  private static List<String> listed() {
    LocalSpark.session();
    return JavaConverters.seqAsJavaList(
            SparkEnv.get().blockManager().getMatchingBlockIds(BlockId::isRDD))
        .stream()
        .map(BlockId::name)
        .toList();
  }

  @Test
  void hasItsColumnsInOrderAndARowInEachSubsetOfASample() throws IOException {
    new DrawnData(root).category("bottle");
    try (DataModule<ImageBatch> module =
        builder(MVTecAD.at(root.toString()).category("bottle")).build()) {
      module.setup();
      assertThat(module.samples().columns())
          .containsExactly(
              "sample_id",
              "category",
              "split",
              "label",
              "label_index",
              "image_path",
              "mask_path",
              "image_bytes",
              "image_modified");
      Row defect = module.testDataset().first();
      Path file = root.resolve("bottle/test/bent/000.png");
      assertThat(defect.toSeq().mkString("|"))
          .isEqualTo(
              String.join(
                  "|",
                  "bottle/test/bent/000.png",
                  "bottle",
                  "test",
                  "bent",
                  "1",
                  file.toString(),
                  root.resolve("bottle/ground_truth/bent/000_mask.png").toString(),
                  Long.toString(Files.size(file)),
                  new java.sql.Timestamp(Files.getLastModifiedTime(file).toMillis()).toString()));
      assertThat(module.samples().groupBy("split").count().orderBy("split").collectAsList())
          .extracting(row -> row.getString(0) + " " + row.getLong(1))
          .containsExactly("test 5", "train 5", "val 5");
    }
  }

  @Test
  void ordersTrainThenValThenTestEachByCodePoint() throws IOException {
    DrawnData drawn = new DrawnData(root);
    // beyond U+FFFF and just below: Java's own order would swap them
    for (String name : List.of("b", "a-1", "a/1", "\uD83D\uDE00", "\uFB01", "Z", "ä ö%20", "a b")) {
      drawn.picture("c/train/good/" + name.replace('/', '_') + ".png");
    }
    drawn.defect("c", "bent", "000");
    drawn.picture("c/test/good/000.png");
    assertThat(ids(builder(MVTecAD.at(root.toString()).category("c"))))
        .containsExactly(
            "train c/train/good/Z.png",
            "train c/train/good/a b.png",
            "train c/train/good/a-1.png",
            "train c/train/good/a_1.png",
            "train c/train/good/b.png",
            "train c/train/good/ä ö%20.png",
            "train c/train/good/\uFB01.png",
            "train c/train/good/\uD83D\uDE00.png",
            "val c/test/bent/000.png",
            "val c/test/good/000.png",
            "test c/test/bent/000.png",
            "test c/test/good/000.png");
  }

  @Test
  void loadsSeveralCategoriesAsEachAlone() throws IOException {
    new DrawnData(root).category("bottle").category("bottle-2").category("cable");
    MVTecAD data = MVTecAD.at(root.toString());
    List<String> alone =
        List.of("bottle", "cable").stream()
            .flatMap(each -> ids(halved(data.category(each))).stream())
            .toList();
    assertThat(ids(halved(data.categories("cable", "bottle"))))
        .containsExactlyInAnyOrderElementsOf(alone);
    assertThat(ids(halved(data))).hasSize(30).containsAll(alone);
  }

  private static DataModuleBuilder halved(DatasetLayout layout) {
    return builder(layout).valSplit(ValSplitMode.FROM_TEST, 0.5);
  }

  @Test
  void leavesHiddenAndJunkFilesOut() throws IOException {
    DrawnData drawn = new DrawnData(root).category("bottle");
    List<String> before = ids(builder(MVTecAD.at(root.toString()).category("bottle")));
    drawn.text("bottle/train/good/.DS_Store", "x");
    drawn.text("bottle/train/good/._000.png", "x");
    drawn.text("bottle/test/Thumbs.db", "x");
    drawn.text("bottle/.ipynb_checkpoints/train/good/000.png", "x");
    drawn.text("__MACOSX/train/good/000.png", "x");
    assertThat(ids(builder(MVTecAD.at(root.toString())))).isEqualTo(before);
  }

  @Test
  void pairsMasksByNameNotByPosition() throws IOException {
    new DrawnData(root).category("bottle");
    Files.delete(root.resolve("bottle/ground_truth/bent/000_mask.png"));
    try (DataModule<ImageBatch> module = builder(MVTecAD.at(root.toString())).build()) {
      module.setup();
      assertThat(module.testDataset().where("label_index = 1").collectAsList())
          .extracting(row -> strip(row.getAs("mask_path")))
          .containsExactly(
              null,
              "bottle/ground_truth/bent/001_mask.png",
              "bottle/ground_truth/cut/000_mask.png");
    }
  }

  private String strip(String path) {
    return path == null ? null : path.substring(root.toString().length() + 1);
  }

  @Test
  void readsFoldersInsideAndOutsideTheRootWithAnyCaseOfSuffix(@TempDir Path elsewhere)
      throws IOException {
    DrawnData drawn = new DrawnData(root);
    drawn.picture("fine/1.png");
    Files.move(root.resolve("fine/1.png"), root.resolve("fine/1.PNG"));
    drawn.picture("bad/x/7.png");
    drawn.mask("masks/x/7_mask.png");
    new DrawnData(elsewhere).picture("deep/2.png");
    Folder folder =
        Folder.at("mine", root.toString())
            .normalDir("fine", elsewhere.toString())
            .abnormalDir("bad")
            .maskDir("masks");
    try (DataModule<ImageBatch> module =
        builder(folder).valSplit(ValSplitMode.SAME_AS_TEST, 0.5).build()) {
      module.setup();
      // without normal pictures to test, a share of the training ones is moved there
      assertThat(module.samples().select("sample_id").distinct().as("s").collectAsList())
          .extracting(row -> row.getString(0))
          .containsExactlyInAnyOrder("fine/1.PNG", "normal/deep/2.png", "bad/x/7.png");
      assertThat(strip(module.testDataset().where("label_index = 1").first().getAs("mask_path")))
          .isEqualTo("masks/x/7_mask.png");
    }
  }

  @Test
  void setupTwiceChangesNothingAndBothSidesOfASeedAreRepeatable() throws IOException {
    new DrawnData(root).category("bottle");
    try (DataModule<ImageBatch> module = halved(MVTecAD.at(root.toString())).build()) {
      module.setup();
      List<Row> first = module.samples().collectAsList();
      module.setup();
      assertThat(module.samples().collectAsList()).isEqualTo(first);
    }
  }

  @Test
  void readsAnyFileSystemThatHadoopKnows() throws IOException {
    new DrawnData(root).category("bottle");
    Configuration configuration = LocalSpark.session().sparkContext().hadoopConfiguration();
    configuration.set("fs.viewfs.mounttable.samples.link./data", root.toUri().toString());
    try (DataModule<ImageBatch> module =
        builder(MVTecAD.at("viewfs://samples/data").category("bottle")).imageSize(4, 4).build()) {
      module.prepareData();
      module.setup();
      assertThat(module.testDataset().first().<String>getAs("image_path"))
          .isEqualTo("viewfs://samples/data/bottle/test/bent/000.png");
      assertThat(module.tensors(Split.TEST).select("gt_mask").collectAsList()).hasSize(5);
      assertThat(module.audit(AuditDepth.PIXELS).collectAsList()).isEmpty();
    } finally {
      configuration.unset("fs.viewfs.mounttable.samples.link./data");
    }
  }
}
