package io.millrace.config;

import io.millrace.datasets.DatasetLayout;
import io.millrace.datasets.Folder;
import io.millrace.datasets.MVTecAD;
import io.millrace.datasets.StoredDataset;
import java.util.List;

/** Makes the data set of its keys. */
record DatasetReading(Section section) {
  DatasetLayout read(DatasetKind kind) {
    checkNames(kind);
    return switch (kind) {
      case FOLDER -> folder();
      case MVTEC_AD -> mvtecAd();
      case STORE -> new StoredDataset(section.require(DataKeys.STORE_ROOT, "Store"));
      case UNSUPPORTED, UNKNOWN -> MVTecAD.at(""); // never seen: the kind is a problem
    };
  }

  private void checkNames(DatasetKind kind) {
    if (kind == DatasetKind.UNSUPPORTED) {
      return; // its own keys are not known here
    }

    List<String> names = KeyTable.names(kind);
    section.values().forEach((name, node) -> checkName(name, node, names));
  }

  private void checkName(String name, Node node, List<String> names) {
    if (names.contains(name)) {
      return;
    }

    List<String> owners = KeyTable.owners(name);
    if (owners.isEmpty()) {
      section.spot().unknown(name, node, names);
    } else {
      String text = "Invalid %s: it is a key of %s only (leave it out)";
      String path = section.spot().child(name).path();
      section.spot().problems().add(node.position(), text.formatted(path, owners.get(0)));
    }
  }

  private MVTecAD mvtecAd() {
    boolean several = section.given(DataKeys.CATEGORIES).isPresent();
    if (several && section.given(DataKeys.CATEGORY).isPresent()) {
      Node node = section.given(DataKeys.CATEGORIES).get();
      String text = "Invalid data.categories: data.category is given too (keep one of them)";
      section.spot().problems().add(node.position(), text);
    }

    List<String> names = section.read(several ? DataKeys.CATEGORIES : DataKeys.CATEGORY);
    return new MVTecAD(
        section.read(DataKeys.MVTEC_AD_ROOT), names.equals(List.of("all")) ? List.of() : names);
  }

  private Folder folder() {
    Folder.Dirs dirs =
        new Folder.Dirs(
            section.require(DataKeys.NORMAL_DIR, "Folder"),
            section.read(DataKeys.ABNORMAL_DIR),
            section.read(DataKeys.NORMAL_TEST_DIR),
            section.read(DataKeys.MASK_DIR));
    return new Folder(
        section.require(DataKeys.NAME, "Folder"),
        section.read(DataKeys.FOLDER_ROOT),
        dirs,
        section.read(DataKeys.EXTENSIONS));
  }
}
