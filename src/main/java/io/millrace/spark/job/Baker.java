package io.millrace.spark.job;

import io.millrace.batch.Recipe;
import io.millrace.batch.SampleReader;
import io.millrace.decode.ImageDecoder;
import io.millrace.decode.ImageInfo;
import io.millrace.item.BatchLayout;
import io.millrace.item.Slots;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Field;
import io.millrace.sample.Finding;
import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import io.millrace.store.IndexRow;
import io.millrace.store.ShardWriter;
import io.millrace.store.StoreKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Makes a row of a shard of a sample's files: its numbers, or the checked bytes. For one thread.
 */
final class Baker {
  private final StoreKind kind;
  private final Recipe recipe;
  private final ImageDecoder decoder;
  private final MessageDigest sha;
  private final BatchLayout layout; // of a packed store, none is used
  private final ByteBuffer memory; // one row, picture and mask, used again and again
  private Fetched current;
  private final SampleReader reader;

  Baker(BakeOrder order) {
    this.kind = order.facts().kind();
    this.recipe = order.recipe();
    this.decoder = new ImageDecoder(recipe.limits());
    this.sha = sha256();
    this.layout = recipe.layout().orElse(null);
    int rowBytes = kind == StoreKind.PACKED ? 0 : Math.toIntExact(layout.rowBytes());
    this.memory = ByteBuffer.allocateDirect(rowBytes);
    this.reader = new SampleReader((sample, field) -> current.bytes(field), recipe);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Missing SHA-256: every Java platform must have it", e);
    }
  }

  /**
   * Appends a sample.
   *
   * @return the member with what its files are now known to be
   * @throws BadSampleException if they are bad; then nothing was appended
   * @throws IOException if the shard cannot be spooled
   */
  Member add(Fetched files, ShardWriter shard) throws IOException {
    current = files;
    Member member = files.member();
    switch (kind) {
      case PACKED -> addFiles(files, shard);
      case TENSORS -> addNumbers(member, shard);
    }

    return new Member(
        member.who(),
        facts(member.image(), Field.IMAGE),
        facts(member.mask(), Field.MASK),
        member.kept(),
        member.packed());
  }

  private void addNumbers(Member member, ShardWriter shard) throws IOException {
    reader.read(member.sample(), 0, new Slots(layout, 1, memory), 0);
    int imageBytes = Math.toIntExact(layout.imageBytes());
    ByteBuffer image = memory.slice(0, imageBytes);
    if (current.has(Field.MASK)) {
      ByteBuffer mask = memory.slice(imageBytes, Math.toIntExact(layout.maskBytes()));
      shard.add(member.id(), member.who().labelIndex(), image, mask);
    } else {
      shard.add(member.id(), member.who().labelIndex(), image);
    }
  }

  private void addFiles(Fetched files, ShardWriter shard) throws IOException {
    Member member = files.member();
    ImageInfo picture = check(Field.IMAGE);
    ByteBuffer image = ByteBuffer.wrap(files.bytes(Field.IMAGE));
    if (!member.mask().exists()) {
      shard.add(member.id(), member.who().labelIndex(), image);
      return;
    }

    ImageInfo mask = check(Field.MASK);
    if (mask.height() != picture.height() || mask.width() != picture.width()) {
      String detail = "is %s but its picture is %s".formatted(size(mask), size(picture));
      throw bad(Field.MASK, new UnreadableException(Reason.SIZE_MISMATCH, detail));
    }

    shard.add(
        member.id(), member.who().labelIndex(), image, ByteBuffer.wrap(files.bytes(Field.MASK)));
  }

  private static String size(ImageInfo info) {
    return info.height() + " x " + info.width();
  }

  private ImageInfo check(Field field) {
    try {
      return decoder.check(current.bytes(field));
    } catch (IOException e) {
      throw bad(field, e);
    }
  }

  private BadSampleException bad(Field field, IOException failure) {
    Member member = current.member();
    String path = field == Field.MASK ? member.mask().path() : member.image().path();
    return new BadSampleException(field, Finding.of(failure, member.id(), path), failure);
  }

  private IndexRow.FileFacts facts(IndexRow.FileFacts file, Field field) throws IOException {
    if (!current.has(field)) {
      return IndexRow.FileFacts.NONE;
    }

    byte[] bytes = current.bytes(field);
    String codec = decoder.info(bytes).format().toLowerCase(Locale.ROOT);
    String hash = HexFormat.of().formatHex(sha.digest(bytes));
    return new IndexRow.FileFacts(file.path(), file.length(), file.modified(), hash, codec);
  }
}
