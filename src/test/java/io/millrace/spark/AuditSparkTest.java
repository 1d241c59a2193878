package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.batch.Dataloader;
import io.millrace.batch.ImageBatch;
import io.millrace.config.InvalidConfigException;
import io.millrace.datasets.Folder;
import io.millrace.datasets.MVTecAD;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Finding;
import io.millrace.sample.OnBadSample;
import io.millrace.split.TestSplitMode;
import io.millrace.split.ValSplitMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a data set, as a table and as errors. */
class AuditSparkTest {
  @TempDir private Path root;
  private DrawnData drawn;

  @BeforeEach
  void draw() throws IOException {
    drawn = new DrawnData(root).category("bottle");
  }

  private DataModuleBuilder builder() {
    return DataModule.builder(LocalSpark.session())
        .dataset(MVTecAD.at(root.toString()).category("bottle"))
        .seed(1);
  }

  private List<String> findings(AuditDepth depth) {
    try (DataModule<ImageBatch> module = builder().build()) {
      module.setup();
      return module.audit(depth).orderBy("reason", "path").collectAsList().stream()
          .map(this::text)
          .toList();
    }
  }

  /** severity, reason, sample, path, detail. */
  private String text(Row row) {
    String path = row.<String>getAs("path").replace(root + "/bottle/", "");
    String detail = row.<String>getAs("detail").replace(root + "/bottle/", "");
    return row.getAs("severity")
        + " "
        + row.getAs("reason")
        + " ["
        + row.<String>getAs("sample_id").replace("bottle/", "")
        + "] "
        + path
        + " "
        + detail;
  }

  @Test
  void findsNothingInASoundDataSet() {
    assertThat(findings(AuditDepth.PIXELS)).isEmpty();
  }

  @Test
  void namesWhatThePairingFinds() throws IOException {
    Files.delete(root.resolve("bottle/ground_truth/cut/000_mask.png"));
    drawn.mask("bottle/ground_truth/cut/009_mask.png");
    drawn.mask("bottle/ground_truth/bent/000.png");
    drawn.mask("bottle/ground_truth/good/000_mask.png");
    drawn.text("bottle/readme.txt", "part of every copy");
    drawn.text("bottle/train/good/notes.txt", "x");
    drawn.picture("bottle/train/good/deeper/000.png");
    assertThat(findings(AuditDepth.LISTING))
        .containsExactly(
            "error duplicate_mask [test/bent/000.png] test/bent/000.png has several masks:"
                + " ground_truth/bent/000.png, ground_truth/bent/000_mask.png",
            "warning mask_on_good [] ground_truth/good/000_mask.png is a mask of a good picture",
            "warning mask_without_image [] ground_truth/cut/009_mask.png has no picture",
            "error missing_mask [test/cut/000.png] test/cut/000.png is abnormal and has no mask",
            "warning unused_file [] train/good/deeper/000.png belongs to nothing",
            "warning unused_file [] train/good/notes.txt belongs to nothing");
  }

  @Test
  void namesWhatReadingFinds() throws IOException {
    drawn.picture("bottle/test/bent/000.png", 9, 10);
    drawn.mask("bottle/ground_truth/bent/001_mask.png", DrawnData.SIDE, 0);
    drawn.text("bottle/train/good/000.png", "hello world");
    drawn.text("bottle/train/good/001.png", "");
    drawn.text("bottle/train/good/002.png", "version https://git-lfs.github.com/spec/v1\noid x\n");
    byte[] whole = Files.readAllBytes(root.resolve("bottle/train/good/003.png"));
    Files.write(root.resolve("bottle/train/good/003.png"), java.util.Arrays.copyOf(whole, 200));
    Files.copy(
        root.resolve("bottle/train/good/004.png"), root.resolve("bottle/test/good/copy of 4.png"));
    List<String> findings = findings(AuditDepth.PIXELS);
    assertThat(findings)
        .filteredOn(line -> !line.contains("truncated"))
        .containsExactly(
            "error empty_file [train/good/001.png] train/good/001.png is empty (0 bytes)",
            "warning empty_mask [test/bent/001.png] ground_truth/bent/001_mask.png has no pixel"
                + " above 0",
            "error lfs_pointer [train/good/002.png] train/good/002.png is a Git LFS pointer, not a"
                + " picture",
            "error not_an_image [train/good/000.png] train/good/000.png is no picture: it begins"
                + " with 'hello wo'",
            "warning same_bytes [test/good/copy of 4.png] test/good/copy of 4.png has the same"
                + " bytes as the training picture bottle/train/good/004.png",
            "error size_mismatch [test/bent/000.png] ground_truth/bent/000_mask.png is 12 x 12 but"
                + " its picture is 9 x 10");
    assertThat(findings)
        .filteredOn(line -> line.contains("truncated"))
        .singleElement()
        .asString()
        .startsWith("error truncated [train/good/003.png] train/good/003.png is truncated");
  }

