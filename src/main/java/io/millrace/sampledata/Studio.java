package io.millrace.sampledata;

import java.io.IOException;
import java.io.UncheckedIOException;
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
    try {
      return shots.parallelStream().map(this::draw).reduce(Summary.NOTHING, Summary::plus);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Summary draw(Shot shot) {
    try {
      Picture picture = shot.draw(data);
      List<String> paths = shot.paths();
      long bytes = destination.put(paths.get(0), Png.encode(picture.image()));
      if (paths.size() > 1) {
        bytes += destination.put(paths.get(1), Png.encode(picture.mask()));
      }

      finished.run();
      return new Summary(1, paths.size() - 1, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
