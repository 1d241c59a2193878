package io.millrace.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.sample.BadSampleException;
import io.millrace.sample.Label;
import io.millrace.store.IndexRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberTest {
  @Test
  void crossesSparkAsARow() {
    Member member =
        new Member(
            new Member.Who("b/ü.png", "b", "bent", Label.ABNORMAL, (byte) 6),
            new IndexRow.FileFacts("/d/b/ü.png", 5_000_000_000L, 7, "ab", "png"),
            new IndexRow.FileFacts("/d/m.png", 3, 8, "cd", "bmp"),
            new IndexRow.FileFacts("/d/d.tiff", 4, 9, "ef", "tiff"),
            new Member.Video(4, 3, "0110"),
            new Member.StoredRow(70_000, 3),
            new Member.StoredRow(2, 1));

    assertThat(Member.of(member.row())).isEqualTo(member);
    assertThat(member.bytes()).isEqualTo(5_000_000_007L);
    assertThat(Member.of(Members.train("a", 1).row())).isEqualTo(Members.train("a", 1));
  }

  @Test
  void ordersTrainingByHashAndEvaluationByPath() {
    List<Member> train = WriteShard.sorted(List.of(Members.train("a", 1), Members.train("b", 1)));
    // SHA-256 of "a" begins with ca97, of "b" with 3e23
    assertThat(train).extracting(Member::id).containsExactly("b", "a");

    String emoji = "\uD83D\uDE00"; // beyond U+FFFF, so after U+FF5E, whatever UTF-16 says
    List<Member> test =
        WriteShard.sorted(List.of(Members.test(emoji, 1), Members.test("\uFF5E", 1)));
    assertThat(test).extracting(Member::id).containsExactly("\uFF5E", emoji);
  }

  @Test
  void refusesTwoSamplesOfOneId() {
    assertThatThrownBy(() -> WriteShard.sorted(List.of(Members.test("a", 1), Members.test("a", 2))))
        .isInstanceOf(BadSampleException.class)
        .hasMessage("Cannot prepare: a: a has the same id as a (keep one picture for each key)");
  }
}
