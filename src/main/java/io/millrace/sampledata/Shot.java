package io.millrace.sampledata;

import io.millrace.random.Draws;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One picture to draw: its group and its number therein decide everything about it but the seed.
 *
 * @param group folder of the picture
 * @param number of the picture in its folder, from 0
 */
record Shot(Group group, int number) {
  /** The order in which the groups are dealt pictures. */
  private static final List<Group> TURNS = List.of(Group.values());

  /**
   * The first {@code images} shots of an endless row, so that a larger data set has all pictures of
   * a smaller one: two of each group, then training pictures, then by tens 6 : 1 : 1 : 1 : 1.
   */
  static List<Shot> first(int images) {
    List<Shot> shots = new ArrayList<>();
    Map<Group, Integer> dealt = new EnumMap<>(Group.class);
    for (int i = 0; i < images; i++) {
      Group group = group(i);
      shots.add(new Shot(group, dealt.merge(group, 1, Integer::sum) - 1));
    }

    return shots;
  }

  private static Group group(int i) {
    if (i < 2 * TURNS.size()) {
      return TURNS.get(i % TURNS.size());
    }

    int turn = i % 10;
    return i >= 20 && turn < TURNS.size() ? TURNS.get(turn) : Group.TRAIN_GOOD;
  }

  /** Paths of its files below the category's folder: the picture, then its mask if it has one. */
  List<String> paths() {
    return group.isDefect()
        ? List.of(group.picture(number), group.mask(number))
        : List.of(group.picture(number));
  }

  boolean isBegun(Destination destination) {
    return paths().stream().anyMatch(destination::has);
  }

  Picture draw(SampleData data) {
    Scene scene = scene(data);
    Defect defect = group.defect(draws(data).operation("defect", 0), scene.pose());
    return Picture.of(scene, new Stronger(defect, data.look().strength()));
  }

  /** The same stone without the defect. */
  Scene scene(SampleData data) {
    return new Scene(data.size(), draws(data));
  }

  private Draws draws(SampleData data) {
    return Draws.of(data.seed(), 0, data.category() + "/" + group.picture(number));
  }
}
