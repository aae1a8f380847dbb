#!/usr/bin/python3
"""Three hundred prompts through a scripted server that changes one named thing of the prompt in each answer (a count, a
colour, a name, ...): none of those passes as `ok`, and none as `repaired` but relations, which an added clause may say.
The same answers unchanged pass."""
import collections
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from server import Server, caption, models  # noqa: E402
from vbench import read_jsonl, run, write_jsonl  # noqa: E402

HARD = re.compile(r"\b(left|right|above|below|under|beneath|over)\b")
PROMPTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "prompts.jsonl")
# What a competent model adds, of a kind that no prompt denies.
BODY = ("The framing gives everything in it enough space, and fine textures can be read in every part of the image. "
        "The exposure is well judged, with detail held from the brightest areas to the deepest ones. The shot is composed "
        "with care, its depth and proportions easy to take in, and the overall impression is natural and convincing. "
        "Subtle details emerge as the shot goes on, rewarding close attention. Tones are balanced, contrast is gentle, and "
        "the perspective looks true from the nearest point to the farthest. Nothing distracts from what matters, and the "
        "result feels honest and complete.")


def dense(text):
    return f"{text[0].upper()}{text[1:]}{'' if text[-1] in '.!?' else '.'} {BODY}"


def answers(rows, k):
    """By prompt: the answer with its thing number k changed; k None: unchanged."""
    out = {}
    for row in rows:
        text = row["prompt"]
        if k is not None:
            item = row["items"][k]
            assert text.count(item["is"]) == 1, row
            text = text.replace(item["is"], item["becomes"])
        out[row["prompt"]] = dense(text)
    return out


def rewrite(folder, rows, k):
    texts = answers(rows, k)

    def answer(request):
        return models("scripted") if request.path.endswith("/models") else caption(request, texts[request.prompt])

    source = write_jsonl(os.path.join(folder, f"in-{k}.jsonl"), [{"id": r["id"], "prompt": r["prompt"]} for r in rows])
    out = os.path.join(folder, f"out-{k}.jsonl")
    with Server(answer) as server:
        run("rewrite", "--in", source, "--out", out, "--server", server.url, "--in-flight", 8, "--deadline-ms", 120000, "-q")
    return texts, read_jsonl(out)


def main():
    rows, failures = read_jsonl(PROMPTS), 0
    per_kind = collections.Counter(kind for r in rows for kind in {i["kind"] for i in r["items"]})
    assert len(rows) == 300 and len(per_kind) == 6 and min(per_kind.values()) >= 40, per_kind
    with tempfile.TemporaryDirectory() as folder:
        _, plain = rewrite(folder, rows, None)
        good = [r for r in plain if r["status"] in ("ok", "repaired")]
        for r in plain:
            if r["status"] not in ("ok", "repaired"):
                print(f"unchanged, yet {r['status']}: {r['prompt']}: "
                      f"{[c for c in r['checks'] if c.get('verdict') != 'passed']}")
        print(f"unchanged answers: {len(good)} of {len(plain)} accepted")
        failures += len(good) < 0.98 * len(plain)
        caught, missed = collections.Counter(), collections.Counter()
        for k in range(max(len(r["items"]) for r in rows)):
            subset = [r for r in rows if len(r["items"]) > k]
            texts, out = rewrite(folder, subset, k)
            for row, result in zip(subset, out):
                assert row["id"] == result["id"]
                item = row["items"][k]
                kind = item["kind"]
                if kind == "relation" and not HARD.search(item["is"]):
                    kind = "relation, soft"  # all but left, right, above and below
                # A repaired text says, in an added clause, what had been lost: relations can be repaired so.
                bad = result["status"] == "ok" or (result["status"] == "repaired" and not kind.startswith("relation"))
                (missed if bad else caught)[kind] += 1
                if bad:
                    print(f"passed as {result['status']}: {row['prompt']!r} with {row['items'][k]}: {result['rewrite'][:160]}")
    for kind in sorted(caught | missed):
        print(f"{kind:10} {caught[kind]:4} caught {missed[kind]:4} missed")
    failures += missed.total()
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
