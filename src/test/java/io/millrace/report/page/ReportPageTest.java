package io.millrace.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.output.Utf8ByteOutput;
import io.millrace.report.profile.Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
  private static final String PICTURE = "data:image/[a-z]+;base64,[A-Za-z0-9+/=]+";

  @TempDir Path folder;

  @Test
  void writesTheSamePageIntoAFileAndAStream() throws IOException {
    Profile profile = DrawnProfile.plain().profile();
    Path file = folder.resolve("new/report.html");
    ByteArrayOutputStream stream = new ByteArrayOutputStream();

    ReportPage.write(profile, file);
    ReportPage.write(profile, stream);

    assertThat(file).hasBinaryContent(stream.toByteArray());
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.unfinished");
  }

  @Test
  void saysWhatThereIsFirst() {
    String page = page(DrawnProfile.plain().profile());

    assertThat(page)
        .contains("1 sample of test has the same pixels as a sample of train.")
        .contains("2 samples of test have nearly the same pixels as a sample of train.")
        .contains("1 error and 12 warnings were found.")
        .contains("900 × 900 and many others")
        .contains("0.4852")
        .contains("and 11 more");
  }

  @Test
  void holdsNoAddressButItsPictures() {
    String page = page(DrawnProfile.plain().profile());

    assertThat(page.replaceAll(PICTURE, ""))
        .doesNotContainPattern("(src|srcset)=\"[^\"]")
        .doesNotContain("http:", "https:", "url(", "@import", "<script");
  }

  @Test
  void escapesNamesWhereverTheyStand() {
    String page = page(HostileNames.profile().profile());

    assertThat(page)
        .doesNotContain("<script", "<img src=x", "\" onerror", "href=\"javascript")
        .contains("&lt;script>window.hit=1&lt;/script>".replace(">", "&gt;"))
        .contains("<bdi class=\"name\">");
  }

  @Test
  void isNeverLargerThanTenMegabytesAndSaysWhatItLeavesOut() {
    String page = page(DrawnProfile.plain().withExamples(20_000));

    assertThat(page.length()).isBetween(7_000_000, 10_000_000);
    assertThat(page).containsPattern("[0-9,]+ samples left out, to keep the page small");
  }

  @Test
  void hasNumbersWhereJavaHasNoFonts() {
    PageView view = PageView.of(DrawnProfile.plain().profile(), Figures.withoutPictures());
    String page = text(ReportPage.render(view));

    assertThat(page)
        .contains("this Java has no fonts: install fontconfig")
        .doesNotContain("<picture>")
        .contains("<summary>Numbers</summary>");
    assertThat(page(DrawnProfile.plain().profile()))
        .doesNotContain("no fonts")
        .contains("<picture>");
  }

  @Test
  void hasAPageForADataSetWithoutAnything() {
    String page = page(EmptyProfile.profile());

    assertThat(page)
        .contains("No picture could be shown.")
        .contains("Nothing wrong was found.")
        .contains("No picture was found in two subsets")
        .doesNotContain("id=\"defects\"", "id=\"depth\"", "id=\"transforms\"");
    assertThat(Pattern.compile("href=\"#([a-z]+)\"").matcher(page).results())
        .allMatch(link -> page.contains("id=\"" + link.group(1) + "\""));
  }

  private static String page(Profile profile) {
    return text(ReportPage.render(PageView.of(profile, Figures.of())));
  }

  private static String text(Utf8ByteOutput page) {
    return new String(page.toByteArray(), StandardCharsets.UTF_8);
  }
}
