package io.millrace.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets settings such as {@code data.category grid} win over what was there before. */
record SettingForm(DataDraft draft) {
  /** Settings are told behind the file, in their order. */
  private static final int FIRST_POSITION = 1 << 30;

  private static final String INIT_ARGS = "init_args";

  void add(List<ConfigInput.Setting> settings) {
    for (int i = 0; i < settings.size(); i++) {
      add(settings.get(i), FIRST_POSITION + i);
    }
  }

  private void add(ConfigInput.Setting setting, int position) {
    String key = setting.key().replace('-', '_');
    try {
      add(key, SettingText.read(setting.value(), key, position));
    } catch (InvalidConfigException e) {
      draft.problems().addAll(position, e.problems());
    }
  }

  private void add(String key, Node value) {
    List<String> path = new ArrayList<>(List.of(key.split("\\.", -1)));
    String first = path.remove(0);
    if (first.equals(DataDraft.DATA)) {
      addData(path, value);
    } else if (key.equals(DataDraft.SEED_EVERYTHING)) {
      draft.seed(value);
    } else {
      unknown(key, value);
    }
  }

  private void addData(List<String> path, Node value) {
    if (path.isEmpty() || path.equals(List.of(ClassNode.CLASS_PATH))) {
      draft.dataset(value);
      return;
    }

    List<String> names = path.size() > 1 && path.get(0).equals(INIT_ARGS) ? tail(path) : path;
    String name = names.get(0);
    if (name.equals(DatasetKeys.CATEGORY) || name.equals(DatasetKeys.CATEGORIES.name())) {
      // one of the two says all: the later one
      draft.values().remove(DatasetKeys.CATEGORY);
      draft.values().remove(DatasetKeys.CATEGORIES.name());
    }

    draft.values().put(name, changed(draft.values().get(name), tail(names), value));
  }

  /** A value of which the part at that path is another; what is no mapping gives way. */
  private static Node changed(Node old, List<String> path, Node value) {
    if (path.isEmpty()) {
      return value;
    }

    Map<String, Node> entries = new LinkedHashMap<>();
    if (old != null) {
      entries.putAll(old.map().orElse(Map.of()));
    }

    entries.put(path.get(0), changed(entries.get(path.get(0)), tail(path), value));
    return new Node.Mapping(entries, value.position());
  }

  private static List<String> tail(List<String> path) {
    return path.subList(1, path.size());
  }

  private void unknown(String key, Node value) {
    String last = key.substring(key.lastIndexOf('.') + 1);
    String hint =
        Nearest.to(last, KeyTable.names())
            .map(near -> "did you mean data." + near + "?")
            .orElse("settings are data, data.KEY and seed_everything");
    draft.problems().add(value.position(), "Invalid " + key + ": unknown key (" + hint + ")");
  }
}
