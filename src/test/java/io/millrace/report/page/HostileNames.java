package io.millrace.report.page;

/** Names that would do harm on a page that did not escape them. */
final class HostileNames {
  static final String SCRIPT = "<script>window.hit=1</script>";
  static final String QUOTES = "\"><img src=x onerror=\"window.hit=1\">'";
  static final String ADDRESS = "javascript:window.hit=1//&amp;${7*7}";

  /** Right to left, an override of the direction, and one word that is long. */
  static final String FOREIGN = "\u05d0\u05d1\u202egnp.\u0645\u0644\u0641" + "w".repeat(200);

  private HostileNames() {}

  static DrawnProfile profile() {
    return new DrawnProfile(SCRIPT + FOREIGN, QUOTES, ADDRESS + QUOTES + FOREIGN + ".png");
  }
}
