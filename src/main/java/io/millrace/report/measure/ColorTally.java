package io.millrace.report.measure;

import io.millrace.report.profile.Channel;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;

/** Adds up the levels of red, green and blue, exactly. */
final class ColorTally implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final List<String> NAMES = List.of("red", "green", "blue");
  private static final int WHITE = 255;

  private final BigInteger[] sums = {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO};
  private final BigInteger[] squares = sums.clone();
  private long pixels;

  void add(PictureMeasure picture) {
    pixels += (long) picture.size().height() * picture.size().width();
    for (int channel = 0; channel < sums.length; channel++) {
      sums[channel] = sums[channel].add(BigInteger.valueOf(picture.sums()[channel]));
      squares[channel] = squares[channel].add(BigInteger.valueOf(picture.squares()[channel]));
    }
  }

  void add(ColorTally other) {
    pixels += other.pixels;
    for (int channel = 0; channel < sums.length; channel++) {
      sums[channel] = sums[channel].add(other.sums[channel]);
      squares[channel] = squares[channel].add(other.squares[channel]);
    }
  }

  List<Channel> channels() {
    return pixels == 0
        ? List.of()
        : IntStream.range(0, sums.length).mapToObj(this::channel).toList();
  }

  private Channel channel(int channel) {
    BigInteger all = BigInteger.valueOf(pixels);
    BigInteger sum = sums[channel];
    // all squared times the variance, an integer
    BigInteger spread = all.multiply(squares[channel]).subtract(sum.multiply(sum));
    double deviation = new BigDecimal(spread).sqrt(MathContext.DECIMAL64).doubleValue();
    return new Channel(
        NAMES.get(channel), sum.doubleValue() / pixels / WHITE, deviation / pixels / WHITE, pixels);
  }
}
