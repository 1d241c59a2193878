"""Tests of scripts/millrace_torch.py: plan, store, state, Lightning, and Java beside it."""

from __future__ import annotations

import itertools
import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.utils.data import DataLoader
from torch.utils.data.distributed import DistributedSampler

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[2]
sys.path[:0] = [str(HERE), str(REPOSITORY / "scripts")]

import millrace_torch  # noqa: E402
from millrace_torch import (  # noqa: E402
    MillraceDataModule,
    MillraceDataset,
    Plan,
    Rule,
    Store,
    StoreError,
    key,
    mix,
    perm,
)
from small_store import draw, write_snapshot, write_store  # noqa: E402

MASK = 2**64 - 1
SHARED = Path(os.environ.get("MILLRACE_SHARED") or REPOSITORY.parent / "shared")
needs_checksums = pytest.mark.skipif(millrace_torch.crc32c is None, reason="no package crc32c here")


@pytest.fixture(scope="module")
def vectors() -> dict:
    path = SHARED / "golden" / "plan-vectors.json"
    if not path.exists():
        pytest.skip(f"{path} is not there (MILLRACE_SHARED)")
    return json.loads(path.read_text())


def rows_of(steps) -> list[list[int]]:
    return [step.rows.tolist() for step in steps]


def in_order(rows: int, world: int, batch: int, rank: int) -> list:
    plan = Plan([rows], Rule(0, world, 1, batch, "in_order"))
    return list(plan.epoch(0, rank=rank, world=world))


# The plan again, a row at a time on Python's whole numbers, from its definition


