package io.millrace.cli;

import io.millrace.spark.hadoop.WholeFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text file that a command names: of this machine, by URI on a file system of Hadoop's, or whole
 * in a {@code data:} URI (RFC 2397), as {@code scripts/submit} sends it to a driver elsewhere.
 */
record ConfigFile(String place) {
  private static final Pattern DATA =
      Pattern.compile("data:application/yaml;name=([^;,]*);base64,(.*)");
  private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  /** What the user calls it. */
  String name() {
    Matcher sent = DATA.matcher(place);
    return sent.matches() ? sent.group(1) : place;
  }

  String text() throws IOException {
    Matcher sent = DATA.matcher(place);
    if (sent.matches()) {
      return utf8(Base64.getDecoder().decode(sent.group(2)));
    }

    if (URI.matcher(place).matches()) {
      return utf8(
          WholeFile.at(place, OpenStore.settings())
              .read()
              .orElseThrow(() -> new FileNotFoundException(place)));
    }

    return Files.readString(Path.of(place));
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
