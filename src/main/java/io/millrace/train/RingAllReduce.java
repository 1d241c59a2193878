package io.millrace.train;

import io.millrace.feed.LostPeerException;
import io.millrace.feed.Peer;
import io.millrace.feed.RankContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sums vectors over all ranks by a ring of sockets: each rank sends to the next one and receives
 * from the one before it. A vector is cut into a piece a rank; pieces go once round to be added and
 * once more to be copied, so that all ranks end with the same bits, and the same vectors on as many
 * ranks always give the same sum. For one thread. (Patarasuk and Yuan, 2009.)
 *
 * <p>A peer that is gone or silent for longer than the limit is a {@link LostPeerException}.
 */
public final class RingAllReduce implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int FRAME = 2 * Integer.BYTES;

  private final RankContext context;
  private final int rank;
  private final int world;
  private final ExecutorService writer;
  private final RingLink next;
  private final RingLink previous;
  private ByteBuffer sending = ByteBuffer.allocate(0);
  private ByteBuffer receiving = ByteBuffer.allocate(0);
  private int calls;

  private RingAllReduce(RankContext context, RingLink next, RingLink previous) {
    this.context = context;
    this.rank = context.rank();
    this.world = context.worldSize();
    this.next = next;
    this.previous = previous;
    this.writer =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "millrace-ring-" + rank);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Joins the ring of this generation; waits a minute at most for its neighbours. */
  public static RingAllReduce open(RankContext context) throws IOException {
    return open(context, LIMIT);
  }

  /**
   * Joins the ring of this generation.
   *
   * @param limit how long a neighbour may be silent, here and in {@link #sum}
   * @throws LostPeerException if a neighbour cannot be reached or refuses
   */
  public static RingAllReduce open(RankContext context, Duration limit) throws IOException {
    if (context.worldSize() == 1) {
      return new RingAllReduce(context, null, null);
    }

    RingGreeting greeting = new RingGreeting(context.generation(), context.rank());
    Patience patience = new Patience(context::check, limit);
    RingLink next = null;
    RingLink previous = null;
    try {
      next = connect(neighbour(context, 1), patience);
      next.send(greeting.bytes());
      previous = accept(context, patience);
      next.awaitWelcome(greeting);
      return new RingAllReduce(context, next, previous);
    } catch (IOException | RuntimeException e) {
      RingLink.close(next);
      RingLink.close(previous);
      throw e;
    }
  }

  private static Peer neighbour(RankContext context, int distance) {
    int world = context.worldSize();
    return context.peers().get(Math.floorMod(context.rank() + distance, world));
  }

  private static RingLink connect(Peer peer, Patience patience) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(
          new InetSocketAddress(peer.host(), peer.port()), (int) patience.limit().toMillis());
      return new RingLink(socket, peer, patience);
    } catch (IOException e) {
      socket.close();
      throw RingLink.lost(peer, "refuses connections", e);
    }
  }

  /** Waits for the rank before this one; others, such as one of an old generation, are refused. */
  private static RingLink accept(RankContext context, Patience patience) throws IOException {
    Peer peer = neighbour(context, -1);
    RingGreeting expected = new RingGreeting(context.generation(), peer.rank());
    context.listener().setSoTimeout(Patience.TICK_MILLIS);
    Patience.Wait wait = patience.begin();
    while (true) {
      try {
        RingLink link = new RingLink(context.listener().accept(), peer, patience);
        if (link.welcomes(expected)) {
          return link;
        }
      } catch (SocketTimeoutException e) {
        if (wait.isOver()) {
          throw RingLink.lost(peer, "has not connected for " + patience.limit(), e);
        }
      }
    }
  }

  /**
   * Replaces the vector by its sum over all ranks. All ranks call it with vectors of one length.
   *
   * @throws LostPeerException if a neighbour closes its connection or is silent for too long
   */
  public void sum(float[] values) throws IOException {
    calls++;
    for (int s = 0; s < 2 * (world - 1); s++) {
      int out = Math.floorMod(rank - s, world);
      int in = Math.floorMod(rank - s - 1, world);
      sending = pack(values, out, sending);
      Future<Void> sent = writer.submit(() -> next.send(sending));
      receive(values, in, s < world - 1);
      await(sent);
    }
  }

  private int from(float[] values, int piece) {
    int length = (values.length + world - 1) / world;
    return Math.min(values.length, piece * length);
  }

  private ByteBuffer pack(float[] values, int piece, ByteBuffer old) {
    int from = from(values, piece);
    int length = from(values, piece + 1) - from;
    ByteBuffer packed = room(old, FRAME + Float.BYTES * length);
    packed.putInt(calls).putInt(values.length);
    packed.asFloatBuffer().put(values, from, length);
    return packed.rewind();
  }

  private static ByteBuffer room(ByteBuffer old, int bytes) {
    return old.capacity() < bytes ? ByteBuffer.allocate(bytes) : old.clear().limit(bytes);
  }

  private void receive(float[] values, int piece, boolean adding) throws IOException {
    int from = from(values, piece);
    int length = from(values, piece + 1) - from;
    receiving = room(receiving, FRAME + Float.BYTES * length);
    ByteBuffer frame = receiving.duplicate().limit(FRAME);
    previous.receive(frame);
    check(frame.getInt(0), frame.getInt(Integer.BYTES), values.length);
    previous.receive(receiving.position(FRAME));
    for (int i = 0; i < length; i++) {
      float received = receiving.getFloat(FRAME + Float.BYTES * i);
      values[from + i] = adding ? values[from + i] + received : received;
    }
  }

  private void check(int call, int length, int expected) {
    if (call != calls || length != expected) {
      throw new IllegalStateException(
          "Cannot sum over ranks: %s sums %d numbers in its call %d, rank %d sums %d in its call %d (ranks must make the same calls)"
              .formatted(previous.name(), length, call, rank, expected, calls));
    }
  }

  /** Receiving has ended, so the next rank has had its time: it gets the same once more. */
  private void await(Future<Void> sent) throws IOException {
    Patience.Wait wait = next.patience().begin();
    while (true) {
      try {
        sent.get(Patience.TICK_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        if (wait.isOver()) {
          throw RingLink.lost(next.peer(), "takes no data", e);
        }
      } catch (ExecutionException e) {
        throw RingLink.lost(next.peer(), "has closed its connection", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        context.check();
        throw RingLink.lost(next.peer(), "was being sent to when this rank was stopped", e);
      }
    }
  }

  /** Leaves the ring: neighbours that still want something find out at once. */
  @Override
  public void close() {
    RingLink.close(next);
    RingLink.close(previous);
    writer.shutdownNow();
  }
}
