package io.millrace.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.item.DType;
import io.millrace.sample.Task;
import io.millrace.split.SplitRule;
import io.millrace.split.TestSplitMode;
import io.millrace.split.ValSplitMode;
import java.io.IOException;
import java.util.Locale;

/** What all samples of a store have in common, as a snapshot holds it. */
final class FactsJson {
  private FactsJson() {}

  static void write(JsonGenerator json, StoreFacts facts) throws IOException {
    json.writeStringField("kind", facts.kind().text());
    json.writeObjectFieldStart("image");
    json.writeStringField("dtype", facts.image().type().name());
    json.writeNumberField("height", facts.image().height());
    json.writeNumberField("width", facts.image().width());
    json.writeEndObject();
    json.writeStringField("transform", facts.transform());
    JsonText.texts(json, "decoders", facts.decoders());
    json.writeObjectFieldStart("dataset");
    json.writeStringField("name", facts.dataset().name());
    JsonText.texts(json, "categories", facts.dataset().categories());
    json.writeStringField("task", facts.dataset().task().name().toLowerCase(Locale.ROOT));
    ContentsJson.write(json, facts.dataset().contents());
    json.writeEndObject();
    json.writeObjectFieldStart("split");
    json.writeStringField("test_split_mode", facts.split().testMode().text());
    json.writeNumberField("test_split_ratio", facts.split().testRatio());
    json.writeStringField("val_split_mode", facts.split().valMode().text());
    json.writeNumberField("val_split_ratio", facts.split().valRatio());
    json.writeNumberField("seed", facts.split().seed());
    json.writeEndObject();
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
    Task task = dataset.choice("task", text -> Task.valueOf(text.toUpperCase(Locale.ROOT)));
    return new StoreFacts.Dataset(
        dataset.text("name"), dataset.texts("categories"), ContentsJson.read(dataset, task));
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
