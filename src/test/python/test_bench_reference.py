"""Tests of scripts/bench_reference.py: its tensors, and its answers to Java."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

Image = pytest.importorskip("PIL.Image")
torch = pytest.importorskip("torch")
pytest.importorskip("torchvision.transforms.v2")

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "bench_reference.py"
sys.path[:0] = [str(SCRIPT.parent)]

from bench_reference import Pictures  # noqa: E402


def png(mode: str, color: object, size: tuple[int, int] = (40, 30)) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, color).save(file, "png")
    return file.getvalue()


def test_a_picture_becomes_a_normalised_row() -> None:
    row = Pictures("RGB", []).tensor(png("RGB", (255, 0, 51)))

    assert row.shape == (3, 256, 256)
    expected = [(1 - 0.485) / 0.229, -0.456 / 0.224, (0.2 - 0.406) / 0.225]
    assert row[:, 100, 100].tolist() == pytest.approx(expected, abs=1e-5)


def test_a_mask_becomes_ones_and_zeros() -> None:
    mask = Image.new("L", (40, 30))
    mask.paste(255, (0, 0, 20, 30))
    file = io.BytesIO()
    mask.save(file, "png")
    row = Pictures("L", []).tensor(file.getvalue())

    assert row.dtype == torch.uint8 and row.shape == (256, 256)
    assert row.unique().tolist() == [0, 1]
    assert row[0].tolist() == [1] * 128 + [0] * 128


def test_a_round_fills_the_batch() -> None:
    pictures = Pictures("RGB", [png("RGB", (0, 0, 0)), png("RGB", (255, 255, 255))])

    assert pictures.round("decode", 2) >= 0
    assert pictures.round("tensor", 1) > 0
    assert (pictures.batch[1] > pictures.batch[0]).all()


def test_it_answers_line_by_line() -> None:
    files = [png("RGB", (1, 2, 3)), png("RGB", (4, 5, 6))]
    asked = f"load RGB {len(files[0])} {len(files[1])}\n".encode() + b"".join(files)
    asked += b"round decode 3\nround tensor 1\n"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(SCRIPT), "--serve"], input=asked, capture_output=True
    )
    lines = done.stdout.decode().splitlines()

    assert done.returncode == 0, done.stderr.decode()
    assert "torchvision" in lines[0]
    assert lines[1] == "loaded 2"
    assert all(float(line) >= 0 for line in lines[2:])
    assert len(lines) == 4


def test_it_prints_the_time_of_files(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png("RGB", (1, 2, 3)))
    done = subprocess.run([sys.executable, str(SCRIPT), str(path)], capture_output=True, text=True)

    assert [line.split()[0] for line in done.stdout.splitlines()] == ["Python", "decode", "tensor"]
