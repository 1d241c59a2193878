package io.millrace.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder of files {@code 00000001.json}, {@code 00000002.json}, ...: each is created if absent
 * and never changed, so that writers at the same time come one after the other.
 */
public record NumberedFiles(Storage storage, String folder) {
  private static final Pattern FILE = Pattern.compile("([0-9]{8,18})\\.json");

  public NumberedFiles {
    Objects.requireNonNull(storage, "storage");
    Objects.requireNonNull(folder, "folder");
  }

  /** The numbers of all files, ascending; none if there is no such folder. */
  public List<Long> numbers() throws IOException {
    try {
      return storage.list(folder).stream()
          .map(FileEntry::name)
          .map(FILE::matcher)
          .filter(Matcher::matches)
          .map(name -> Long.valueOf(name.group(1)))
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /** The highest number, 0 if there is no file. */
  public long last() throws IOException {
    List<Long> numbers = numbers();
    return numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
  }

  /** Path of a file by its number, 1 and on. */
  public String path(long number) {
    return String.format(Locale.ROOT, "%s/%08d.json", folder, number);
  }

  /**
   * All bytes of a file.
   *
   * @throws FileNotFoundException if there is none
   */
  public byte[] read(long number) throws IOException {
    String path = path(number);
    FileEntry file =
        storage.find(path).orElseThrow(() -> new FileNotFoundException("Missing file: " + path));
    return storage.read(path, file.length());
  }
}
