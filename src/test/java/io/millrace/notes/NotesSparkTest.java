package io.millrace.notes;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.item.Size;
import io.millrace.notes.Note.Paragraph;
import io.millrace.notes.Zeppelin.Output;
import io.millrace.sampledata.SampleData;
import io.millrace.spark.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every paragraph of every note runs, and shows what its title says. */
class NotesSparkTest {
  /** What is to be read in each: a line of a table or a printed one. */
  private static final Map<String, List<String>> SHOWS =
      Map.of(
          "1-look", List.of("40 samples", "train\\tgood\\t24\\t.*", "image_bytes\\tcount"),
          "2-audit",
              List.of(
                  "error\\tmissing_mask\\t1",
                  "warning\\tsame_bytes\\t1",
                  "EXACT\\ttrain\\ttest\\t1",
                  "NEAR\\ttrain\\ttest\\t1"),
          "3-prepare", List.of("COMMITTED: .*", "UNCHANGED", "0 damages"),
          // drawn at strength 3, of which a small model finds most
          "4-train", List.of("24 of 24 scored", "all\\t18\\t(0[.]9|1[.]0).*", "chip\\t6\\t.*"),
          "5-video-and-depth", List.of("test\\t.*\\t38\\t17", "37\\t0", "depth_missing\\tcount"));

  @TempDir private static Path classes;
  private static Zeppelin zeppelin;

  @TempDir private Path folder;

  @BeforeAll
  static void starts() {
    zeppelin = new Zeppelin(LocalSpark.session(), classes);
  }

  @AfterAll
  static void ends() {
    zeppelin.close();
  }

  static List<Note> notes() throws IOException {
    return Note.all();
  }

  @ParameterizedTest
  @MethodSource("notes")
  void runsEveryParagraph(Note note) throws IOException {
    String data = folder.resolve("drawn").toString();
    String depths = folder.resolve("depths/drawn").toString();
    List<String> lines = new ArrayList<>();
    zeppelin.begin(Map.of("root", data, "videos", data, "depths", depths));
    for (Paragraph paragraph : note.paragraphs()) {
      Output output = zeppelin.run(paragraph);
      String what = note.name() + ", " + paragraph.title() + ":\n" + output.text();
      assertThat(output.succeeded()).as(what).isTrue();
      assertThat(output.text()).as(what).satisfies(NotesSparkTest::showsOneThing);
      lines.addAll(output.text().replaceFirst("^%table ", "").lines().toList());
    }

    assertThat(lines)
        .anyMatch(line -> line.startsWith("%html ") && line.contains("data:image/png"));
    assertThat(SHOWS.get(note.name()))
        .allSatisfy(shown -> assertThat(lines).anyMatch(line -> line.matches(shown)));
  }

  /** What Scala prints of names and types would be part of the table or the page. */
  private static void showsOneThing(String output) {
    if (output.contains("%html ")) {
      assertThat(output.lines()).hasSize(1).first().asString().startsWith("%html <div>");
    }

    if (output.contains("%table ")) {
      assertThat(output).startsWith("%table ");
      assertThat(output.lines().map(line -> line.split("\t", -1).length).distinct()).hasSize(1);
    }
  }

  @Test
  void saysWhatToDoWithoutTheJar() throws IOException {
    try (Zeppelin bare = Zeppelin.withoutMillrace(LocalSpark.session(), folder)) {
      for (Note note : notes()) {
        Output output = bare.run(note.paragraphs().get(0));
        assertThat(output.succeeded()).isFalse();
        assertThat(output.text()).contains("Missing Millrace: ", "spark.jars", "README");
      }
    }
  }

  @Test
  void storesNoOutputAndImportsAsItIs() throws IOException {
    Set<String> ids = new HashSet<>();
    for (Note note : notes()) {
      String id = note.json().path("id").asText();
      assertThat(note.file().getFileName()).hasToString(note.name() + "_" + id + ".zpln");
      assertThat(ids.add(id)).isTrue();
      note.json()
          .path("paragraphs")
          .forEach(
              paragraph -> {
                assertThat(ids.add(paragraph.path("id").asText())).isTrue();
                assertThat(paragraph.path("status").asText()).isEqualTo("READY");
                assertThat(paragraph.has("results")).isFalse();
                assertThat(paragraph.path("config").path("results")).isEmpty();
                assertThat(paragraph.path("settings").path("params")).isEmpty();
              });
    }

    assertThat(ids).hasSizeGreaterThan(notes().size());
  }

  @Test
  void runsTheScalaOfTheReadme() throws IOException {
    String shown = "";
    zeppelin.begin(Map.of("root", folder.resolve("drawn").toString()));
    for (String paragraph : scala("Zeppelin")) {
      Output output = zeppelin.run(paragraph);
      assertThat(output.succeeded()).as(output.text()).isTrue();
      shown = output.text();
    }

    assertThat(shown).startsWith("%html ").contains("data:image/png").hasLineCount(1);
  }

  @Test
  void readsTheDataSourceInScalaAsTheReadmeDoes() throws IOException {
    String root = folder.resolve("drawn").toString();
    SampleData.in(Path.of(root)).withImages(20).withSize(new Size(64, 64)).draw();
    String program = scala("In SQL and DataFrames").get(0);
    zeppelin.begin(Map.of());
    Output output =
        zeppelin.run(
            program.replace("./datasets/MVTecAD", root).replace("\"bottle\"", "\"millstone\""));
    assertThat(output.succeeded()).as(output.text()).isTrue();
    assertThat(output.text()).contains("good|").contains(" [256, 256]|");
  }

  /** The Scala of a chapter of the README. */
  private static List<String> scala(String title) throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String chapter = readme.substring(readme.indexOf("\n## " + title + "\n")).split("\n## ", 3)[1];
    return Pattern.compile("```scala\n(.*?)```", Pattern.DOTALL)
        .matcher(chapter)
        .results()
        .map(block -> block.group(1))
        .toList();
  }
}