  @Test
  void callsAFileThatBecameShorterTruncatedAsTheLoaderDoes() throws IOException {
    try (DataModule<ImageBatch> module = builder().imageSize(8, 8).build()) {
      module.setup();
      Path file = root.resolve("bottle/train/good/000.png");
      String detail = "has 3 bytes but was listed with " + Files.size(file);
      drawn.text("bottle/train/good/000.png", "cut");
      assertThat(module.audit(AuditDepth.PIXELS).collectAsList())
          .extracting(this::text)
          .containsExactly("error truncated [train/good/000.png] train/good/000.png " + detail);
      Dataloader<ImageBatch> loader = module.trainDataloader();
      assertThatThrownBy(() -> loader.forEach(batch -> {}))
          .isInstanceOf(BadSampleException.class)
          .hasMessageContaining(file + " " + detail);
    }
  }

  @Test
  void failsTheLoaderAtOnceOrLeavesTheSampleOutAndListsIt() throws IOException {
    Files.delete(root.resolve("bottle/ground_truth/cut/000_mask.png"));
    drawn.text("bottle/test/good/001.png", "");
    try (DataModule<ImageBatch> module = builder().imageSize(8, 8).build()) {
      module.setup();
      assertThatThrownBy(module::testDataloader)
          .isInstanceOf(BadSampleException.class)
          .hasMessage(
              "Cannot use the test samples: 1 of 5 are bad, the first: bottle/test/cut/000.png: "
                  + root
                  + "/bottle/test/cut/000.png is abnormal and has no mask (add the mask, or"
                  + " quarantine the sample); on_bad_sample: quarantine leaves them out");
      assertThatThrownBy(() -> module.tensors(io.millrace.sample.Split.TEST))
          .isInstanceOf(BadSampleException.class);
      assertThat(module.trainDataloader().samples()).isEqualTo(5);
    }

    try (DataModule<ImageBatch> module =
        builder().imageSize(8, 8).onBadSample(OnBadSample.QUARANTINE).build()) {
      module.setup();
      Dataloader<ImageBatch> loader = module.testDataloader();
      List<String> ids = new java.util.ArrayList<>();
      loader.forEach(batch -> ids.addAll(batch.sampleId()));
      assertThat(ids)
          .containsExactly(
              "bottle/test/bent/000.png", "bottle/test/bent/001.png", "bottle/test/good/000.png");
      assertThat(loader.quarantined())
          .extracting(Finding::sampleId)
          .containsExactly("bottle/test/cut/000.png", "bottle/test/good/001.png");
    }
  }

  @Test
  void refusesASubsetOfNothingButBadSamples() throws IOException {
    for (String mask : List.of("bent/000", "bent/001", "cut/000")) {
      Files.delete(root.resolve("bottle/ground_truth/" + mask + "_mask.png"));
    }
    Files.delete(root.resolve("bottle/test/good/000.png"));
    Files.delete(root.resolve("bottle/test/good/001.png"));
    try (DataModule<ImageBatch> module =
        builder().testSplit(TestSplitMode.NONE, 0.5).onBadSample(OnBadSample.QUARANTINE).build()) {
      module.setup();
      assertThatThrownBy(module::testDataloader)
          .isInstanceOf(BadSampleException.class)
          .hasMessageStartingWith("Cannot use the test samples: 3 of 3 are bad, the first: ")
          .hasMessageEndingWith("; on_bad_sample: quarantine would leave none");
    }
  }

  @Test
  void auditsSamplesThatNoSubsetHas() throws IOException {
    drawn.text("bottle/test/good/000.png", "");
    try (DataModule<ImageBatch> module = builder().testSplit(TestSplitMode.NONE, 0.5).build()) {
      module.setup();
      assertThat(module.samples().where("label = 'good' AND split = 'test'").count()).isZero();
      assertThat(module.audit(AuditDepth.PIXELS).collectAsList())
          .extracting(row -> row.<String>getAs("sample_id"))
          .containsExactly("bottle/test/good/000.png");
    }
  }

  @Test
  void followsLinksButNotInCircles(@TempDir Path elsewhere) throws IOException {
    new DrawnData(elsewhere).picture("more/900.png");
    Files.createSymbolicLink(root.resolve("bottle/train/again"), root.resolve("bottle"));
    Files.delete(root.resolve("bottle/train/good/004.png"));
    Files.createSymbolicLink(root.resolve("bottle/train/linked"), elsewhere.resolve("more"));
    assertThat(findings(AuditDepth.LISTING))
        .containsExactly(
            "warning link_loop [] train/again is a symbolic link to a folder above it and was not"
                + " followed",
            "error missing_mask [train/linked/900.png] train/linked/900.png is abnormal and has no"
                + " mask");
  }

