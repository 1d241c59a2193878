package io.millrace.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalStorageTest {
  private static final LocalStorage STORAGE = new LocalStorage();

  @TempDir Path folder;

  @Test
  void listsTheFilesAndFoldersOfOneFolder() throws IOException {
    Path file = Files.write(folder.resolve("ü %41.png"), new byte[] {1, 2, 3});
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_234_000));
    Path below = Files.createDirectory(folder.resolve("below"));
    Files.setLastModifiedTime(below, FileTime.fromMillis(5_000));

    assertThat(STORAGE.list(folder.toString()))
        .containsExactlyInAnyOrder(
            new FileEntry(file.toString(), "ü %41.png", false, 3, 1_234_000),
            new FileEntry(below.toString(), "below", true, 0, 5_000));
  }

  @Test
  void followsLinksAndListsThoseThatLeadNowhere() throws IOException {
    Path target = Files.write(folder.resolve("target"), new byte[2]);
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Files.createSymbolicLink(inner.resolve("good"), target);
    Files.createSymbolicLink(inner.resolve("up"), folder);
    Files.createSymbolicLink(inner.resolve("dangling"), folder.resolve("nowhere"));
    Files.createSymbolicLink(inner.resolve("self"), inner.resolve("self"));

    assertThat(STORAGE.list(inner.toString()))
        .extracting(FileEntry::name, FileEntry::folder)
        .containsExactlyInAnyOrder(
            tuple("good", false),
            tuple("up", true),
            tuple("dangling", false),
            tuple("self", false));
    assertThat(STORAGE.list(inner.toString()))
        .filteredOn(entry -> entry.name().equals("good"))
        .allMatch(entry -> entry.length() == 2);
  }

  @Test
  void saysWhyAFileCannotBeRead() throws IOException {
    Path self = Files.createSymbolicLink(folder.resolve("self"), folder.resolve("self"));
    assertThatIOException()
        .isThrownBy(() -> STORAGE.read(self.toString(), 1))
        .withMessageStartingWith("Too many levels of symbolic links");

    Path mine = Files.createFile(folder.resolve("mine"));
    Files.setPosixFilePermissions(mine, Set.of());
    assumeFalse(Files.isReadable(mine), "root may read everything");
    assertThatIOException()
        .isThrownBy(() -> STORAGE.read(mine.toString(), 1))
        .withMessage("permission denied");
  }

  @Test
  void namesAFolderThatIsMissing() {
    String missing = folder.resolve("missing").toString();

    assertThatExceptionOfType(FileNotFoundException.class)
        .isThrownBy(() -> STORAGE.list(missing))
        .withMessage("Missing folder: " + missing)
        .withCauseInstanceOf(NoSuchFileException.class);
  }

  @Test
  void namesAFileThatIsNoFolder() throws IOException {
    String file = Files.write(folder.resolve("file"), new byte[2]).toString();

    assertThatExceptionOfType(FileNotFoundException.class)
        .isThrownBy(() -> STORAGE.list(file))
        .withMessage("Missing folder: " + file);
  }

  @Test
  void readsAFileThatHasGrown() throws IOException {
    String file = Files.write(folder.resolve("file"), new byte[] {1, 2, 3}).toString();

    assertThat(STORAGE.read(file, 2)).containsExactly(1, 2, 3);
  }

  @Test
  void refusesAFileThatHasShrunk() throws IOException {
    String file = Files.write(folder.resolve("file"), new byte[] {1, 2, 3}).toString();

    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(() -> STORAGE.read(file, 4))
        .withMessage("has 3 bytes but was listed with 4");
  }

  @Test
  void saysThatAFileDoesNotExist() {
    assertThatExceptionOfType(FileNotFoundException.class)
        .isThrownBy(() -> STORAGE.read(folder.resolve("missing").toString(), 4))
        .withMessage("it does not exist");
  }

  @Test
  void identityIsTheSameForEveryPathToAFolder() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);

    assertThat(STORAGE.identity(link.toString()))
        .isEqualTo(STORAGE.identity(real + "/../real/"))
        .isEqualTo(real.toRealPath().toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, 700_000})
  void sumsWhatItReads(int length) throws IOException {
    byte[] bytes = new byte[length + 10];
    new Random(length).nextBytes(bytes);
    String path = Files.write(folder.resolve("bytes"), bytes).toString();
    ByteBuffer target = ByteBuffer.allocate(length + 5).position(2).limit(length + 2);
    CRC32C sum = new CRC32C();
    try (RangeFile file = STORAGE.open(path, bytes.length)) {
      file.read(7, target, sum);
    }

    CRC32C expected = new CRC32C();
    expected.update(bytes, 7, length);
    assertThat(sum.getValue()).isEqualTo(expected.getValue());
    assertThat(target.flip().position(2)).isEqualTo(ByteBuffer.wrap(bytes, 7, length));
  }

  @Test
  void saysHowManyBytesWereWantedOfAFileThatIsCutShort() throws IOException {
    String path = Files.write(folder.resolve("short"), new byte[300_000]).toString();
    try (RangeFile file = STORAGE.open(path, 600_000)) {
      assertThatExceptionOfType(EOFException.class)
          .isThrownBy(() -> file.read(10, ByteBuffer.allocate(599_990), new CRC32C()))
          .withMessage("has 300000 bytes, fewer than 600000");
    }
  }
}
