package io.millrace.sample;

/** The data is wrong: names the sample, the field, the file, the reason and the way out. */
public class BadSampleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Finding finding;

  /** A bad sample, from the finding about its field. */
  public BadSampleException(Field field, Finding finding, Throwable cause) {
    super(
        "Cannot read " + field + " of sample " + finding.sampleId() + ": " + finding.message(),
        cause);
    this.finding = finding;
  }

  /** Bad data that is not one field of one sample; the message is the whole sentence. */
  public BadSampleException(String message, Finding finding) {
    super(message);
    this.finding = finding;
  }

  /** What is wrong. */
  public Finding finding() {
    return finding;
  }
}
