#!/usr/bin/python3
"""index-captions and caption-stats as users meet them: exact output, wrong usage, damaged and outdated stores, short forms
and vectors from a server. CLIPFEED_TEST_VBENCH: a folder of prompts.txt and rewrites-gpt4o.txt, whose style is known."""
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import server as scripted  # noqa: E402

PROGRAM = os.environ["CLIPFEED_PROGRAM"]
CAPTIONS = (
    "A golden retriever runs along a sandy beach in soft light. The camera follows at a steady pace.",
    "A chef slices onions in a bright kitchen, while steam rises from a pot. A wide shot in warm light.",
    "The video shows a sailboat that crosses a quiet bay. The atmosphere is calm, with a shallow depth of field.",
    "A violinist plays on a stage. Gentle shadows fall behind her, and the camera pans slowly.",
)
INDEXED = """records               4
read                  4
  no dense            0
  unfit               0
  damaged             0
indexed               4 of 1 strata
short forms           0 from the source, 4 from the layer, 4 made, 0 extracted
"""
PAIRS = """{"clip_id":"c0","short":"A golden retriever runs along a sandy beach in soft light","dense":%s}
{"clip_id":"c1","short":"A chef slices onions in a bright kitchen","dense":%s}
{"clip_id":"c2","short":"a sailboat that crosses a quiet bay","dense":%s}
{"clip_id":"c3","short":"A violinist plays on a stage","dense":%s}
"""
STATS = """captions      4 measured, 4 read for their lengths
words         mean 18.5, p5 16, p25 16, p50 18, p75 20, p95 20
sentences     2.0 a caption
"""


def run(*words, environment=None):
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, env={**os.environ, **(environment or {})})
    return done.returncode, done.stdout, done.stderr


def expect(condition, message, *details):
    if not condition:
        print(message, *details, sep="\n", file=sys.stderr)
        sys.exit(1)


def ingest(folder, name, captions):
    source, store = os.path.join(folder, name + ".jsonl"), os.path.join(folder, name)
    with open(source, "w", encoding="utf-8") as f:
        for i, text in enumerate(captions):
            f.write(json.dumps({"video_id": f"c{i}", "video_path": f"{i}.mp4",
                                "captions": [{"idx": "-1", "content": text}]}) + "\n")
    status, _, err = run("ingest", source, "--no-media", "--store", store)
    expect(status == 0, "ingest failed", err)
    return store


def check_output(folder):
    store, pairs = ingest(folder, "small", CAPTIONS), os.path.join(folder, "pairs.jsonl")
    status, before, err = run("caption-stats", store)
    expect((status, err) == (0, ""), "caption-stats without an index", status, err)
    expect(before.startswith(STATS), "caption-stats", before)
    expect("light         gentle shadows 1, soft light 1, warm light 1\n" in before, "fragments", before)
    expect("lens          shallow depth of field 1\n" in before, "fragments", before)
    status, out, err = run("index-captions", store, "--pairs", pairs)
    expect((status, err) == (0, ""), "index-captions", status, err)
    expect(out.startswith(INDEXED), "index-captions", out)
    with open(pairs, encoding="utf-8") as f:
        found = f.read()
    expect(found == PAIRS % tuple(json.dumps(c) for c in CAPTIONS), "pairs", found)
    status, after, err = run("caption-stats", store)
    expect(after == before, "the index's style is the measured one", before, after)
    status, out, err = run("caption-stats", store, "--json")
    style = json.loads(out)
    expect(style["captions"] == 4 and style["tokens"] is None, "JSON", out)
    expect([a["aspect"] for a in style["order"]][:2] == ["subject", "action"], "order", out)
    status, out, err = run("index-captions", store, "--json")
    report = json.loads(out)
    expect(report["pool"] == 4 and report["short"] == {"source": 0, "layer": 4, "made": 0, "extracted": 0}, "JSON", out)
    expect(report["bytes"] == os.path.getsize(os.path.join(store, "captions.index")), "bytes", out)
    status, out, err = run("verify", store)
    expect(status == 0, "a store with an index is whole", out, err)
    return store


def check_refusals(folder, store):
    empty = ingest(folder, "empty", ["Two words."])
    absent = os.path.join(folder, "absent")
    other = os.path.join(folder, "other.index")
    with open(other, "w", encoding="utf-8") as f:
        f.write("no index " * 100)
    for wanted, word, *words in (
            (2, "expected one STORE", "index-captions"), (2, "expected one STORE", "caption-stats", store, store),
            (2, "no such option", "caption-stats", store, "--pool", "3"),
            (2, "expected a number from 1", "index-captions", store, "--pool", "0"),
            (2, "expected a number from 1", "caption-stats", store, "--sample", "x"),
            (2, "--server", "index-captions", store, "--model", "m"),
            (1, absent, "index-captions", absent), (1, absent, "caption-stats", absent),
            (1, "none with a dense caption", "index-captions", empty),
            (1, "no index of captions", "caption-stats", store, "--index", other),
            (1, absent, "index-captions", store, "--tokenizer", absent),
            (1, "/nowhere/x", "index-captions", store, "--index", "/nowhere/x"),
            (1, "WordNet", "caption-stats", ingest(folder, "fresh", CAPTIONS))):
        where = {"CLIPFEED_WORDNET": folder} if word == "WordNet" else {}
        word = folder if word == "WordNet" else word
        status, out, err = run(*words, environment=where)
        expect(status == wanted and word in err and not out, " ".join(words), status, out, err)
    expect(not os.path.exists(os.path.join(empty, "captions.index.partial")), "a failed build leaves nothing")


