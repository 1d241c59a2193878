package io.millrace.batch;

import static io.millrace.batch.Drawn.abnormal;
import static io.millrace.batch.Drawn.reader;
import static io.millrace.batch.Drawn.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.millrace.decode.Decoding;
import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import io.millrace.item.ItemField;
import io.millrace.item.Precision;
import io.millrace.item.Slots;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Label;
import io.millrace.sample.Reason;
import io.millrace.sample.Sample;
import io.millrace.sample.Split;
import io.millrace.sample.Task;
import io.millrace.transform.CenterCrop;
import io.millrace.transform.Compose;
import io.millrace.transform.Normalize;
import io.millrace.transform.RandomHorizontalFlip;
import io.millrace.transform.Resize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleReaderTest {
  @TempDir Path folder;
  private Drawn drawn;

  @BeforeEach
  void draw() {
    drawn = new Drawn(folder);
  }

  private static void refuses(Sample sample, Reason reason, String message) {
    assertThatExceptionOfType(BadSampleException.class)
        .isThrownBy(() -> reader(Drawn.NATIVE).read(sample, 0))
        .withMessage(message)
        .satisfies(
            e -> {
              assertThat(e.finding().reason()).isEqualTo(reason);
              assertThat(e.finding().sampleId()).isEqualTo(sample.id());
            });
  }

  private static void refusesPicture(Path file, Reason reason, String found) {
    refuses(
        sample(Label.NORMAL, file),
        reason,
        "Cannot read IMAGE of sample %s: %s %s (%s)"
            .formatted(file.getFileName(), file, found, reason.wayOut()));
  }

  @Test
  void readsPictureMaskLabelAndPaths() throws IOException {
    Path picture = drawn.picture("bent.png", 2, 3, 51);
    Path mask = drawn.mask("bent_mask.png", 2, 3);
    ImageItem item = reader(Drawn.NATIVE).read(abnormal(picture, mask), 0);

    assertThat(item.image()).hasToString("F32[3, 2, 3]");
    assertThat(item.image().data().getFloat(17 * Float.BYTES))
        .isEqualTo(51 * Float.intBitsToFloat(0x3B808081));
    assertThat(item.gtLabel()).isTrue();
    assertThat(item.gtMask().data()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 0, 0, 0, 0, 0}));
    assertThat(item.texts())
        .isEqualTo(
            Map.of(
                ItemField.IMAGE_PATH, picture.toString(),
                ItemField.MASK_PATH, mask.toString(),
                ItemField.SAMPLE_ID, "bent.png"));
  }

  @Test
  void givesANormalSampleAMaskOfZeros() throws IOException {
    ImageItem item =
        reader(Drawn.NATIVE).read(sample(Label.NORMAL, drawn.picture("a", 2, 3, 9)), 0);

    assertThat(item.gtLabel()).isFalse();
    assertThat(item.gtMask()).hasToString("U8[2, 3]");
    assertThat(item.gtMask().data()).isEqualTo(ByteBuffer.allocate(6));
    assertThat(item.keys()).doesNotContain(ItemField.MASK_PATH);
  }

  @Test
  void givesASampleOfUnknownLabelNeitherLabelNorMask() throws IOException {
    Sample unknown = sample(Label.UNKNOWN, drawn.picture("a.png", 2, 3, 9));

    assertThat(reader(Drawn.NATIVE).read(unknown, 0).keys())
        .containsExactly(ItemField.IMAGE, ItemField.IMAGE_PATH, ItemField.SAMPLE_ID);
    assertThat(reader(Drawn.NATIVE).mask(unknown, 0)).isEmpty();
  }

  @Test
  void readsNoMaskWhereTheDatasetHasNone() throws IOException {
    Recipe plain =
        new Recipe(Compose.NONE, Precision.UINT8, Task.CLASSIFICATION, 0, Decoding.standard());
    Sample bent = sample(Label.ABNORMAL, drawn.picture("a.png", 2, 3, 9));
    ImageItem item = reader(plain).read(bent, 0);

    assertThat(item.gtLabel()).isTrue();
    assertThat(item.keys()).doesNotContain(ItemField.GT_MASK);
    assertThat(item.image().data().get(0)).isEqualTo((byte) 9);
    assertThat(reader(plain).mask(bent, 0)).isEmpty();
  }

  @Test
  void partsAloneAreThoseOfTheItem() throws IOException {
    Recipe recipe = Drawn.recipe(Compose.of(new RandomHorizontalFlip(0.5), new CenterCrop(3, 2)));
    Sample bent = abnormal(drawn.picture("b.png", 4, 5, 200), drawn.mask("m.png", 4, 5));
    Sample good = sample(Label.NORMAL, drawn.picture("g.png", 4, 5, 10));
    for (Sample sample : new Sample[] {bent, good}) {
      for (int epoch = 0; epoch < 8; epoch++) {
        ImageItem item = reader(recipe).read(sample, epoch);
        HostTensor mask = reader(recipe).mask(sample, epoch).orElseThrow();

        assertThat(reader(recipe).picture(sample, epoch).data()).isEqualTo(item.image().data());
        assertThat(mask.data()).isEqualTo(item.gtMask().data());
      }
    }
  }

  @Test
  void maskOfANormalSampleHasTheSizeOfItsPicture() throws IOException {
    Sample good = sample(Label.NORMAL, drawn.picture("g.png", 4, 5, 10));

    assertThat(reader(Drawn.NATIVE).mask(good, 0).orElseThrow()).hasToString("U8[4, 5]");
    assertThat(reader(Drawn.FIXED).mask(good, 0).orElseThrow()).hasToString("U8[2, 2]");
  }

  @Test
  void fillsARowOfABatchWithTheNumbersOfTheItem() throws IOException {
    Sample bent = abnormal(drawn.picture("b.png", 4, 5, 200), drawn.mask("m.png", 4, 5));
    Sample good = sample(Label.NORMAL, drawn.picture("g.png", 4, 5, 10));
    ByteBuffer memory =
        ByteBuffer.allocateDirect((int) Drawn.FIXED.layout().orElseThrow().batchBytes(2));
    for (int i = 0; i < memory.capacity(); i++) {
      memory.put(i, (byte) 0x5A);
    }
    Slots slots = new Slots(Drawn.FIXED.layout().orElseThrow(), 2, memory);
    reader(Drawn.FIXED).read(good, 0, slots, 1);
    reader(Drawn.FIXED).read(bent, 0, slots, 0);

    for (int i = 0; i < 2; i++) {
      ImageItem row = slots.finish().item(i);
      ImageItem item = reader(Drawn.FIXED).read(i == 0 ? bent : good, 0);
      assertThat(row.image().data()).isEqualTo(item.image().data());
      assertThat(row.gtMask().data()).isEqualTo(item.gtMask().data());
      assertThat(row.texts()).isEqualTo(item.texts());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"with space.png", "grün Ω.png", "100%.png", "a%20b.png", "#1?.png", "a.b"})
  void readsPathsOfAnyLetters(String name) throws IOException {
    Sample sample = sample(Label.NORMAL, drawn.picture("süd %41/" + name, 2, 3, 9));

    assertThat(reader(Drawn.NATIVE).read(sample, 0).size()).hasToString("2 x 3");
  }

  @Test
  void namesAnAbnormalSampleWithoutMask() throws IOException {
    Path picture = drawn.picture("bent.png", 2, 3, 51);
    refuses(
        sample(Label.ABNORMAL, picture),
        Reason.MISSING_MASK,
        "Cannot read MASK of sample bent.png: "
            + picture
            + " is abnormal and has no mask (add the mask, or quarantine the sample)");
  }

  @Test
  void namesAMaskOfAnotherSize() throws IOException {
    Path mask = drawn.mask("bent_mask.png", 3, 2);
    refuses(
        abnormal(drawn.picture("bent.png", 2, 3, 51), mask),
        Reason.SIZE_MISMATCH,
        "Cannot read MASK of sample bent.png: "
            + mask
            + " is 3 x 2 but its picture is 2 x 3 (make it as large as its picture)");
  }

  @Test
  void namesAFileThatIsGone() throws IOException {
    Path picture = drawn.picture("gone.png", 2, 3, 51);
    Sample sample = sample(Label.NORMAL, picture);
    Files.delete(picture);
    refuses(
        sample,
        Reason.UNREADABLE,
        "Cannot read IMAGE of sample gone.png: %s cannot be read: it does not exist (%s)"
            .formatted(picture, Reason.UNREADABLE.wayOut()));
  }

  @Test
  void namesAFileThatBecameShorter() throws IOException {
    Path picture = drawn.picture("short.png", 2, 3, 51);
    Sample sample = sample(Label.NORMAL, picture);
    long length = Files.size(picture);
    Files.write(picture, new byte[] {1, 2, 3});
    refuses(
        sample,
        Reason.TRUNCATED,
        "Cannot read IMAGE of sample short.png: %s has 3 bytes but was listed with %d (%s)"
            .formatted(picture, length, Reason.TRUNCATED.wayOut()));
  }

  @Test
  void namesAnEmptyFile() throws IOException {
    refusesPicture(drawn.bytes("a.png", new byte[0]), Reason.EMPTY_FILE, "is empty (0 bytes)");
  }

  @Test
  void namesAGitLfsPointer() throws IOException {
    String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n";
    refusesPicture(
        drawn.bytes("a.png", pointer.getBytes(StandardCharsets.US_ASCII)),
        Reason.LFS_POINTER,
        "is a Git LFS pointer, not a picture");
  }

  @Test
  void namesTextWithTheNameOfAPicture() throws IOException {
    refusesPicture(
        drawn.bytes("a.png", "Hello World".getBytes(StandardCharsets.US_ASCII)),
        Reason.NOT_AN_IMAGE,
        "is no picture: it begins with 'Hello Wo'");
  }

  @Test
  void namesATruncatedPicture() throws IOException {
    byte[] whole = Files.readAllBytes(drawn.picture("whole.png", 40, 40, 51));
    Path half = drawn.bytes("half.png", Arrays.copyOf(whole, whole.length / 2));

    assertThatExceptionOfType(BadSampleException.class)
        .isThrownBy(() -> reader(Drawn.NATIVE).read(sample(Label.NORMAL, half), 0))
        .withMessageMatching(
            "Cannot read IMAGE of sample half.png: \\Q%s\\E is truncated: .* \\(%s\\)"
                .formatted(half, Reason.TRUNCATED.wayOut()))
        .satisfies(e -> assertThat(e.finding().reason()).isEqualTo(Reason.TRUNCATED));
  }

  @Test
  void refusesAnEnormousPictureBeforeItAllocatesAnything() throws IOException {
    byte[] png = Files.readAllBytes(drawn.picture("a.png", 1, 1, 51));
    ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    refusesPicture(
        drawn.bytes("bomb.png", png),
        Reason.TOO_LARGE,
        "is 60000 x 60000, more than 178956970 pixels");
  }

  @Test
  void blamesAnAbsentPictureOnTheProgram() {
    Sample none = new Sample("x", "", Split.TEST, "", Label.NORMAL, Map.of());

    assertThatIllegalStateException()
        .isThrownBy(() -> reader(Drawn.NATIVE).read(none, 0))
        .withMessage("Missing image: sample x");
  }

  @Test
  void knowsItsLayoutWhenTheSizeIsFixed() {
    assertThat(Drawn.FIXED.layout().orElseThrow().rowBytes()).isEqualTo(52);
    assertThat(Drawn.NATIVE.layout()).isEmpty();
    assertThat(Drawn.recipe(Compose.of(Resize.shorterSide(2))).layout()).isEmpty();
  }

  @Test
  void cannotKeepNormalisedValuesInEightBits() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Recipe(
                    Compose.of(Normalize.IMAGENET),
                    Precision.UINT8,
                    Task.SEGMENTATION,
                    0,
                    Decoding.standard()))
        .withMessage(
            "Invalid dtype: uint8 cannot hold normalised values (use float32, or leave Normalize"
                + " to the device)");
  }
}
