package io.millrace.train;

import io.millrace.feed.LostPeerException;
import io.millrace.feed.Peer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/** A connection to a neighbour. One thread sends while another receives. */
final class RingLink {
  private final Socket socket;
  private final Peer peer;
  private final Patience patience;

  RingLink(Socket socket, Peer peer, Patience patience) throws IOException {
    this.socket = socket;
    this.peer = peer;
    this.patience = patience;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(Patience.TICK_MILLIS);
  }

  Peer peer() {
    return peer;
  }

  Patience patience() {
    return patience;
  }

  /** Rank, host and port. */
  String name() {
    return name(peer);
  }

  private static String name(Peer peer) {
    return "rank %d (%s:%d)".formatted(peer.rank(), peer.host(), peer.port());
  }

  static LostPeerException lost(Peer peer, String what, Throwable cause) {
    return new LostPeerException("Cannot reach %s: it %s".formatted(name(peer), what), cause);
  }

  /** Sends all of the buffer, waiting while the neighbour does not read. */
  Void send(ByteBuffer bytes) throws IOException {
    socket
        .getOutputStream()
        .write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    return null;
  }

  /** Fills the buffer from its position to its limit. */
  void receive(ByteBuffer bytes) throws IOException {
    try {
      fill(bytes);
    } catch (SocketTimeoutException e) {
      throw lost(peer, "has sent nothing for " + patience.limit(), e);
    } catch (IOException e) {
      throw lost(peer, "has closed its connection", e);
    }
  }

  private void fill(ByteBuffer bytes) throws IOException {
    InputStream input = socket.getInputStream();
    Patience.Wait wait = patience.begin();
    while (bytes.hasRemaining()) {
      try {
        int read =
            input.read(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        if (read < 0) {
          throw new EOFException("the stream has ended");
        }
        bytes.position(bytes.position() + read);
        wait = patience.begin();
      } catch (SocketTimeoutException e) {
        if (wait.isOver()) {
          throw e;
        }
      }
    }
  }

  /** Whether the other side sends that greeting, which is sent back; else it is shut out. */
  boolean welcomes(RingGreeting expected) throws IOException {
    ByteBuffer received = ByteBuffer.allocate(RingGreeting.SIZE);
    try {
      fill(received);
    } catch (IOException e) { // a stranger that says nothing, or goes away
      close(this);
      return false;
    }

    if (!expected.isIn(received.flip())) {
      close(this);
      return false;
    }

    send(received);
    return true;
  }

  /** Waits until the other side has sent the greeting back. */
  void awaitWelcome(RingGreeting greeting) throws IOException {
    ByteBuffer received = ByteBuffer.allocate(RingGreeting.SIZE);
    receive(received);
    if (!greeting.isIn(received.flip())) {
      throw lost(peer, "is no rank of this run", new IOException("another greeting"));
    }
  }

  static void close(RingLink link) {
    if (link == null) {
      return;
    }

    try {
      link.socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the connection to " + link.name(), e);
    }
  }
}
