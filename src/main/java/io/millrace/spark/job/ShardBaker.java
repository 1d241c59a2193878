package io.millrace.spark.job;

import io.millrace.sample.BadSampleException;
import io.millrace.sample.Finding;
import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import io.millrace.spark.job.ShardResult.Work;
import io.millrace.store.DoneMarkers.Done;
import io.millrace.store.ShardTensor;
import io.millrace.store.ShardWriter;
import io.millrace.store.Snapshot.LeftOut;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Makes one shard of its members: reads ahead, decodes or copies, in their order. */
final class ShardBaker {
  private final BakeOrder order;
  private final TaskStore stores;
  private final Meters meters;
  private final Baker baker;
  private final List<LeftOut> leftOut = new ArrayList<>();
  private final ShardIndex index;
  private Work work = Work.NONE;
  private long decodeNanos;

  ShardBaker(BakeOrder order, TaskStore stores, Meters meters) {
    this.order = order;
    this.stores = stores;
    this.meters = meters;
    this.baker = new Baker(order);
    this.index = new ShardIndex(order.facts().dataset().contents().clips());
  }

  /** Time spent decoding, or checking headers. */
  long decodeNanos() {
    return decodeNanos;
  }

  /**
   * The shard, published with its part of the index; none if no member was good, or more were bad
   * than the job allows.
   */
  ShardResult bake(List<Member> members) throws IOException {
    return order.facts().dataset().contents().clips().exist()
        ? bakeVideos(members)
        : bakePictures(members);
  }

  /** A video that turns out to be bad leaves the frames before that in the shard, for nobody. */
  private ShardResult bakeVideos(List<Member> members) throws IOException {
    try (ShardWriter shard = ShardWriter.create(stores.spool(), order.facts());
        VideoBaker videos = stores.videos(order)) {
      for (Member member : members) {
        video(member, videos, shard);
        if (leftOut.size() > order.allowance()) {
          return new ShardResult(new Done(List.of(), leftOut), work);
        }
      }

      return publish(shard);
    }
  }

  private void video(Member member, VideoBaker videos, ShardWriter shard) throws IOException {
    long start = System.nanoTime();
    int first = shard.rows();
    try {
      index.add(first, videos.add(member, shard));
    } catch (BadSampleException e) {
      leftOut.add(leftOut(e.finding(), prefix(member, e.finding().path())));
    }

    decodeNanos += System.nanoTime() - start;
    work = work.plus(new Work(1, 0, 0, member.bytes(), 0));
    meters.sample(member.bytes());
  }

  private ShardResult bakePictures(List<Member> members) throws IOException {
    Iterator<Member> toRead = members.stream().filter(member -> !member.kept().exists()).iterator();
    try (ShardWriter shard = ShardWriter.create(stores.spool(), order.facts());
        ReadAhead files = stores.readAhead(toRead, members)) {
      for (Member member : members) {
        stores.refuseKilled();
        add(member, files, shard);
        if (leftOut.size() > order.allowance()) {
          return new ShardResult(new Done(List.of(), leftOut), work);
        }
      }

      return publish(shard);
    }
  }

  private ShardResult publish(ShardWriter shard) throws IOException {
    if (index.isEmpty()) {
      return new ShardResult(new Done(List.of(), leftOut), work);
    }

    Done done =
        new Done(List.of(stores.publisher().publish(shard.finish(), index.rows())), leftOut);
    long bytes = done.shards().get(0).file().bytes();
    return new ShardResult(done, work.plus(new Work(0, 0, 0, 0, bytes)));
  }

  private void add(Member member, ReadAhead files, ShardWriter shard) throws IOException {
    if (!member.kept().exists()) {
      read(files.take(), shard);
      return;
    }

    try {
      copy(member, shard);
    } catch (UnreadableException e) {
      // the shard is damaged, but the source is still there
      read(stores.sources().fetch(member.unkept()), shard);
    }
  }

  private void copy(Member member, ShardWriter shard) throws IOException {
    Map<ShardTensor, ByteBuffer> row = new EnumMap<>(ShardTensor.class);
    for (ShardTensor tensor : ShardTensor.values()) {
      stores.parent().row(member.kept(), tensor).ifPresent(bytes -> row.put(tensor, bytes));
    }

    shard.add(member.id(), member.who().labelIndex(), row);
    index.add(shard.rows() - 1, member);
    int bytes = row.values().stream().mapToInt(ByteBuffer::remaining).sum();
    work = work.plus(new Work(0, 1, 0, bytes, 0));
    meters.sample(bytes);
  }

  private void read(Fetched files, ShardWriter shard) throws IOException {
    long start = System.nanoTime();
    try {
      Member baked = baker.add(files, shard);
      index.add(shard.rows() - 1, baked);
    } catch (BadSampleException e) {
      leftOut.add(leftOut(e.finding(), prefix(files.member(), e.finding().path())));
    }

    decodeNanos += System.nanoTime() - start;
    work = work.plus(new Work(1, 0, 0, files.member().bytes(), 0));
    meters.sample(files.member().bytes());
  }

  private static String prefix(Member member, String path) {
    if (path.equals(member.mask().path())) {
      return "has a mask that ";
    }

    return path.equals(member.depth().path()) ? "has a depth map that " : "";
  }

  /** A snapshot names no path. */
  static LeftOut leftOut(Finding finding, String prefix) {
    String detail = finding.detail();
    int path = detail.indexOf('/');
    int colon = detail.indexOf(':');
    String told = path >= 0 && colon >= 0 ? detail.substring(0, colon) : detail;
    return new LeftOut(finding.sampleId(), finding.reason().code(), prefix + told);
  }

  /** Whether another attempt would come to the same result. */
  static boolean isLasting(LeftOut sample) {
    return !sample.reason().equals(Reason.CHANGED.code())
        && !sample.reason().equals(Reason.UNREADABLE.code());
  }
}