def plain_mix(z: int) -> int:
    z = (z + 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def plain_key(*parts: int) -> int:
    h = 0
    for part in parts:
        h = plain_mix(h ^ (part & MASK))
    return h


def plain_perm(n: int, k: int) -> list[int]:
    return sorted(range(n), key=lambda i: (plain_mix(k ^ plain_mix(i)), i))


def plain_lanes(sizes: list[int], rule: Rule, epoch: int) -> list[list[int]]:
    starts = [0, *itertools.accumulate(sizes)]
    walk = []  # of (chunk, ordinal)
    for chunk in plain_perm(len(sizes), plain_key(rule.seed, 1)):
        walk += [(chunk, row) for row in range(starts[chunk], starts[chunk + 1])]
    n, lanes = len(walk), []
    for lane in range(rule.lanes):
        own = walk[lane * n // rule.lanes : (lane + 1) * n // rule.lanes]
        segments = [[row for _, row in some] for _, some in itertools.groupby(own, lambda x: x[0])]
        order = plain_perm(len(segments), plain_key(rule.seed, 2, epoch, lane))
        plain = [row for segment in order for row in segments[segment]]
        rows = []
        for u, first in enumerate(range(0, len(plain), rule.window)):
            window = plain[first : first + rule.window]
            k = plain_key(rule.seed, 3, epoch, lane, u)
            rows += [window[i] for i in plain_perm(len(window), k)]
        lanes.append(rows)
    return lanes


def plain_batches(sizes: list[int], rule: Rule, epoch: int, offset: int = 0) -> list[list[int]]:
    lanes, m, batches = plain_lanes(sizes, rule, epoch), rule.rows_per_lane, []
    for first in range(offset, max(map(len, lanes)), m):
        parts = [lane[first : first + m] for lane in lanes]
        if rule.policy == "wrap":
            parts = [[lane[p % len(lane)] for p in range(first, first + m)] for lane in lanes]
        if rule.policy == "drop_tail" and min(map(len, parts)) < m:
            break
        batches.append([row for part in parts for row in part])
    return batches


def cases(count: int, policy: str):
    random = np.random.default_rng(count)
    while count > 0:
        sizes = random.integers(1, 9, random.integers(1, 12)).tolist()
        lanes, window, m = (int(random.integers(1, top)) for top in (5, 12, 4))
        rule = Rule(int(random.integers(-9, 9)), lanes, window, m, policy)
        if lanes * m <= sum(sizes):
            count -= 1
            yield sizes, rule, int(random.integers(0, 4))


def test_mixes_keys_and_permutations_are_those_of_the_vectors(vectors):
    for z, mixed in vectors["mix"]:
        assert int(mix(np.array([int(z)], np.uint64))[0]) == int(mixed)
    for parts, value in vectors["key"]:
        assert int(key(*parts)) == int(value)
    for case in vectors["perm"]:
        assert perm(case["n"], np.uint64(int(case["key"]))).tolist() == case["perm"]


def test_training_is_that_of_the_vectors(vectors):
    for case in vectors["train"]:
        sizes, names = case["chunk_sizes"], ("seed", "lanes", "window", "rows_per_lane")
        rule = Rule(*(case[name] for name in names), "drop_tail")
        if case["lanes"] * case["rows_per_lane"] > sum(sizes):
            with pytest.raises(ValueError, match="Cannot make batches"):
                Plan(sizes, rule)
            continue
        plan = Plan(sizes, rule)
        for lane, segments in enumerate(case["lane_segments"]):
            assert [list(pair) for pair in zip(*map(list, plan.segments(lane)))] == segments
        for epoch in case["epochs"]:
            assert plan.steps() == epoch["steps"]
            assert rows_of(plan.epoch(epoch["epoch"])) == epoch["global_batches"]
        wrapped = list(Plan(sizes, rule._replace(policy="wrap")).epoch(0))
        pairs = [[list(p) for p in zip(s.rows.tolist(), s.repeats.tolist())] for s in wrapped]
        assert pairs == case["wrap_epoch_0"]
        resume = case["resume"]
        other = Plan(sizes, rule._replace(rows_per_lane=resume["rows_per_lane"]))
        resumed = other.epoch(resume["epoch"], resume["lane_offset"])
        assert rows_of(resumed) == resume["global_batches"]


def test_evaluation_is_that_of_the_vectors(vectors):
    for case in vectors["eval"]:
        samples, ranks, batch = case["samples"], case["ranks"], case["batch"]
        for rank, (low, high) in enumerate(case["ranges"]):
            steps = in_order(samples, ranks, batch, rank)
            assert len(steps) == case["steps"]
            assert [row for rows in rows_of(steps) for row in rows] == list(range(low, high))


@pytest.mark.parametrize("policy", ["drop_tail", "keep_tail", "wrap"])
def test_a_plan_is_its_definition_and_the_same_for_every_number_of_ranks(policy):
    for sizes, rule, epoch in cases(150, policy):
        plan, expected = Plan(sizes, rule), plain_batches(sizes, rule, epoch)
        assert rows_of(plan.epoch(epoch)) == expected
        assert plan.steps() == len(expected)
        for world in (p for p in range(2, plan.batch + 1) if plan.batch % p == 0):
            ranks = [plan.epoch(epoch, rank=rank, world=world) for rank in range(world)]
            joined = [sum(rows_of(parts), []) for parts in zip(*ranks)]
            assert joined == expected


@pytest.mark.parametrize("policy", ["drop_tail", "keep_tail", "wrap"])
def test_going_on_at_any_step_repeats_and_skips_nothing(policy):
    for sizes, rule, epoch in cases(40, policy):
        plan = Plan(sizes, rule)
        whole = list(plan.epoch(epoch))
        for done in range(len(whole) + 1):
            rest = list(plan.epoch(epoch, done * rule.rows_per_lane))
            assert rows_of(rest) == rows_of(whole[done:])
            assert [s.places.tolist() for s in rest] == [s.places.tolist() for s in whole[done:]]
            for m in (1, 2, 3):
                other = rule._replace(rows_per_lane=m)
                if other.lanes * m <= plan.rows:
                    offset = done * rule.rows_per_lane
                    expected = plain_batches(sizes, other, epoch, offset)
                    assert rows_of(Plan(sizes, other).epoch(epoch, offset)) == expected


def test_a_kept_tail_gives_every_row_once():
    for sizes, rule, epoch in cases(60, "keep_tail"):
        for m in (rule.rows_per_lane, 50):
            plan = Plan(sizes, rule._replace(rows_per_lane=m))
            rows = sum(rows_of(plan.epoch(epoch)), [])
            assert sorted(rows) == list(range(sum(sizes)))


@pytest.mark.parametrize("world", [1, 2, 3, 8])
@pytest.mark.parametrize("rows", [1, 7, 24, 50])
def test_the_order_of_torch_is_that_of_its_distributed_sampler(rows, world):
    for epoch in range(3):
        plan = Plan([5] * (rows // 5) + [rows % 5], Rule(11, world, 64, 4, "torch"))
        for rank in range(world):
            sampler = DistributedSampler(range(rows), world, rank, shuffle=True, seed=11)
            sampler.set_epoch(epoch)
            order = list(sampler)
            expected = [order[i : i + 4] for i in range(0, len(order), 4)]
            assert rows_of(plan.epoch(epoch, rank=rank, world=world)) == expected


def test_evaluation_gives_each_row_to_one_rank_in_equal_steps():
    for rows, world, batch in itertools.product((0, 1, 5, 83), (1, 4, 8, 32), (1, 3, 16)):
        ranks = [in_order(rows, world, batch, rank) for rank in range(world)]
        assert len({len(steps) for steps in ranks}) == 1
        assert sum((sum(rows_of(steps), []) for steps in ranks), []) == list(range(rows))


def test_hashes_of_ranks_and_steps_add_up_and_tell_orders_apart():
    plan = Plan([7] * 9, Rule(3, 4, 8, 2, "keep_tail"))
    expected = 0
    for step, rows in enumerate(plain_batches([7] * 9, plan.rule, 1)[:-1]):
        expected += sum(plain_mix(row ^ plain_mix(step * 8 + j)) for j, row in enumerate(rows))
    assert sum(step.hash() for step in list(plan.epoch(1))[:-1]) % 2**64 == expected % 2**64
    whole = sum(step.hash() for step in plan.epoch(1)) % 2**64
    ranks = sum(step.hash() for r in range(4) for step in plan.epoch(1, rank=r, world=4))
    resumed = sum(step.hash() for step in plan.epoch(1, 2 * 3))
    begun = sum(step.hash() for step in list(plan.epoch(1))[:3])
    assert whole == ranks % 2**64 == (begun + resumed) % 2**64
    assert whole != sum(step.hash() for step in plan.epoch(2)) % 2**64


def test_ten_million_rows_take_windows_not_epochs():
    plan = Plan(np.full(156_250, 64), Rule.of(42, 2048, 64, "drop_tail"))
    first = next(plan.epoch(3, rank=5, world=64))
    assert plan.steps() == 4882
    assert len(first.rows) == 32
    assert len(plan.window(3, 5, 0)) == 64


def test_says_what_it_cannot_plan():
    with pytest.raises(ValueError, match=r"40 rows from 30 \(the largest that works is 28 with 4"):
        Plan([10] * 3, Rule(0, 4, 64, 10, "drop_tail"))
    with pytest.raises(ValueError, match="Invalid policy: best"):
        Plan([10] * 3, Rule(0, 4, 64, 2, "best"))
    with pytest.raises(ValueError, match="Cannot share 8 rows among 3 ranks"):
        next(Plan([10] * 3, Rule(0, 4, 64, 2, "wrap")).epoch(0, world=3))


# The store, as a test writes it


@pytest.fixture
def samples():
    return draw(train=50, test=21)


@pytest.fixture
def store(tmp_path, samples) -> Path:
    write_store(tmp_path / "a store", samples, shard_rows=17, chunk_rows=4)
    return tmp_path / "a store"


@pytest.mark.parametrize("split", ["train", "val", "test"])
def test_batches_are_what_was_stored(store, samples, split):
    known, seen = {sample.id: sample for sample in samples}, []
    for batch in MillraceDataset(store, split, batch_size=8):
        assert batch["image"].dtype == torch.uint8
        for i, name in enumerate(batch["sample_id"]):
            sample = known[name]
            assert batch["image"][i].numpy().tobytes() == sample.image.tobytes()
            assert batch["gt_mask"][i].numpy().tobytes() == sample.mask.tobytes()
            assert batch["gt_label"][i] == sample.label
            assert batch["image_path"][i] == f"/raw/{name}"
            assert batch["mask_path"][i] == (f"/raw/mask/{name}" if sample.label else "")
        seen += batch["sample_id"]
    expected = [sample.id for sample in samples if split in sample.splits]
    assert sorted(seen) == expected if split == "train" else seen == expected


def test_floats_are_levels_times_one_constant(store):
    level = np.uint32(0x3B808081).view(np.float32)
    pairs = zip(MillraceDataset(store), MillraceDataset(store, dtype=torch.float32))
    for bytes_, floats in pairs:
        expected = bytes_["image"].numpy().astype(np.float32) * level
        assert floats["image"].numpy().tobytes() == expected.tobytes()
        assert bytes_["sample_id"] == floats["sample_id"]


@pytest.mark.parametrize("dtype", ["float16", "float32"])
def test_stores_of_floats_are_read_as_they_are(tmp_path, dtype):
    samples = draw(train=9, test=0, dtype=dtype)
    write_store(tmp_path, samples, shard_rows=9, chunk_rows=4)
    known = {sample.id: sample for sample in samples}
    for batch in MillraceDataset(tmp_path):
        for i, name in enumerate(batch["sample_id"]):
            assert batch["image"][i].numpy().tobytes() == known[name].image.tobytes()
    for batch in MillraceDataset(tmp_path, dtype=torch.float32):
        for i, name in enumerate(batch["sample_id"]):
            assert np.array_equal(batch["image"][i].numpy(), known[name].image.astype(np.float32))


def test_a_file_uri_and_a_relative_path_are_the_same_store(store, monkeypatch):
    expected = [batch["sample_id"] for batch in MillraceDataset(store)]
    assert [batch["sample_id"] for batch in MillraceDataset(store.as_uri())] == expected
    monkeypatch.chdir(store.parent)
    assert [batch["sample_id"] for batch in MillraceDataset(store.name + "/")] == expected


def test_batches_own_their_memory(store):
    dataset = MillraceDataset(store)
    kept = list(dataset)
    copies = [batch["image"].clone() for batch in kept]
    for path in store.rglob("*.safetensors"):
        path.write_bytes(b"")
    assert all(torch.equal(a["image"], b) for a, b in zip(kept, copies))
    starts = {batch["image"].data_ptr() for batch in kept}
    assert len(starts) == len(kept)


def test_holds_the_chunks_of_the_next_windows_only(tmp_path, monkeypatch):
    write_store(tmp_path, draw(train=400, test=0), shard_rows=80, chunk_rows=4)
    store, read = Store(tmp_path), []
    monkeypatch.setattr(store, "chunk", lambda *a: read.append(a) or Store.chunk(store, *a))
    dataset = MillraceDataset(store, rule=Rule(1, 4, 8, 2, "keep_tail"), ahead=2)
    batches = iter(dataset)
    next(batches)
    assert len(read) < 50
    list(batches)
    assert len(read) == 100  # a chunk that two lanes share is held for the later one
    batches.close()


def test_each_iteration_is_the_next_epoch(store):
    dataset = MillraceDataset(store, batch_size=8)
    first, second = ([batch["sample_id"] for batch in dataset] for _ in range(2))
    assert first != second
    assert sorted(sum(first, [])) == sorted(sum(second, []))
    next(iter(dataset))
    dataset.set_epoch(1)
    assert [batch["sample_id"] for batch in dataset] == second
    dataset.set_epoch(0)
    assert next(iter(dataset))["sample_id"] == first[0]
    assert next(iter(dataset))["sample_id"] == second[0]


def test_loaders_take_whole_batches_and_no_worker_processes(store):
    dataset = MillraceDataset(store, batch_size=8)
    loader = DataLoader(dataset, batch_size=None)
    assert len(loader) == 7
    assert [len(batch["image"]) for batch in loader] == [8] * 6 + [2]
    with pytest.raises(ValueError, match="num_workers=0"):
        list(DataLoader(dataset, batch_size=None, num_workers=1))


def test_ranks_share_batches_and_make_equal_steps(store):
    ranks = [MillraceDataset(store, rank=rank, world=4, batch_size=3) for rank in range(4)]
    assert [len(rank) for rank in ranks] == [4] * 4
    ids = [sum((batch["sample_id"] for batch in rank), []) for rank in ranks]
    assert [len(each) for each in ids] == [12] * 4
    assert len(set(sum(ids, []))) == 48
    tests = [list(MillraceDataset(store, "test", rank, 4, batch_size=3)) for rank in range(4)]
    assert [[len(b["image"]) for b in rank] for rank in tests] == [[3, 2], [3, 2], [3, 2], [3, 3]]
    many = [list(MillraceDataset(store, "test", rank, 32)) for rank in range(32)]
    assert [len(b["image"]) for rank in many for b in rank].count(1) == 21
    assert [len(rank) for rank in many] == [1] * 32


def test_logs_the_hash_of_an_epochs_order(store, caplog):
    dataset = MillraceDataset(store, batch_size=8)
    with caplog.at_level(logging.INFO, "millrace"):
        list(dataset)
    expected = sum(step.hash() for step in dataset.plan.epoch(0)) % 2**64
    assert f"epoch 0 from row 0 of a lane on, rank 0 of 1: order {expected:016x}" in caplog.text


# The state


def test_the_state_is_the_token_of_java(store):
    dataset = MillraceDataset(store, seed=7, batch_size=16)
    batches = iter(dataset)
    next(batches), next(batches)
    token = json.dumps(dataset.state_dict(), separators=(",", ":"))
    assert token == (
        f'{{"version":1,"snapshotId":"{dataset.store.id}","split":"train","seed":7,"epoch":0,'
        '"laneOffset":4,"lanes":8,"window":256,"rowsPerLane":2,"policy":"keep_tail",'
        '"transformHash":"e2cc6ddd9a338059"}'
    )
    list(batches)
    assert dataset.state_dict()["epoch"] == 1
    assert dataset.state_dict()["laneOffset"] == 0


@pytest.mark.parametrize("policy", ["drop_tail", "keep_tail", "wrap", "torch"])
def test_goes_on_at_every_step(store, policy):
    dataset = MillraceDataset(store, batch_size=8, policy=policy)
    first = [(dict(b), dataset.state_dict()) for b in dataset]
    second = [b["sample_id"] for b in dataset]
    for done, (_, state) in enumerate(first, 1):
        resumed = MillraceDataset(store, state=json.dumps(state))
        assert len(resumed) == len(first)
        rest = [b["sample_id"] for b in resumed]
        assert rest == [b["sample_id"] for b, _ in first[done:]] or done == len(first)
        assert (rest if done == len(first) else [b["sample_id"] for b in resumed]) == second


def test_goes_on_with_other_ranks_and_batches(store):
    one = MillraceDataset(store, batch_size=12, policy="drop_tail")
    batches = iter(one)
    next(batches)
    state = one.state_dict()
    rest = [batch["sample_id"] for batch in batches]
    two = [MillraceDataset(store, rank=rank, world=2, state=state) for rank in range(2)]
    halves = zip(*([batch["sample_id"] for batch in rank] for rank in two))
    assert [a + b for a, b in halves] == rest
    fewer = MillraceDataset(store, state=state, batch_size=6)
    assert {i for b in fewer for i in b["sample_id"]} >= {i for b in rest for i in b}
    with pytest.raises(ValueError, match=r"5 rows \(the state has 6 lanes, which must divide them"):
        MillraceDataset(store, state=state, batch_size=5)


def test_refuses_the_state_of_other_data_and_says_how_they_differ(store):
    state = MillraceDataset(store).state_dict()
    for name, value in (("snapshotId", "0" * 32), ("split", "val"), ("transformHash", "f" * 16)):
        with pytest.raises(ValueError, match=f"{name} is {value} in the state and .* here"):
            MillraceDataset(store, state={**state, name: value})
    with pytest.raises(ValueError, match="Unsupported state of a plan: version 2"):
        MillraceDataset(store, state={**state, "version": 2})
    with pytest.raises(ValueError, match="missing or unknown rank"):
        MillraceDataset(store, state={**state, "rank": 2})


# Stores that cannot be read


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "packed"}, r"Unsupported kind: packed .* --kind tensors --from .* --out OTHER"),
        ({"requires": ["crc32c", "zstd"]}, r"Unsupported feature: zstd .*use a newer one"),
        ({"version": 2}, r"Unsupported version: millrace-store 2 .*use a newer one"),
        ({"format": "tar"}, r"Unsupported version: tar 1"),
    ],
)
def test_refuses_by_name_what_it_cannot_read(store, change, message):
    snapshot = Store(store).snapshot
    write_snapshot(store, {**snapshot, **change, "number": 2})
    with pytest.raises(StoreError, match=message):
        MillraceDataset(store)
    assert len(MillraceDataset(Store(store, 1), batch_size=8)) == 7


