package io.millrace.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.plan.PlanState;
import io.millrace.storage.FileEntry;
import io.millrace.storage.NumberedFiles;
import io.millrace.storage.RangeFile;
import io.millrace.storage.WritableStorage;
import io.millrace.store.ContentName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A folder of checkpoints: {@code models/<32 hex>.bin} named by content, {@code
 * checkpoints/<number>.json} that make them valid, {@code generations/<number>.json} that say who
 * may write. A model is written before its marker, so a marker always names a whole model. A writer
 * of an older generation that slips in at the last moment adds a checkpoint that is as valid as any
 * other: each is a whole model with its place.
 */
public final class Checkpoints {
  /** How many stay. */
  private static final int KEPT = 2;

  private static final int BLOCK = 8 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final WritableStorage storage;
  private final String folder;
  private final NumberedFiles markers;
  private final NumberedFiles leases;

  /** The checkpoints of a folder, which need not exist. */
  public Checkpoints(WritableStorage storage, String folder) {
    this.storage = storage;
    this.folder = folder;
    this.markers = new NumberedFiles(storage, folder + "/checkpoints");
    this.leases = new NumberedFiles(storage, folder + "/generations");
  }

  /** The newest one's number, 0 if there is none. */
  public long newest() throws IOException {
    return markers.last();
  }

  /** Where training stood at that one. */
  public PlanState state(long number) throws IOException {
    return marker(number).planState();
  }

  private CheckpointMarker marker(long number) throws IOException {
    return CheckpointMarker.read(markers.read(number), markers.path(number));
  }

  /** Begins a generation: from now on older ones are refused. */
  public Lease begin(String run, int generation) throws IOException {
    while (true) {
      Lease lease = new Lease(leases.last() + 1, run, generation);
      if (storage.createIfAbsent(leases.path(lease.number()), JSON.writeValueAsBytes(lease))) {
        return lease;
      }
    }
  }

  /**
   * Brings a checkpoint's model to this machine.
   *
   * @throws IOException if it is not what its marker says
   */
  public Checkpoint restore(long number) throws IOException {
    CheckpointMarker marker = marker(number);
    Path local = Files.createTempFile("millrace-model-", ".bin");
    try {
      copy(model(marker.model()), marker.bytes(), local);
      if (!ContentName.of(local).equals(marker.model())) {
        throw new IOException(
            "Cannot restore the checkpoint %s: %s has other bytes than were written (delete the marker to go on from the one before it)"
                .formatted(markers.path(number), model(marker.model())));
      }
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(local);
      throw e;
    }

    return new Checkpoint(
        marker.globalStep(), marker.lease().generation(), marker.planState(), local);
  }

  private String model(String name) {
    return folder + "/models/" + name + ".bin";
  }

  private void copy(String path, long length, Path target) throws IOException {
    ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, Math.max(1, length)));
    try (RangeFile from = storage.open(path, length);
        FileChannel to = FileChannel.open(target, StandardOpenOption.WRITE)) {
      for (long at = 0; at < length; at += block.limit()) {
        block.clear().limit((int) Math.min(block.capacity(), length - at));
        from.read(at, block);
        to.write(block.flip(), at);
      }
    }
  }

  /**
   * Commits a checkpoint and deletes all but the newest few.
   *
   * @throws CancelledRankException if a newer generation has begun
   */
  public void commit(Lease lease, long globalStep, PlanState state, ModelWriter model)
      throws IOException {
    Path local = Files.createTempFile("millrace-model-", ".bin");
    try {
      try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(local))) {
        model.write(output);
      }

      String name = ContentName.of(local);
      check(lease);
      storage.publish(local, model(name));
      check(lease);
      mark(
          new CheckpointMarker(
              CheckpointMarker.VERSION, lease, globalStep, state.json(), name, Files.size(local)));
    } finally {
      Files.deleteIfExists(local);
    }

    prune();
  }

  private void mark(CheckpointMarker marker) throws IOException {
    byte[] json = marker.json();
    while (!storage.createIfAbsent(markers.path(newest() + 1), json)) {
      check(marker.lease());
    }
  }

  private void check(Lease lease) throws IOException {
    long last = leases.last();
    if (last > lease.number()) {
      throw new CancelledRankException(
          "Cannot write a checkpoint: generation %d of run %s has ended, another has begun (lease %d after %d)"
              .formatted(lease.generation(), lease.run(), last, lease.number()));
    }
  }

  private void prune() throws IOException {
    List<Long> numbers = markers.numbers();
    int old = Math.max(0, numbers.size() - KEPT);
    Set<String> kept = new HashSet<>();
    for (long number : numbers.subList(old, numbers.size())) {
      kept.add(marker(number).model());
    }

    for (long number : new ArrayList<>(numbers.subList(0, old))) {
      Optional<FileEntry> file = storage.find(markers.path(number));
      if (file.isPresent()) {
        String model = marker(number).model();
        storage.delete(markers.path(number));
        if (!kept.contains(model)) {
          storage.delete(model(model));
        }
      }
    }
  }
}