def check_outdated(folder, store):
    """The index of another state of the store is no index: the style is measured instead."""
    longer = ingest(folder, "longer", CAPTIONS + ("A lighthouse stands on a cliff above the sea.",))
    shutil.copy(os.path.join(store, "captions.index"), longer)
    status, out, err = run("caption-stats", longer)
    expect(status == 0 and out.startswith("captions      5 measured"), "outdated", status, out, err)


def answer(request):
    if request.path.endswith("/embeddings"):
        vectors = [{"index": i, "embedding": [float(len(t)), 1.0, 0.0]} for i, t in enumerate(request.json["input"])]
        return scripted.Reply({"object": "list", "data": vectors})
    text = request.messages[-1]["content"]
    if "chef" in text:
        return scripted.chat("\n".join(["- a list"] * 3))
    if "sailboat" in text:
        return scripted.chat("word " * 200)
    return scripted.chat(" ".join(text.split()[:4]) + ".")


def check_server(folder):
    store, pairs = ingest(folder, "served", CAPTIONS), os.path.join(folder, "served-pairs.jsonl")
    with scripted.Server(answer) as server:
        status, out, err = run("index-captions", store, "--server", server.url, "--embedding-model", "e", "--json",
                               "--pairs", pairs)
        expect(status == 0, "index-captions --server", err)
        short = json.loads(out)["short"]
        expect(short == {"source": 0, "layer": 2, "made": 2, "extracted": 2}, "forms by a model", out)
        with open(pairs, encoding="utf-8") as f:
            forms = [json.loads(line)["short"] for line in f]
        expect(forms == ["A golden retriever runs", "A chef slices onions in a bright kitchen",
                         "a sailboat that crosses a quiet bay", "A violinist plays on"], "forms", forms)
        asked = len(server.chats)
        status, _, err = run("index-captions", store, "--server", server.url)
        expect(status == 0 and len(server.chats) == asked, "forms are made once", err)
        status, _, err = run("index-captions", store, "--server", server.url, "--model", "another")
        expect(status == 1 and "made by 'scripted', not by 'another'" in err, "another model's", status, err)
    gone = ingest(folder, "gone", CAPTIONS)
    with scripted.Server(lambda request: scripted.error(400, "out of order")) as server:
        status, _, err = run("index-captions", gone, "--server", server.url)
    expect(status == 1 and "out of order" in err, "a server that refuses", status, err)
    expect(not os.path.exists(os.path.join(gone, "captions.index")), "no index without its short forms")


def check_vbench(folder):
    data = os.environ.get("CLIPFEED_TEST_VBENCH")
    if not data:
        print("skipped: the style of 946 captions: CLIPFEED_TEST_VBENCH is not set")
        return
    with open(os.path.join(data, "rewrites-gpt4o.txt"), encoding="utf-8") as f:
        captions = [line for line in f.read().split("\n") if line.strip()]
    store = ingest(folder, "vbench", captions)
    status, out, err = run("index-captions", store, "--json")
    expect(status == 0 and json.loads(out)["pool"] == len(captions), "VBench", out, err)
    style = json.loads(run("caption-stats", store, "--json")[1])
    words = style["words"]
    # What was measured on the same texts by other means.
    for name, found, low, high in (("mean", words["mean"], 100, 101), ("p5", words["p5"], 88, 88),
                                   ("p50", words["p50"], 99, 99), ("p95", words["p95"], 117, 117),
                                   ("sentences", style["sentences"], 4.9, 5.1), ("MATTR", style["mattr50"], 0.79, 0.82),
                                   ("nouns", style["noun"], 0.28, 0.34), ("verbs", style["verb"], 0.09, 0.13),
                                   ("adjectives", style["adjective"], 0.14, 0.19),
                                   ("adverbs", style["adverb"], 0.02, 0.04)):
        expect(low <= found <= high, f"{name}: {found}, expected {low} to {high}")


def check_hostile(folder):
    """Captions of odd characters and sizes: indexed or left out, never in the way of others."""
    seed = 20250611
    print("seed", seed)
    draw = random.Random(seed)
    alphabet = "aé中\U0001f43c \"'*:;^-()\\/%\u202e\u0301\t\n" + "word "
    captions = ["".join(draw.choice(alphabet) for _ in range(draw.randrange(1, 400))) for _ in range(300)]
    captions += ["x" * 20000, "a b " * 5000, "'; DROP TABLE captions; --", "NEAR(a b) AND OR NOT *"]
    store = ingest(folder, "hostile", captions)
    status, out, err = run("index-captions", store, "--json")
    report = json.loads(out)
    expect(status == 0 and report["pool"] + report["unfit"] == len(captions) and report["unfit"] >= 2, "hostile", out,
           err)
    status, out, err = run("caption-stats", store)
    expect(status == 0 and out.startswith(f"captions      {report['pool']} measured"), "hostile", out, err)


def main():
    with tempfile.TemporaryDirectory() as folder:
        store = check_output(folder)
        check_refusals(folder, store)
        check_outdated(folder, store)
        check_server(folder)
        check_hostile(folder)
        check_vbench(folder)


main()
