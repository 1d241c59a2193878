package io.millrace.cli;

import io.millrace.feed.FeedReport;
import io.millrace.feed.RankFigures;
import io.millrace.feed.RankReport;
import io.millrace.sample.Finding;
import io.millrace.train.EvaluationLedger;
import io.millrace.train.PixelCounts;
import java.io.PrintWriter;
import java.util.Locale;

/** What the examples print at their end. */
record ResultLines(PrintWriter text) {
  /** The AUROCs, over all test samples or saying over how many. */
  void aurocs(EvaluationLedger ledger, PixelCounts pixels, int samples) {
    if (!ledger.hasBoth()) {
      text.printf("no AUROC: of %d test samples not both kinds were scored%n", samples);
      return;
    }

    boolean complete = ledger.rows().size() == samples;
    EvaluationLedger.Figure figure =
        complete ? ledger.auroc(samples) : ledger.aurocCovering(samples);
    text.printf("picture AUROC %s%n", figure.text());
    if (pixels.hasBoth()) {
      text.printf("pixel AUROC %s%n", pixels.auroc().text());
    }
  }

  /** A line a rank, the bad samples, and what is short. */
  void ranks(FeedReport<?> report) {
    text.printf("rank host device steps samples images/s waiting bad%n");
    for (RankReport<?> rank : report.ranks()) {
      RankFigures figures = rank.figures();
      text.printf(
          Locale.ROOT,
          "%d %s %s %d %d %.1f %.1f%% %d%n",
          rank.rank(),
          rank.host(),
          rank.device().text().replace(" ", ""),
          figures.steps(),
          figures.samples(),
          figures.imagesPerSecond(),
          100 * figures.waitingShare(),
          rank.bad().size());
    }

    for (Finding finding : report.bad()) {
      text.printf("bad: %s%n", finding.sentence());
    }

    text.printf("retries %d%n%s%n", report.retries(), report.verdict());
  }
}
