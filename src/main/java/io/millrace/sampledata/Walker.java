package io.millrace.sampledata;

import io.millrace.random.Draw;

/**
 * Somebody who crosses the picture: an upright ellipse with a head, or, as an intruder, a wide
 * lozenge at several times the pace. Lengths are in picture heights, from the left upper corner.
 *
 * @param body its shape
 * @param x where its middle is at frame 0
 * @param y where its middle is
 * @param pace picture heights a frame, to the right; negative to the left
 * @param color red, green and blue as 24 bits
 */
record Walker(Body body, double x, double y, double pace, int color) {
  /** Shapes that the mask of a frame tells apart by their outline alone. */
  enum Body {
    UPRIGHT,
    LOZENGE
  }

  /** No body reaches further up or down from its middle. */
  static final double REACH = 0.2;

  private static final double TALL = 0.11;
  private static final double SLIM = 0.04;
  private static final double HEAD = 0.03;
  private static final double HALF_LENGTH = 0.14;
  private static final double HALF_WIDTH = 0.07;
  private static final int BRIGHTEST = 200;

  /** One of those who belong there, anywhere in a picture that is so wide. */
  static Walker passing(Draw draw, double width) {
    double pace = (0.004 + 0.004 * draw.uniform(0)) * (draw.uniform(1) < 0.5 ? -1 : 1);
    double y = 0.3 + 0.55 * draw.uniform(3);
    return new Walker(Body.UPRIGHT, width * draw.uniform(2), y, pace, color(draw.bits(4)));
  }

  /**
   * One who does not: inside the picture, and crossing most of it, in the frames of its visit.
   *
   * @param width of the picture in heights
   */
  static Walker intruding(Draw draw, double width, Visit visit) {
    double way = width - 2 * HALF_LENGTH;
    double pace = (0.75 + 0.25 * draw.uniform(0)) * way / Math.max(visit.frames(), 12);
    boolean right = draw.uniform(1) < 0.5;
    double first = right ? HALF_LENGTH : width - HALF_LENGTH;
    double signed = right ? pace : -pace;
    double y = 0.3 + 0.5 * draw.uniform(2);
    return new Walker(Body.LOZENGE, first - signed * visit.first(), y, signed, color(draw.bits(3)));
  }

  private static int color(long bits) {
    int color = 0;
    for (int i = 0; i < 3; i++) {
      color = color << 8 | (int) ((bits >>> (8 * i) & 0xFF) * BRIGHTEST / 255);
    }

    return color;
  }

  /** Whether it covers a point of a frame; those who belong there come in again opposite. */
  boolean covers(double right, double down, int frame, double width) {
    double middle = x + pace * frame;
    if (body == Body.LOZENGE) {
      return Math.abs(right - middle) / HALF_LENGTH + Math.abs(down - y) / HALF_WIDTH < 1;
    }

    double round = width + 2 * SLIM;
    double shifted = middle + SLIM;
    double across = right - (shifted - Math.floor(shifted / round) * round - SLIM);
    double along = down - y;
    double above = along + TALL + HEAD / 2;
    boolean torso = square(across / SLIM) + square(along / TALL) < 1;
    return torso || square(across / HEAD) + square(above / HEAD) < 1;
  }

  private static double square(double value) {
    return value * value;
  }

  /**
   * Frames in which an intruder is there.
   *
   * @param first from 0
   * @param frames how many
   */
  record Visit(int first, int frames) {
    boolean has(int frame) {
      return frame >= first && frame < first + frames;
    }
  }
}
