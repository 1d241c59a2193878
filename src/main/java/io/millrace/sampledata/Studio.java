package io.millrace.sampledata;

import java.io.IOException;
import java.util.List;

/**
 * Draws shots on all cores and puts their files in place.
 *
 * @param data what to draw
 * @param destination where to
 * @param finished is called after each picture, by several threads
 */
record Studio(SampleData data, Destination destination, Runnable finished) {
  Summary draw(List<Shot> shots) throws IOException {
    return new Drawing<>(this::put, finished).of(shots);
  }

  private Summary put(Shot shot) throws IOException {
    Picture picture = shot.draw(data);
    List<String> paths = shot.paths();
    long bytes = destination.put(paths.get(0), Png.encode(picture.image()));
    if (paths.size() > 1) {
      bytes += destination.put(paths.get(1), Png.encode(picture.mask()));
    }

    return new Summary(1, paths.size() - 1, bytes);
  }
}