def test_says_that_there_is_no_store_or_no_such_snapshot(store, tmp_path):
    with pytest.raises(StoreError, match=r"Missing snapshot of a store: .*nothing has \[\]"):
        Store(tmp_path / "nothing")
    with pytest.raises(StoreError, match=r"has \[1\]"):
        Store(store, 7)
    with pytest.raises(ValueError, match="Invalid split or dtype: all"):
        MillraceDataset(store, "all")


def spoil(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


@needs_checksums
@pytest.mark.parametrize("at", [9, -70])
def test_names_the_shard_and_chunk_of_a_flipped_bit(store, at):
    shard = next(store.rglob("*.safetensors"))
    spoil(shard, at)
    with pytest.raises(StoreError, match=f"shard {shard.stem} of .*CRC-32C .*millrace verify"):
        for split in ("train", "test"):
            list(MillraceDataset(store, split))


@pytest.mark.parametrize("what", ["cut", "missing", "index", "no index"])
def test_names_the_shard_that_is_damaged(store, what):
    number = Store(store).snapshot["shards"][1]["name"]
    shard = next(store.rglob(number + ".safetensors"))
    index = store / "_millrace/index" / (Store(store).snapshot["index"][1]["name"] + ".parquet")
    if what == "cut":
        shard.write_bytes(shard.read_bytes()[:-40])
    elif what == "index":
        spoil(index, 50)
    else:
        (shard if what == "missing" else index).unlink()
    said = {"cut": "is cut short", "index": "was changed"}.get(what, "is missing")
    with pytest.raises(StoreError, match=f"shard {number} of .*{said}"):
        list(MillraceDataset(store))


# Lightning and anomalib


@pytest.fixture
def lightning():
    return pytest.importorskip("lightning.pytorch", reason="Lightning is not installed here")


def mean_model(lightning, seen: list):
    class Mean(lightning.LightningModule):
        def __init__(self):
            super().__init__()
            self.level = torch.nn.Parameter(torch.zeros(1))

        def _register_sharded_tensor_state_dict_hooks_if_available(self):
            """Nothing: Debian's torch 1.13 has them in a module that Python 3.11 cannot import."""

        def training_step(self, batch, _):
            image, ids = batch["image"], batch["sample_id"]
            seen.append((self.current_epoch, ids))
            return ((image.mean() - self.level) ** 2).sum()

        def validation_step(self, batch, _):
            seen.append(("val", batch["sample_id"]))

        test_step = validation_step

        def predict_step(self, batch, _):
            return batch["gt_label"]

        def configure_optimizers(self):
            return torch.optim.SGD(self.parameters(), lr=0.1)

    return Mean()


def trainer_for(lightning, folder: Path, **options):
    options = {"max_epochs": 2, "logger": False, **options}
    return lightning.Trainer(
        default_root_dir=folder, accelerator="cpu", enable_progress_bar=False,
        enable_model_summary=False, num_sanity_val_steps=0, **options,
    )  # fmt: skip


def data_for(store: Path) -> MillraceDataModule:
    return MillraceDataModule(store, train_batch_size=8, eval_batch_size=8, batch=dict)


def test_lightning_trains_two_epochs_and_evaluates(lightning, store, tmp_path):
    seen, data = [], data_for(store)
    trainer, model = trainer_for(lightning, tmp_path), mean_model(lightning, seen)
    trainer.fit(model, datamodule=data)
    plain = MillraceDataset(store, batch_size=8)
    expected = [(epoch, batch["sample_id"]) for epoch in range(2) for batch in plain]
    assert [each for each in seen if each[0] != "val"] == expected
    assert sum(len(ids) for split, ids in seen if split == "val") == 2 * 11
    trainer.test(model, datamodule=data, verbose=False)
    assert sum(map(len, trainer.predict(model, datamodule=data))) == 21


def test_lightning_goes_on_from_a_checkpoint_within_an_epoch(lightning, store, tmp_path):
    seen, rest = [], []
    save = lightning.callbacks.ModelCheckpoint(tmp_path, "within", every_n_train_steps=10)
    whole = trainer_for(lightning, tmp_path, limit_val_batches=0, callbacks=save)
    whole.fit(mean_model(lightning, seen), datamodule=data_for(store))
    more = trainer_for(lightning, tmp_path, limit_val_batches=0, enable_checkpointing=False)
    more.fit(mean_model(lightning, rest), None, None, data_for(store), save.best_model_path)
    assert len(seen) == 14
    assert rest == seen[10:]


def test_anomalib_trains_and_tests_a_model(store, tmp_path):
    pytest.importorskip("anomalib", reason="anomalib is not installed here")
    from anomalib.data import ImageBatch
    from anomalib.engine import Engine
    from anomalib.models import Padim

    big = tmp_path / "big"
    write_store(big, draw(train=12, test=8, size=64), shard_rows=8, chunk_rows=4)
    data = MillraceDataModule(big, train_batch_size=4, eval_batch_size=4)
    assert isinstance(next(iter(data.test_dataloader())), ImageBatch)
    options = {"n_features": 8, "pre_trained": False, "visualizer": False}
    model = Padim(backbone="resnet18", layers=["layer1"], **options)
    engine = Engine(default_root_dir=tmp_path, accelerator="cpu", logger=False)
    engine.fit(model, datamodule=data)
    assert "image_AUROC" in engine.test(model, datamodule=data)[0]


# Others beside us


def readmes_program(word: str, path: Path) -> str:
    """The program of the README that has a word, its one path replaced."""
    text = (REPOSITORY / "README.md").read_text()
    blocks = re.findall(r"```python\n(.*?)```", text, re.S)
    code = next(block for block in blocks if word in block)
    return re.sub(r'"[^"]*/bottle[^"]*"', repr(str(path)), code)


def test_the_readmes_stock_reading_reads_a_shard(store):
    shard = next(store.rglob(Store(store).snapshot["shards"][0]["name"] + ".safetensors"))
    names: dict = {}
    exec(readmes_program("safe_open", shard), names)
    assert names["image"].shape == (17, 3, 4, 4)
    assert names["label"].tolist() == [0] * 17


def test_the_readmes_loop_reads_two_epochs(store):
    names: dict = {}
    exec(readmes_program("for epoch in range(2)", store), names)
    assert names["token"] == {**MillraceDataset(store).state_dict(), "epoch": 2, "lanes": 8}
    assert names["image"].shape == (18, 3, 4, 4)


def millrace(*arguments: object) -> str:
    """What a command of scripts/millrace prints."""
    line = [str(REPOSITORY / "scripts" / "millrace"), *map(str, arguments)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(line)}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Path:
    """A store that Java prepared from drawn pictures, val being a half of test."""
    if not list((REPOSITORY / "target").glob("millrace-*.jar")):
        pytest.skip("there is no target/millrace-*.jar: run scripts/check or mvn package")
    folder = tmp_path_factory.mktemp("prepared")
    millrace("sample-data", "--out", folder / "raw", "--images", 70, "--size", "150x120")
    data = ["--data", "MVTecAD", "--data.root", folder / "raw", "--data.category", "millstone"]
    data += ["--data.seed", 5, "--data.val_split_mode", "from_test", "--image-size", "128x128"]
    millrace("prepare", *data, "--shard-mib", 1, "--out", folder / "store")
    return folder / "store"


def planned(store: Path, *arguments: object) -> list[tuple[int, int, int, str]]:
    """Place, rank, ordinal and sample id of each row that Java plans for a step."""
    lines = millrace("plan", "--store", store, *arguments).splitlines()
    fields = (line.split("\t") for line in lines)
    return [(int(place), int(rank), int(row), name) for place, rank, row, name in fields]


@pytest.mark.parametrize("policy", ["drop_tail", "keep_tail", "wrap", "torch"])
def test_javas_order_of_an_epoch_has_the_same_hash(prepared, policy):
    order = 0
    for rank in range(2):
        plan = MillraceDataset(prepared, "train", rank, 2, batch_size=4, policy=policy).plan
        order += sum(step.hash() for step in plan.epoch(3, 0, rank, 2))
    arguments = ("--world", 2, "--batch", 8, "--policy", policy, "--epoch", 3, "--hash")
    printed = millrace("plan", "--store", prepared, *arguments).strip()
    assert printed == f"{order % 2**64:016x}"


def test_java_plans_the_same_samples_of_a_step(prepared):
    last = [list(MillraceDataset(prepared, "train", r, 2, 3, batch_size=4))[-1] for r in range(2)]
    rows = planned(prepared, "--world", 2, "--batch", 8, "--epoch", 3, "--step", 4)
    for rank, batch in enumerate(last):
        own = [row for row in rows if row[1] == rank]
        assert batch["ordinal"].tolist() == [ordinal for _, _, ordinal, _ in own]
        assert batch["sample_id"] == [name for _, _, _, name in own]


def test_java_goes_on_from_a_state_of_ours(prepared):
    dataset = MillraceDataset(prepared, batch_size=8)
    batches = iter(dataset)
    next(batches), next(batches)
    token, expected = json.dumps(dataset.state_dict()), next(batches)
    rows = planned(prepared, "--state", token, "--step", 0)
    assert [name for *_, name in rows] == expected["sample_id"]


def test_java_evaluates_the_same_samples(prepared):
    last = [list(MillraceDataset(prepared, "test", rank, 2, batch_size=4))[-1] for rank in range(2)]
    rows = planned(prepared, "--split", "test", "--world", 2, "--batch", 8, "--step", 1)
    assert [name for *_, name in rows] == last[0]["sample_id"] + last[1]["sample_id"]


@pytest.mark.parametrize("split", ["train", "val"])
def test_java_gives_the_same_bytes(prepared, split, tmp_path):
    from safetensors import safe_open

    millrace("batches", "--store", prepared, "--split", split, "--out", tmp_path)
    ours = list(MillraceDataset(prepared, split, dtype=torch.float32))
    files = sorted(tmp_path.glob("*.safetensors"))
    assert len(files) == len(ours)
    for path, batch in zip(files, ours):
        with safe_open(path, framework="np") as theirs:
            assert json.loads(theirs.metadata()["sample_ids"]) == batch["sample_id"]
            for name in ("image", "gt_label", "gt_mask"):
                assert theirs.get_tensor(name).tobytes() == batch[name].numpy().tobytes()


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        ("Avenue", {"clip_length_in_frames": 3, "frames_between_clips": 2}),
        ("Avenue", {"clip_length_in_frames": 16, "target_frame": "all"}),
        ("MVTec3D", {"depth_channels": "xyz", "category": "all"}),
    ],
)
def test_java_gives_the_same_bytes_of_clips_and_depth_maps(prepared, tmp_path, data, keys):
    from safetensors import safe_open

    raw, store = tmp_path / "raw", tmp_path / "store"
    few = ("--videos", "2,2", "--frames", 40) if data == "Avenue" else ("--images", 12, "--size", "90x90")
    millrace("sample-data", "--data", data, "--out", raw, *few)
    settings = [word for name, value in keys.items() for word in (f"--data.{name}", value)]
    run = ["--data", data, "--data.root", raw, "--data.seed", 5, *settings]
    # chunks of a few rows, so that clips reach over their edges
    prepare = ("--image-size", "32x32", "--dtype", "float32", "--shard-mib", 1)
    millrace("prepare", *run, *prepare, "--out", store)
    for split in ("train", "test"):
        out = tmp_path / split
        millrace("batches", "--store", store, "--split", split, "--data.seed", 5, "--out", out)
        ours = list(MillraceDataset(store, split, seed=5))
        files = sorted(out.glob("*.safetensors"))
        assert len(files) == len(ours) > 0
        for path, batch in zip(files, ours):
            with safe_open(path, framework="np") as theirs:
                assert json.loads(theirs.metadata()["sample_ids"]) == batch["sample_id"]
                names = {"image", "gt_label", "gt_mask", "depth_map"}.intersection(theirs.keys())
                assert ("depth_map" in names) == (data == "MVTec3D")
                for name in names:
                    assert theirs.get_tensor(name).shape == tuple(batch[name].shape)
                    assert theirs.get_tensor(name).tobytes() == batch[name].numpy().tobytes()
