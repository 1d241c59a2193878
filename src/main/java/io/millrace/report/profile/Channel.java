package io.millrace.report.profile;

import java.util.Objects;

/**
 * The levels of one colour, over every pixel of every training picture; exact.
 *
 * @param name {@code red}, {@code green} or {@code blue}
 * @param mean from 0 to 1
 * @param deviation of the population, from 0 to 0.5
 * @param pixels how many
 */
public record Channel(String name, double mean, double deviation, long pixels) {
  public Channel {
    Objects.requireNonNull(name, "name");
  }
}
