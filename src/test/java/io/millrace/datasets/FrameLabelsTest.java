package io.millrace.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.sample.FrameRange;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameLabelsTest {
  private static FrameLabels parse(String... lines) {
    return FrameLabels.parse(String.join("\n", lines), "l.csv");
  }

  @Test
  void readsRangesOfFrames() {
    FrameLabels labels =
        parse("video,first,last", "01.mp4,3,5", "01.mp4 , 9,9", "", "a/02,0,0", "03.mp4,,");

    assertThat(labels.ranges())
        .isEqualTo(
            Map.of(
                "01.mp4", List.of(new FrameRange(3, 3), new FrameRange(9, 1)),
                "a/02", List.of(new FrameRange(0, 1)),
                "03.mp4", List.of()));
    assertThat(labels.isAbnormal("01.mp4", 5)).isTrue();
    assertThat(labels.isAbnormal("01.mp4", 6)).isFalse();
    assertThat(labels.has("03.mp4")).isTrue();
    assertThat(labels.of("03.mp4")).isEmpty();
  }

  @Test
  void knowsAVideoByTheEndOfItsId() {
    FrameLabels labels = parse("video,first,last", "a/1.mp4,0,1", "1.mp4,7,7", "jam/a/1.mp4,9,9");

    assertThat(labels.of("jam/a/1.mp4"))
        .containsExactly(new FrameRange(9, 1), new FrameRange(0, 2), new FrameRange(7, 1));
    assertThat(labels.of("jam/1.mp4")).containsExactly(new FrameRange(7, 1));
    assertThat(labels.has("jam/01.mp4")).isFalse();
    assertThat(labels.has("jam/a/1")).isFalse();
    assertThat(labels.of("jam/01.mp4")).isEmpty();
  }

  @Test
  void namesWhatIsNoVideo() {
    FrameLabels labels = parse("video,first,last", "b.mp4,0,1", "a/1.mp4,0,1", "2.mp4,0,0");

    assertThat(labels.unknown(List.of("jam/a/1.mp4", "jam/b/2.mp4"))).containsExactly("b.mp4");
    assertThat(FrameLabels.NONE.unknown(List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void takesWhatSpreadsheetsWrite(String end) {
    String text = "\uFEFFvideo,first,last" + end + "\"a, \"\"b\"\".mp4\",1,2" + end;

    assertThat(FrameLabels.parse(text, "l.csv").of("x/a, \"b\".mp4"))
        .containsExactly(new FrameRange(1, 2));
  }

  @Test
  void tellsEveryProblemWithItsLine() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                parse(
                    "01.mp4,0,1",
                    "a,2,1",
                    "b,x,1",
                    ",0,1",
                    "c,0",
                    "d,0,-1",
                    "\"e,0,1",
                    "f,0,",
                    "ok,0,0"))
        .withMessage(
            "Cannot read the frame labels in l.csv:"
                + " line 1: \"01.mp4,0,1\" (must be video,first,last);"
                + " line 2: \"a,2,1\" (must be whole numbers from 0, the last frame not before the"
                + " first);"
                + " line 3: \"b,x,1\" (must be whole numbers from 0, the last frame not before the"
                + " first);"
                + " line 4: \",0,1\" (must be a video, its first and its last abnormal frame);"
                + " line 5: \"c,0\" (must be a video, its first and its last abnormal frame);"
                + " line 6: \"d,0,-1\" (must be whole numbers from 0, the last frame not before the"
                + " first);"
                + " line 7: \"\"e,0,1\" (must be a video, its first and its last abnormal frame);"
                + " line 8: \"f,0,\" (must be whole numbers from 0, the last frame not before the"
                + " first)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "video;first;last", "video,first,last,x", "Video,first,last"})
  void refusesAnotherHeader(String header) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(header, "01.mp4,0,1"))
        .withMessage(
            "Cannot read the frame labels in l.csv: line 1: \"%s\" (must be video,first,last)",
            header);
  }

  @Test
  void aTableOfAHeaderAloneNamesNothing() {
    assertThat(parse("video,first,last")).isEqualTo(FrameLabels.NONE);
  }

  @Property
  void aRangeHasBothItsEnds(
      @ForAll @IntRange(max = 999) int first, @ForAll @IntRange(max = 99) int more) {
    FrameLabels labels = parse("video,first,last", "v.avi,%d,%d".formatted(first, first + more));

    assertThat(
            IntStream.range(0, 1200)
                .filter(frame -> labels.isAbnormal("jam/v.avi", frame))
                .toArray())
        .isEqualTo(IntStream.rangeClosed(first, first + more).toArray());
  }
}
