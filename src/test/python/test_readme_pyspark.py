"""Runs the PySpark example of the README with the jar, where there is a PySpark."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
JAR = REPOSITORY / "target" / "millrace-0.1.0-SNAPSHOT.jar"
CHAPTER = "\n## In SQL and DataFrames\n"

MISSING = "no PySpark here: pip install pyspark==3.5.7 pandas pyarrow (300 MB) to run these"
sql = pytest.importorskip("pyspark.sql", reason=MISSING)
pytest.importorskip("pandas", reason=MISSING)
pytest.importorskip("pyarrow", reason=MISSING)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("drawn")
    program = [str(REPOSITORY / "scripts" / "millrace"), "sample-data"]
    without = {name: value for name, value in os.environ.items() if name != "SPARK_HOME"}
    size = ["--category", "bottle", "--size", "64x64", "--images", "20", "--seed", "1"]
    subprocess.run([*program, *size, "--out", str(folder)], check=True, env=without, stdin=subprocess.DEVNULL)
    return folder


@pytest.fixture(scope="module")
def spark():
    if not JAR.exists():
        pytest.skip(f"{JAR} is not there (mvn package makes it)")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # for its workers
    builder = sql.SparkSession.builder.master("local[2]").config("spark.jars", str(JAR))
    for line in (REPOSITORY / "conf" / "sql.properties").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            builder = builder.config(*line.split(None, 1))
    session = (
        builder.config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", str(REPOSITORY / "target" / "warehouse"))
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def example(drawn, spark) -> dict:
    """What the names of the README's program are after it ran."""
    chapter = (REPOSITORY / "README.md").read_text(encoding="utf-8").split(CHAPTER)[1].split("\n## ")[0]
    [program] = re.findall(r"```python\n(.*?)```", chapter, re.DOTALL)
    names = {"spark": spark, "__name__": "__main__"}
    exec(compile(program.replace("./datasets/MVTecAD", str(drawn)), "README.md", "exec"), names)
    return names


def test_gives_numpy_arrays_with_and_without_safetensors(example):
    for row in example["bottle"].where("gt_mask IS NOT NULL").limit(4).collect():
        for field, shape in (("image", [3, 256, 256]), ("gt_mask", [256, 256])):
            plain = example["array"](row[field], row[f"{field}_shape"], row[f"{field}_dtype"])
            assert list(plain.shape) == shape
            np.testing.assert_array_equal(plain, example["load"](bytes(row[field]))[field])


def test_maps_pandas_frames_of_pictures(example):
    train = example["train"]
    rows = train.mapInPandas(example["means"], "sample_id string, mean double").collect()
    assert len(rows) == train.count() > 0
    assert all(0.0 < row["mean"] < 1.0 for row in rows)


def test_runs_the_functions_on_its_columns(example):
    row = example["bottle"].selectExpr("mr_thumbnail(image, 32) png", "mr_tensor(image).shape shape").first()
    assert bytes(row.png).startswith(b"\x89PNG") and row.shape == [3, 256, 256]


@pytest.mark.parametrize(
    "options, message",
    [
        ({"categry": "bottle"}, "Invalid data.categry: unknown key (did you mean data.category?)"),
        ({"category": None, "root": None, "seed": "x"}, 'Invalid data.seed: "x" (must be a whole number, or null)'),
        ({"category": "granite"}, "Missing category: granite is not below "),
    ],
)
def test_refuses_options_in_one_paragraph(spark, drawn, options, message):
    with pytest.raises(Exception) as refused:
        spark.read.format("millrace").options(data="MVTecAD", **options).load(str(drawn))
    assert type(refused.value).__name__ == "IllegalArgumentException"
    assert str(refused.value).startswith(message) and "\tat " not in str(refused.value)


def test_refuses_to_write(spark, tmp_path):
    with pytest.raises(Exception, match="Unsupported: writing format..millrace.. .millrace prepare makes"):
        spark.range(2).write.format("millrace").save(str(tmp_path / "out"))


if __name__ == "__main__":
    sys.exit(pytest.main([__file__, "-q", "-rs"]))
