#!/usr/bin/env python3
"""Item analysis by data-frame tools, from the records as they are handed in -> JSON.

    peers.py TOOL SHAPE FOLDER OUT.json     TOOL polars | duckdb     SHAPE all | files

FOLDER was written by `cargo bench -p gradebook --bench class -- --write FOLDER`. Written the way a
fluent user of each tool would write it, columns projected early: answers name a place on the paper,
so each start's paper is unfolded and joined. That an answer may be given anew is left out, since no
one does so in these records.
"""
import json
import os
import sys

tool, shape, folder, out = sys.argv[1:5]
key = json.load(open(os.path.join(folder, "key.json")))
ids, right = key["ids"], key["key"]
items = len(ids)
options = ["a", "b", "c", "d"]
source = os.path.join(folder, "all.jsonl" if shape == "all" else "files/**/*.jsonl")


def write(rows, alpha):
    found = {
        row[0]: {
            "difficulty": row[1],
            "r": row[2],
            "counts": dict(zip(options, map(int, row[3:7]))),
            "omitted": int(row[7]),
        }
        for row in rows
    }
    with open(out, "w") as file:
        json.dump({"alpha": alpha, "items": found}, file)


if tool == "polars":
    import polars as pl

    schema = {
        "n": pl.Int64,
        "student": pl.String,
        "q": pl.Int64,
        "response": pl.Struct({"choice": pl.String}),
        "paper": pl.List(pl.Struct({"id": pl.String})),
    }
    lines = (
        pl.scan_ndjson(source, schema=schema)
        .select("n", "student", "q", pl.col("response").struct.field("choice"), "paper")
        .with_columns(sitting=(pl.col("n") == 0).cum_sum())
        .collect()
        .lazy()
    )
    asked = (
        lines.filter(pl.col("n") == 0)
        .select("sitting", "paper")
        .with_columns(q=pl.int_ranges(pl.col("paper").list.len()))
        .explode("paper", "q")
        .select("sitting", "q", item=pl.col("paper").struct.field("id"))
    )
    answers = lines.filter(pl.col("choice").is_not_null()).select("sitting", "q", "choice")
    keys = pl.LazyFrame({"item": ids, "key": right})
    graded = (
        asked.join(answers, on=["sitting", "q"], how="left")
        .join(keys, on="item")
        .with_columns(
            x=(pl.col("choice") == pl.col("key")).fill_null(False).cast(pl.Int32)
        )
        .select("sitting", "item", "choice", "x")
        .collect()
    )
    totals = graded.lazy().group_by("sitting").agg(t=pl.col("x").sum())
    rows = (
        graded.lazy()
        .join(totals, on="sitting")
        .group_by("item")
        .agg(
            difficulty=pl.col("x").mean(),
            r=pl.corr("x", pl.col("t") - pl.col("x")),
            *[(pl.col("choice") == option).sum().alias(option) for option in options],
            omitted=pl.col("choice").is_null().sum(),
            v=pl.col("x").var(),
        )
        .sort("item")
        .collect()
    )
    variance = totals.select(pl.col("t").var()).collect().item()
    write(
        rows.select("item", "difficulty", "r", *options, "omitted").iter_rows(),
        items / (items - 1) * (1 - rows["v"].sum() / variance),
    )
else:
    import duckdb

    db = duckdb.connect()
    db.execute("set threads = 2")
    db.execute("create table keys(item varchar, key varchar)")
    db.execute("insert into keys select unnest(?), unnest(?)", [ids, right])
    columns = (
        "{n: 'bigint', q: 'bigint', response: 'struct(choice varchar)',"
        " paper: 'struct(id varchar)[]'}"
    )
    name = ", filename" if shape == "files" else ""
    db.execute(
        f"create table lines as select n, q, response.choice as choice, paper{name} from"
        f" read_json('{source}', format = 'newline_delimited', columns = {columns},"
        f" maximum_object_size = 67108864{', filename = true' if name else ''})"
    )
    sitting = "filename" if name else "sum((n = 0)::int) over (order by rowid)"
    db.execute(
        f"create table sat as select {sitting} as sitting, n, q, choice, paper from lines"
    )
    db.execute(
        "create table graded as select a.sitting, item, choice, coalesce(choice = key, false)::int x"
        " from (select sitting, unnest(paper).id item, generate_subscripts(paper, 1) - 1 q"
        "       from sat where n = 0) a"
        " left join (select sitting, q, choice from sat where choice is not null) b"
        " on a.sitting = b.sitting and a.q = b.q join keys using (item)"
    )
    db.execute("create table totals as select sitting, sum(x) t from graded group by 1")
    counts = ", ".join(f"count(*) filter (choice = '{option}')" for option in options)
    rows = db.execute(
        f"select item, avg(x), corr(x, t - x), {counts},"
        " count(*) filter (choice is null), var_samp(x)"
        " from graded join totals using (sitting) group by 1 order by 1"
    ).fetchall()
    variance = db.execute("select var_samp(t) from totals").fetchone()[0]
    spread = sum(row[8] for row in rows)
    write([row[:8] for row in rows], items / (items - 1) * (1 - spread / variance))