  @Test
  void takesNoPictureOfAnotherRoleByALinkToAFolderAboveAll() throws IOException {
    Path good = root.resolve("bottle/train/good");
    Files.createSymbolicLink(good.resolve("up"), root);
    Folder folder =
        Folder.at("mine", root.toString())
            .normalDir("bottle/train/good")
            .abnormalDir("bottle/test/bent");
    try (DataModule<ImageBatch> module =
        DataModule.builder(LocalSpark.session()).dataset(folder).seed(42).build()) {
      module.setup();

      assertThat(module.samples().where("image_path LIKE '%/up/%'").count()).isZero();
      assertThat(module.audit(AuditDepth.LISTING).where("reason = 'link_loop'").collectAsList())
          .singleElement()
          .satisfies(row -> assertThat(row.<String>getAs("path")).isEqualTo(good + "/up"));
    }
  }

  @Test
  void saysWhatAColonInARelativePathMeans() {
    assertThatThrownBy(() -> prepare(MVTecAD.at("my:data").category("x")))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage(
            "Invalid path: my:data (what stands before a colon is a scheme: give the whole path,"
                + " from /)");
  }

  @Test
  void namesLinksThatLeadNowhere() throws IOException {
    Path file = root.resolve("bottle/train/good/003.png");
    Files.delete(file);
    Files.createSymbolicLink(file, root.resolve("gone.png"));
    Path circle = root.resolve("bottle/train/good/004.png");
    Files.delete(circle);
    Files.createSymbolicLink(circle, circle);
    assertThat(findings(AuditDepth.PIXELS))
        .filteredOn(line -> line.contains("003"))
        .singleElement()
        .asString()
        .startsWith("error unreadable [train/good/003.png] train/good/003.png cannot be read: ");
  }

  @Test
  void saysWhichCategoriesExist() {
    assertThatThrownBy(() -> prepare(MVTecAD.at(root.toString()).categories("bottle", "bootle")))
        .hasMessage("Missing category: bootle is not below " + root + ", which has bottle");
    assertThatThrownBy(() -> prepare(MVTecAD.at(root.resolve("bottle").toString()).category("x")))
        .hasMessage(
            "Missing category: x is not below "
                + root
                + "/bottle, which has ground_truth, test, train (data.root seems to be a"
                + " category's folder: give the folder above it)");
  }

  @Test
  void saysWhereToGetAMissingDataSet() {
    assertThatThrownBy(() -> prepare(MVTecAD.at(root.resolve("nowhere").toString())))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage(
            "Missing data.root: there is no folder "
                + root
                + "/nowhere (get MVTecAD from"
                + " https://www.mvtec.com/company/research/datasets/mvtec-ad (CC BY-NC-SA 4.0),"
                + " or run 'millrace sample-data' to draw one)");
  }

  @Test
  void namesEveryMissingFolder() {
    Folder folder =
        Folder.at("mine", root.toString()).normalDir("none").abnormalDir("bottle", "nothing");
    assertThatThrownBy(() -> prepare(folder))
        .hasMessageContaining("2 problems in the configuration")
        .hasMessageContaining(
            "Missing folder: " + root + "/none of mine (check data.root and the folders' names)")
        .hasMessageContaining(root + "/nothing of mine");
  }

  @Test
  void refusesADataSetWithoutPictures() throws IOException {
    drawn.text("empty/train/good/readme.md", "x");
    assertThatThrownBy(
            () -> {
              try (DataModule<ImageBatch> module =
                  DataModule.builder(LocalSpark.session())
                      .dataset(MVTecAD.at(root.toString()).category("empty"))
                      .build()) {
                module.setup();
              }
            })
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageStartingWith(
            "Cannot find any picture of MVTecAD below "
                + root
                + " (expected ROOT/CATEGORY/train/good/000.png");
  }

  @Test
  void saysWhyASubsetIsEmpty() {
    try (DataModule<ImageBatch> module = builder().valSplit(ValSplitMode.NONE, 0.5).build()) {
      module.setup();
      assertThatThrownBy(module::valDataloader)
          .isInstanceOf(InvalidConfigException.class)
          .hasMessage(
              "Missing val samples: test_split_mode from_dir and val_split_mode none leave none"
                  + " (choose others, or add pictures)");
    }
  }

  private static void prepare(io.millrace.datasets.DatasetLayout layout) {
    try (DataModule<ImageBatch> module =
        DataModule.builder(LocalSpark.session()).dataset(layout).build()) {
      module.prepareData();
    }
  }
}
