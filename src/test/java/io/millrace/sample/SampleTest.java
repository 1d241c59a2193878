package io.millrace.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleTest {
  private static final Finding FINDING =
      new Finding(Reason.EMPTY_FILE, "a/1.png", "/d/a/1.png", "is empty (0 bytes)");

  private static Sample sample(Map<Field, Source> sources) {
    return new Sample("a/1.png", "a", Split.TEST, "bent", Label.ABNORMAL, sources);
  }

  @Test
  void listsItsFilesInTheOrderOfTheFields() {
    Source image = new Source("/1.png", 5);
    Source mask = new Source("/1_mask.png", 0);
    Sample sample = sample(Map.of(Field.MASK, mask, Field.IMAGE, image));

    assertThat(sample.sources().keySet()).containsExactly(Field.IMAGE, Field.MASK);
    assertThat(sample.image()).isEqualTo(image);
    assertThat(sample.source(Field.MASK)).contains(mask);
    assertThat(sample.source(Field.DEPTH)).isEmpty();
    assertThatThrownBy(() -> sample.sources().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void namesTheSampleWithoutPicture() {
    assertThatIllegalStateException()
        .isThrownBy(() -> sample(Map.of()).image())
        .withMessage("Missing image: sample a/1.png");
  }

  @Test
  void refusesAFileOfNegativeLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Source("/1.png", -1))
        .withMessage("Invalid length of /1.png: -1");
  }

  @ParameterizedTest
  @EnumSource
  void labelIsKnownByItsIndex(Label label) {
    assertThat(Label.of(label.index())).isEqualTo(label);
  }

  @Test
  void refusesAnUnknownLabelIndex() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Label.of(2))
        .withMessage("Invalid label index: 2 (must be -1, 0 or 1)");
  }

  @ParameterizedTest
  @EnumSource
  void splitIsKnownByItsText(Split split) {
    assertThat(Split.of(split.text())).isEqualTo(split);
  }

  @Test
  void refusesAnUnknownSplit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Split.of("Train"))
        .withMessage("Invalid split: Train (must be train, val or test)");
  }

  @Test
  void wordsAreWrittenWithoutRegardToTheLocale() {
    assertThat(OnBadSample.FAIL.text()).isEqualTo("fail");
    assertThat(OnBadSample.QUARANTINE.text()).isEqualTo("quarantine");
    assertThat(Reason.MISSING_MASK.code()).isEqualTo("missing_mask");
    assertThat(Reason.SIZE_MISMATCH.code()).isEqualTo("size_mismatch");
    assertThat(Reason.Severity.WARNING.text()).isEqualTo("warning");
    assertThat(Field.MASK.column()).isEqualTo("gt_mask");
  }

  @Test
  void findingIsOneSentenceWithTheWayOut() {
    assertThat(FINDING.message())
        .isEqualTo("/d/a/1.png is empty (0 bytes) (copy the file again from its origin)");
    assertThat(FINDING.sentence()).isEqualTo("a/1.png: " + FINDING.message());
    assertThat(new Finding(Reason.EMPTY_FILE, "", "/x", "is empty").sentence()).startsWith("/x is");
    assertThat(FINDING.reason().severity()).isEqualTo(Reason.Severity.ERROR);
  }

  @Test
  void badSampleNamesFieldSampleAndFinding() {
    UnreadableException cause = new UnreadableException(Reason.EMPTY_FILE, "is empty (0 bytes)");
    BadSampleException bad =
        new BadSampleException(Field.IMAGE, Finding.of(cause, "a/1.png", "/d/a/1.png"), cause);

    assertThat(bad)
        .hasMessage("Cannot read IMAGE of sample a/1.png: " + FINDING.message())
        .hasCause(cause);
    assertThat(bad.finding()).isEqualTo(FINDING);
    assertThat(new BadSampleException("Cannot go on", FINDING)).hasMessage("Cannot go on");
  }
}
