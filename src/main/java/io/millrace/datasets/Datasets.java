package io.millrace.datasets;

import java.util.List;

/** The data sets that are built in. */
public final class Datasets {
  private Datasets() {}

  /** What a person has to know about each, in the order of the guide. */
  public static List<DatasetFacts> all() {
    return List.of(
        MVTecAD.at("").facts(),
        Folder.at("", "").facts(),
        MVTec3D.at("").facts(),
        ADAM3D.at("").facts(),
        Folder3D.at("", "").facts(),
        Avenue.at("").facts(),
        ShanghaiTech.at("").facts(),
        UCSDped.at("").facts(),
        FolderVideo.at("", "").facts(),
        new StoredDataset("").facts());
  }
}
