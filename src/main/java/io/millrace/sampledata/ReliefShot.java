package io.millrace.sampledata;

import io.millrace.random.Draws;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One sample to draw: its group and its number therein decide everything about it but the seed.
 *
 * @param group folder of the sample
 * @param number of the sample in its folder, from 0
 */
record ReliefShot(ReliefGroup group, int number) {
  private static final List<ReliefGroup> TURNS = List.of(ReliefGroup.values());

  /** Two of each group, then training samples, then by tens 6 : 1 : 1 : 1 : 1. */
  static List<ReliefShot> first(int images) {
    List<ReliefShot> shots = new ArrayList<>();
    Map<ReliefGroup, Integer> dealt = new EnumMap<>(ReliefGroup.class);
    for (int i = 0; i < images; i++) {
      ReliefGroup group = group(i);
      shots.add(new ReliefShot(group, dealt.merge(group, 1, Integer::sum) - 1));
    }

    return shots;
  }

  private static ReliefGroup group(int i) {
    if (i < 2 * TURNS.size()) {
      return TURNS.get(i % TURNS.size());
    }

    int turn = i % 10;
    return i >= 20 && turn < TURNS.size() ? TURNS.get(turn) : ReliefGroup.TRAIN_GOOD;
  }

  List<String> paths() {
    return group.paths(number);
  }

  boolean isBegun(Destination destination) {
    return paths().stream().anyMatch(destination::has);
  }

  ReliefPicture draw(MVTec3DData data) {
    return draw(data, group.defect(draws(data).operation("defect", 0)));
  }

  /** The same object with another defect, or without. */
  ReliefPicture draw(MVTec3DData data, ReliefDefect defect) {
    Draws draws = draws(data);
    Camera camera = new Camera(draws.operation("camera", 0).key());
    return ReliefPicture.of(new Relief(data.size(), draws), defect, camera);
  }

  Summary put(MVTec3DData data, Destination destination) throws IOException {
    ReliefPicture picture = draw(data);
    List<String> paths = paths();
    long bytes = destination.put(paths.get(0), Png.encode(picture.image()));
    bytes += destination.put(paths.get(1), XyzTiff.encode(data.size(), picture.xyz()));
    if (paths.size() > 2) {
      bytes += destination.put(paths.get(2), Png.encode(picture.mask()));
    }

    return new Summary(1, paths.size() - 2, bytes);
  }

  private Draws draws(MVTec3DData data) {
    return Draws.of(data.seed(), 0, data.category() + "/" + paths().get(0));
  }
}
