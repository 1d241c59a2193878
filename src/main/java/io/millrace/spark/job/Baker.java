package io.millrace.spark.job;

import io.millrace.batch.Recipe;
import io.millrace.batch.SampleReader;
import io.millrace.decode.DepthDecoder;
import io.millrace.decode.DepthInfo;
import io.millrace.decode.ImageDecoder;
import io.millrace.decode.ImageInfo;
import io.millrace.item.BatchLayout;
import io.millrace.item.ItemField;
import io.millrace.item.Size;
import io.millrace.item.Slots;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Field;
import io.millrace.sample.Finding;
import io.millrace.sample.Label;
import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import io.millrace.store.IndexRow;
import io.millrace.store.ShardTensor;
import io.millrace.store.ShardWriter;
import io.millrace.store.StoreKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * Makes a row of a shard of a sample's files: its numbers, or the checked bytes. For one thread.
 */
final class Baker {
  private final StoreKind kind;
  private final Recipe recipe;
  private final ImageDecoder decoder;
  private final DepthDecoder depths;
  private final MessageDigest sha;
  private final BatchLayout layout; // of a packed store, none is used
  private final ByteBuffer memory; // one row, picture and mask, used again and again
  private Fetched current;
  private final SampleReader reader;

  Baker(BakeOrder order) {
    this.kind = order.facts().kind();
    this.recipe = order.recipe();
    this.decoder = new ImageDecoder(recipe.decoding());
    this.depths = new DepthDecoder(recipe.limits());
    this.sha = sha256();
    this.layout = recipe.layout().orElse(null);
    int rowBytes = kind == StoreKind.PACKED ? 0 : Math.toIntExact(layout.batchBytes(1));
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
        facts(member.depth(), Field.DEPTH),
        member.video(),
        member.kept(),
        member.packed());
  }

  private void addNumbers(Member member, ShardWriter shard) throws IOException {
    Slots slots = new Slots(layout, 1, memory);
    reader.read(member.sample(), 0, slots, 0);
    Map<ShardTensor, ByteBuffer> row = new EnumMap<>(ShardTensor.class);
    row.put(ShardTensor.IMAGE, slots.row(ItemField.IMAGE, 0).data());
    if (current.has(Field.MASK) && member.who().labelIndex() == Label.ABNORMAL) {
      row.put(ShardTensor.MASK, slots.row(ItemField.GT_MASK, 0).data());
    }

    if (current.has(Field.DEPTH)) {
      row.put(ShardTensor.DEPTH, slots.row(ItemField.DEPTH_MAP, 0).data());
    }

    shard.add(member.id(), member.who().labelIndex(), row);
  }

  private void addFiles(Fetched files, ShardWriter shard) throws IOException {
    Member member = files.member();
    ImageInfo picture = check(Field.IMAGE);
    Map<ShardTensor, ByteBuffer> row = new EnumMap<>(ShardTensor.class);
    for (Field field : Field.values()) {
      if (member.file(field).exists()) {
        row.put(ShardTensor.of(field), ByteBuffer.wrap(bytes(field)));
      }
    }

    if (member.mask().exists()) {
      ImageInfo mask = check(Field.MASK);
      checkSize(Field.MASK, new Size(mask.height(), mask.width()), picture);
    }

    if (member.depth().exists()) {
      DepthInfo depth = depth();
      checkSize(Field.DEPTH, new Size(depth.height(), depth.width()), picture);
    }

    shard.add(member.id(), member.who().labelIndex(), row);
  }

  private byte[] bytes(Field field) {
    try {
      return current.bytes(field);
    } catch (IOException e) {
      throw bad(field, e);
    }
  }

  private DepthInfo depth() {
    try {
      return depths.info(current.bytes(Field.DEPTH));
    } catch (IOException e) {
      throw bad(Field.DEPTH, e);
    }
  }

  private void checkSize(Field field, Size size, ImageInfo picture) {
    Size wanted = new Size(picture.height(), picture.width());
    if (!size.equals(wanted)) {
      String detail = "is %s but its picture is %s".formatted(size, wanted);
      throw bad(field, new UnreadableException(Reason.SIZE_MISMATCH, detail));
    }
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
    String path = member.file(field).path();
    return new BadSampleException(field, Finding.of(failure, member.id(), path), failure);
  }

  private IndexRow.FileFacts facts(IndexRow.FileFacts file, Field field) throws IOException {
    if (!current.has(field)) {
      return IndexRow.FileFacts.NONE;
    }

    byte[] bytes = current.bytes(field);
    String format =
        field == Field.DEPTH ? depths.info(bytes).format() : decoder.info(bytes).format();
    String codec = format.toLowerCase(Locale.ROOT);
    String hash = HexFormat.of().formatHex(sha.digest(bytes));
    return new IndexRow.FileFacts(file.path(), file.length(), file.modified(), hash, codec);
  }
}
