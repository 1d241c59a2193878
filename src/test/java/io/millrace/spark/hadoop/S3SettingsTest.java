package io.millrace.spark.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.s3a.Constants;
import org.junit.jupiter.api.Test;

class S3SettingsTest {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  @Test
  void setsTheLimitsByTheCoresAndPartsAboveAShard() {
    Configuration complete = S3Settings.complete(new Configuration());

    assertThat(complete.getInt("fs.s3a.connection.maximum", 0))
        .isGreaterThanOrEqualTo(Math.max(500, 12 * CORES));
    assertThat(complete.getInt("fs.s3a.threads.max", 0)).isGreaterThanOrEqualTo(12 * CORES);
    assertThat(complete.get("fs.s3a.vectored.active.ranged.reads"))
        .isEqualTo(Integer.toString(12 * CORES));
    assertThat(complete.get("fs.s3a.multipart.size")).isEqualTo("256M");
  }

  @Test
  void leavesWhatTheUserHasSet() {
    Configuration own = new Configuration();
    own.set("fs.s3a.threads.max", "7");

    assertThat(S3Settings.complete(own).get("fs.s3a.threads.max")).isEqualTo("7");
    assertThat(S3Settings.lines(own))
        .contains("fs.s3a.threads.max 7 (yours)", "fs.s3a.multipart.size 256M");
    assertThat(new Configuration().get("fs.s3a.multipart.size")).isEqualTo("64M");
  }

  @Test
  void everyExampleIsASettingOfS3aAndNoneIsAKey() throws IOException {
    String text = Files.readString(Path.of("conf/s3.properties"));
    Properties settings = new Properties();
    try (Reader all = new StringReader(text.replaceAll("(?m)^#(?=spark[.])", ""))) {
      settings.load(all);
    }

    assertThat(settings.stringPropertyNames())
        .hasSizeGreaterThan(8)
        .allMatch(key -> key.startsWith("spark.hadoop.fs.s3a."))
        .noneMatch(key -> key.matches(".*(secret|access[.]key|token).*"))
        .allMatch(key -> known().contains(key.substring("spark.hadoop.".length())));
  }

  /** All that S3A's own list of constants names. */
  private static Set<String> known() {
    return Arrays.stream(Constants.class.getFields())
        .filter(field -> field.getType() == String.class)
        .map(S3SettingsTest::value)
        .collect(Collectors.toSet());
  }

  private static String value(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
