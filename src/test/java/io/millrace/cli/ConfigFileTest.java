package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
  private static final String TEXT = "root: größe\n";

  @TempDir private Path folder;

  @Test
  void readsAFileByPathAndByUri() throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), TEXT);
    for (String place : new String[] {file.toString(), file.toUri().toString()}) {
      assertThat(new ConfigFile(place).text()).isEqualTo(TEXT);
      assertThat(new ConfigFile(place).name()).isEqualTo(place);
    }

    assertThatIOException().isThrownBy(() -> new ConfigFile(folder + "/none").text());
    assertThatIOException()
        .isThrownBy(() -> new ConfigFile("file:" + folder + "/none").text())
        .isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void readsAFileThatWasSentByItsName() throws IOException {
    String base64 = Base64.getEncoder().encodeToString(TEXT.getBytes(StandardCharsets.UTF_8));
    ConfigFile sent = new ConfigFile("data:application/yaml;name=conf/a.yaml;base64," + base64);

    assertThat(sent.name()).isEqualTo("conf/a.yaml");
    assertThat(sent.text()).isEqualTo(TEXT);
  }
}
