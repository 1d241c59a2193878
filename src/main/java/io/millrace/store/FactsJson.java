package io.millrace.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.item.DType;
import io.millrace.sample.Task;
import io.millrace.split.SplitRule;
import io.millrace.split.TestSplitMode;
import io.millrace.split.ValSplitMode;
import java.util.Locale;

/** What all samples of a store have in common, as a snapshot holds it. */
final class FactsJson {
  private FactsJson() {}

  static void write(ObjectNode root, StoreFacts facts) {
    root.put("kind", facts.kind().text());
    ObjectNode image = root.putObject("image");
    image.put("dtype", facts.image().type().name());
    image.put("height", facts.image().height());
    image.put("width", facts.image().width());
    root.put("transform", facts.transform());
    facts.decoders().forEach(root.putArray("decoders")::add);
    ObjectNode dataset = root.putObject("dataset");
    dataset.put("name", facts.dataset().name());
    facts.dataset().categories().forEach(dataset.putArray("categories")::add);
    dataset.put("task", facts.dataset().task().name().toLowerCase(Locale.ROOT));
    ObjectNode split = root.putObject("split");
    split.put("test_split_mode", facts.split().testMode().text());
    split.put("test_split_ratio", facts.split().testRatio());
    split.put("val_split_mode", facts.split().valMode().text());
    split.put("val_split_ratio", facts.split().valRatio());
    split.put("seed", facts.split().seed());
  }

  static StoreFacts read(JsonFields root) {
    return new StoreFacts(
        root.choice("kind", StoreKind::of),
        image(root.object("image")),
        root.text("transform"),
        root.texts("decoders"),
        dataset(root.object("dataset")),
        split(root.object("split")));
  }

  private static StoredImage image(JsonFields image) {
    DType type = image.choice("dtype", DType::valueOf);
    try {
      return new StoredImage(type, image.count("height"), image.count("width"));
    } catch (IllegalArgumentException e) {
      throw image.invalid("dtype, height or width", "does not fit");
    }
  }

  private static StoreFacts.Dataset dataset(JsonFields dataset) {
    return new StoreFacts.Dataset(
        dataset.text("name"),
        dataset.texts("categories"),
        dataset.choice("task", text -> Task.valueOf(text.toUpperCase(Locale.ROOT))));
  }

  private static SplitRule split(JsonFields split) {
    return new SplitRule(
        split.choice("test_split_mode", TestSplitMode::of),
        split.number("test_split_ratio"),
        split.choice("val_split_mode", ValSplitMode::of),
        split.number("val_split_ratio"),
        split.integer("seed"));
  }
}
