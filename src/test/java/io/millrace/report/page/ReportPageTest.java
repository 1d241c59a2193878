package io.millrace.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.output.Utf8ByteOutput;
import io.millrace.report.profile.Card;
import io.millrace.report.profile.Group;
import io.millrace.report.profile.Profile;
import io.millrace.report.profile.Twins;
import io.millrace.sample.Label;
import io.millrace.sample.Split;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
  void doesNotSayThatNothingLeaksWhereNotAllPairsWereCompared() {
    DrawnProfile drawn = DrawnProfile.plain();
    Profile plain = drawn.profile();
    Twins twins = new Twins(List.of(), List.of(), 1234);
    String page = page(drawn.with(plain.card(), plain.groups(), plain.gallery(), twins));

    assertThat(page)
        .contains(
            "<li class=\"FAIR\"><a href=\"#leakage\">No picture was found in two subsets, but not"
                + " all near pairs were compared.")
        .contains("1,234 near pairs by their hashes were too many to be compared")
        .doesNotContain("neither the same pixels nor nearly");
  }

  @Test
  void foldsManyCategoriesAndNoFew() {
    DrawnProfile drawn = DrawnProfile.plain();
    Profile plain = drawn.profile();
    List<Group> groups =
        Stream.of("bolt", "cap", "<b>nut", "ring")
            .map(category -> new Group(category, Split.TEST, "good", Label.NORMAL, 1020))
            .toList();
    String page = page(drawn.with(plain.card(), groups, plain.gallery(), plain.twins()));

    assertThat(page.split("<details class=\"fold\">")).hasSize(1 + 4);
    assertThat(page)
        .contains("&lt;b&gt;nut</bdi>")
        .contains("<span class=\"count\">1,020 test</span>");
    assertThat(page(plain)).doesNotContain("<details class=\"fold\">");
  }

  @Test
  void saysWhenPicturesAreThoseOfAStore() {
    DrawnProfile drawn = DrawnProfile.plain();
    Profile plain = drawn.profile();
    Card files = plain.card();
    Card baked =
        new Card(
            files.dataset(),
            files.location(),
            "tensors",
            files.categories(),
            files.contents(),
            files.division(),
            files.samples());

    assertThat(page(drawn.with(baked, plain.groups(), plain.gallery(), plain.twins())))
        .contains("the pictures that the store was baked with", "a store of baked pictures");
    assertThat(page(plain)).doesNotContain("baked");
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
