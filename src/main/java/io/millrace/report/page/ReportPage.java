package io.millrace.report.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.millrace.report.FinishedFile;
import io.millrace.report.profile.Profile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A profile as one HTML file: it loads nothing, runs no script, and needs no other file. */
public final class ReportPage {
  private static final String TEMPLATES = "io.millrace.report.templates";

  private ReportPage() {}

  /**
   * Writes the page into a file, which appears when it is complete.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Profile profile, Path html) throws IOException {
    FinishedFile.write(html, page(profile).toByteArray());
  }

  /** Writes the page, UTF-8; the stream stays open. */
  public static void write(Profile profile, OutputStream out) throws IOException {
    page(profile).writeTo(out);
  }

  private static Utf8ByteOutput page(Profile profile) {
    return render(PageView.of(profile, Figures.of()));
  }

  static Utf8ByteOutput render(PageView view) {
    TemplateEngine engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, ReportPage.class.getClassLoader(), TEMPLATES);
    Utf8ByteOutput page = new Utf8ByteOutput();
    engine.render("page.jte", view, page);
    return page;
  }
}
