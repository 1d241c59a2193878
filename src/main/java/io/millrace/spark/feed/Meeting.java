package io.millrace.spark.feed;

import io.millrace.feed.Peer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the ranks of a generation tell each other, once.
 *
 * @param peers by rank
 * @param checkpoint the number of the one that they go on from, as rank 0 found it; 0 for none
 */
record Meeting(List<Peer> peers, long checkpoint) {
  /** One rank's part. */
  static String message(Peer self, long checkpoint) {
    return self.port() + " " + checkpoint + " " + self.host();
  }

  /** All parts, by rank. */
  static Meeting of(String... messages) {
    List<Peer> peers = new ArrayList<>();
    for (String message : messages) {
      String[] words = message.split(" ", 3);
      peers.add(new Peer(peers.size(), words[2], Integer.parseInt(words[0])));
    }

    return new Meeting(peers, Long.parseLong(messages[0].split(" ", 3)[1]));
  }
}
