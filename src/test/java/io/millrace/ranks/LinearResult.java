package io.millrace.ranks;

import java.io.Serializable;

/**
 * What a rank of the linear model gives.
 *
 * @param weights its bytes in hex, the number of steps that it has made last
 * @param scores of the samples that it has evaluated, one {@code id score} a line
 */
record LinearResult(String weights, String scores, int generation, String device)
    implements Serializable {}
