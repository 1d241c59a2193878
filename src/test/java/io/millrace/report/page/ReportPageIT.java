package io.millrace.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.report.page.Browser.Screen;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. */
class ReportPageIT {
  private static final String BROKEN =
      "[...document.images].filter(i => !i.complete || i.naturalWidth == 0 || i.width == 0)"
          + ".map(i => i.alt)";

  /** What is wider than the window, but for tables that scroll by themselves. */
  private static final String OVERFLOW =
      "[...document.querySelectorAll('body *')]"
          + ".filter(e => !e.closest('.wide') && e.getBoundingClientRect().right > innerWidth + 1)"
          + ".map(e => e.tagName + '.' + e.className)";

  @TempDir static Path folder;

  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> program = Browser.program();
    assumeTrue(
        program.isPresent(),
        "Skipped: there is no Chromium (install the package chromium, or set CHROME)");
    browser = Browser.start(program.get(), folder.resolve("browser"));
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  private static Tab open(DrawnProfile drawn, Screen screen) throws Exception {
    Path page = folder.resolve("report.html");
    ReportPage.write(drawn.profile(), page);
    return browser.open(page, screen);
  }

  @Test
  void showsAllPicturesOnAPhoneAndLoadsNothing() throws Exception {
    Tab tab = open(DrawnProfile.plain(), Screen.PHONE);

    assertThat(tab.value("document.images.length").asInt()).isGreaterThan(20);
    assertThat(tab.value(BROKEN)).isEmpty();
    assertThat(tab.value(OVERFLOW)).isEmpty();
    assertThat(tab.value("document.documentElement.scrollWidth").asInt()).isEqualTo(375);
    assertThat(tab.complaints()).isEmpty();
    assertThat(tab.requests()).singleElement().asString().endsWith("report.html");
  }

  @Test
  void followsTheColorsOfTheSystem() throws Exception {
    Tab tab = open(DrawnProfile.plain(), Screen.DESK);
    String chart = "document.querySelector('.chart img').currentSrc";
    String light = tab.value(chart).asText();
    JsonNode paper = tab.value("getComputedStyle(document.body).backgroundColor");
    assertThat(tab.value(BROKEN)).isEmpty();

    tab.show(Screen.DESK.dark());
    JsonNode changed =
        tab.value(
            "new Promise(done => { const look = () => "
                + chart
                + " == document.querySelector('.chart source').srcset ? done(true)"
                + " : requestAnimationFrame(look); look(); })");

    assertThat(changed.asBoolean()).isTrue();
    assertThat(tab.value(chart).asText()).isNotEqualTo(light);
    assertThat(tab.value("getComputedStyle(document.body).backgroundColor")).isNotEqualTo(paper);
    assertThat(tab.value(BROKEN)).isEmpty();
  }

  @Test
  void takesTheOutlinesOfMasksAway() throws Exception {
    Tab tab = open(DrawnProfile.plain(), Screen.DESK);
    String shown = "getComputedStyle(document.querySelector('.outline')).display";
    assertThat(tab.value(shown).asText()).isEqualTo("block");

    tab.value("document.getElementById('outlines').click()");

    assertThat(tab.value(shown).asText()).isEqualTo("none");
  }

  @Test
  void showsHostileNamesAsTheyAre() throws Exception {
    DrawnProfile hostile = HostileNames.profile();
    Tab tab = open(hostile, Screen.PHONE);

    assertThat(tab.value("document.querySelector('h1').textContent.trim()").asText())
        .isEqualTo("MVTecAD, " + hostile.category());
    assertThat(tab.value("document.querySelectorAll('script, iframe, svg, object').length").asInt())
        .isZero();
    String handlers =
        "[...document.querySelectorAll('*')].filter(e =>"
            + " [...e.attributes].some(a => a.name.startsWith('on'))).length";
    assertThat(tab.value(handlers).asInt()).isZero();
    assertThat(tab.value("[...document.links].filter(a => !a.hash).length").asInt()).isZero();
    assertThat(tab.value("typeof window.hit").asText()).isEqualTo("undefined");
    assertThat(tab.value(OVERFLOW)).isEmpty();
    assertThat(tab.complaints()).isEmpty();
  }

  @Test
  void namesEverythingForThoseWhoDoNotSeeIt() throws Exception {
    Tab tab = open(DrawnProfile.plain(), Screen.DESK);

    assertThat(tab.value("[...document.images].filter(i => !i.hasAttribute('alt')).length").asInt())
        .isZero();
    assertThat(
            tab.value("[...document.images].filter(i => !i.alt && !i.matches('.outline')).length")
                .asInt())
        .isZero();
    assertThat(tab.value("[...document.querySelectorAll('table')].filter(t => !t.caption).length"))
        .hasToString("0");
    // no level is left out on the way down
    String headings = "[...document.querySelectorAll('h1,h2,h3,h4')].map(h => h.tagName[1])";
    String skipped = ".filter((level, i, all) => level > (i == 0 ? 1 : +all[i - 1] + 1))";
    assertThat(tab.value(headings)).hasSizeGreaterThan(8);
    assertThat(tab.value(headings + skipped)).isEmpty();
  }
}
