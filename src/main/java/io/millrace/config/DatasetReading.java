package io.millrace.config;

import io.millrace.datasets.ADAM3D;
import io.millrace.datasets.Avenue;
import io.millrace.datasets.DatasetLayout;
import io.millrace.datasets.MVTec3D;
import io.millrace.datasets.MVTecAD;
import io.millrace.datasets.ShanghaiTech;
import io.millrace.datasets.StoredDataset;
import io.millrace.datasets.UCSDped;
import java.util.List;

/** Makes the data set of its keys. */
record DatasetReading(Section section) {
  DatasetLayout read(DatasetKind kind) {
    checkNames(kind);
    FolderReading own = new FolderReading(section);
    return switch (kind) {
      case FOLDER -> own.folder();
      case FOLDER_3D -> own.folder3d();
      case FOLDER_VIDEO -> own.folderVideo();
      case MVTEC_AD -> new MVTecAD(section.read(DatasetKeys.MVTEC_AD_ROOT), categories("bottle"));
      case MVTEC_3D -> new MVTec3D(section.read(DatasetKeys.MVTEC_3D_ROOT), categories("bagel"));
      case ADAM_3D -> new ADAM3D(section.read(DatasetKeys.ADAM_3D_ROOT), categories("1m1"));
      case AVENUE -> avenue();
      case SHANGHAI_TECH -> shanghaiTech();
      case UCSD_PED -> ucsdPed();
      case STORE -> new StoredDataset(section.require(DatasetKeys.STORE_ROOT, "Store"));
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
      section
          .spot()
          .problems()
          .add(node.position(), text.formatted(path, Types.words(owners, "and")));
    }
  }

  /** The categories; none means all that exist. */
  private List<String> categories(String fallback) {
    Key<List<String>> category = DatasetKeys.category(fallback);
    boolean several = section.given(DatasetKeys.CATEGORIES).isPresent();
    if (several && section.given(category).isPresent()) {
      Node node = section.given(DatasetKeys.CATEGORIES).get();
      String text = "Invalid data.categories: data.category is given too (keep one of them)";
      section.spot().problems().add(node.position(), text);
    }

    List<String> names = section.read(several ? DatasetKeys.CATEGORIES : category);
    return names.equals(List.of("all")) ? List.of() : names;
  }

  private Avenue avenue() {
    Avenue avenue = Avenue.at(section.read(DatasetKeys.AVENUE_ROOT));
    String given = section.read(DatasetKeys.GT_DIR);
    return new Avenue(
        avenue.root(),
        given.isEmpty() ? avenue.gtDir() : given,
        new ClipReading(section).read(avenue.clips().step()));
  }

  private ShanghaiTech shanghaiTech() {
    return new ShanghaiTech(
        section.read(DatasetKeys.SHANGHAI_TECH_ROOT),
        section.read(DatasetKeys.SCENE),
        section.read(DatasetKeys.TRAINING_VIDEOS),
        new ClipReading(section).read(1));
  }

  private UCSDped ucsdPed() {
    return new UCSDped(
        section.read(DatasetKeys.UCSD_PED_ROOT),
        categories("UCSDped2"),
        new ClipReading(section).read(10));
  }
}
