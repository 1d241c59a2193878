package io.millrace.feed;

import java.io.Serializable;
import java.util.Objects;

/**
 * Where a rank of this generation can be reached.
 *
 * @param port of its {@link RankContext#listener}
 */
public record Peer(int rank, String host, int port) implements Serializable {
  public Peer {
    Objects.requireNonNull(host, "host");
  }
}
