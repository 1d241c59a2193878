package io.millrace.report.page;

import io.millrace.report.profile.Findings;
import io.millrace.report.profile.Profile;
import io.millrace.report.profile.Twins;
import io.millrace.sample.Reason.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One sentence on how the data set is.
 *
 * @param tone how bad that is
 * @param text the sentence
 * @param section of the page that says more
 */
public record Glance(Tone tone, String text, String section) {
  public Glance {
    Objects.requireNonNull(tone, "tone");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(section, "section");
  }

  /** How bad something is; by these names the page's styles know it. */
  public enum Tone {
    GOOD,
    FAIR,
    BAD
  }

  static List<Glance> of(Profile profile) {
    List<Glance> glances = new ArrayList<>();
    glances.add(findings(profile.findings()));
    if (profile.twins().leaks().isEmpty()) {
      Tone tone = profile.twins().unchecked() == 0 ? Tone.GOOD : Tone.FAIR;
      glances.add(new Glance(tone, TwinCard.none(profile), "leakage"));
    }

    for (Twins.Leak leak : profile.twins().leaks()) {
      Tone tone = leak.kind() == Twins.Kind.EXACT ? Tone.BAD : Tone.FAIR;
      glances.add(new Glance(tone, TwinCard.sentence(leak) + ".", "leakage"));
    }

    return glances;
  }

  private static Glance findings(Findings findings) {
    long errors = findings.total(Severity.ERROR);
    long warnings = findings.total(Severity.WARNING);
    if (errors + warnings == 0) {
      return new Glance(Tone.GOOD, "Nothing wrong was found.", "findings");
    }

    String text =
        Words.count(errors, "error") + " and " + Words.count(warnings, "warning") + " were found.";
    return new Glance(errors > 0 ? Tone.BAD : Tone.FAIR, text, "findings");
  }
}
