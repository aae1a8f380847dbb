"""The 946 prompts of VBench with two models' rewrites (CLIPFEED_TEST_VBENCH), split into halves and made into stores.

Prompts that share half of their words lie in the same half, so that a store made of one half holds neither the other
half's prompts nor near-duplicates of them. Some such groups are large and short-worded ("a person is ..."): of 400 random
ways to share the groups out, the one is taken whose halves of GPT-4o's texts are most alike in length, so that a distance
between the lengths of rewrites and store is not the split's."""
import bisect
import json
import os
import random
import re
import subprocess

PROGRAM = os.environ.get("CLIPFEED_PROGRAM", "build/clipfeed")
COMMON = set("a an the in of on is are with and to at by for its".split())


def lines(path):
    with open(path, encoding="utf-8") as f:
        return f.read().rstrip("\n").split("\n")


def ks(a, b):
    """The greatest distance between the distributions of two samples."""
    a, b = sorted(a), sorted(b)
    return max(abs(bisect.bisect_right(a, x) / len(a) - bisect.bisect_right(b, x) / len(b)) for x in {*a, *b})


class VBench:
    def __init__(self, folder):
        self.prompts = lines(os.path.join(folder, "prompts.txt"))
        self.texts = {name: lines(os.path.join(folder, f"rewrites-{name}.txt")) for name in ("gpt4o", "qwen2.5-3b")}
        for name, texts in self.texts.items():
            assert len(texts) == len(self.prompts), f"{name}: {len(texts)} rewrites of {len(self.prompts)} prompts"

    def halves(self, tokenizer, near=0.5):
        """Two lists of indices of about equal size, cut between groups of near prompts."""
        words = [frozenset(re.findall(r"[a-z0-9']+", p.lower())) - COMMON for p in self.prompts]
        group = list(range(len(words)))

        def find(i):
            while group[i] != i:
                group[i] = group[group[i]]
                i = group[i]
            return i

        for i, a in enumerate(words):
            for j in range(i):
                if a and len(a & words[j]) >= near * len(a | words[j]):
                    group[find(i)] = find(j)
        groups = {}
        for i in range(len(words)):
            groups.setdefault(find(i), []).append(i)
        ids = subprocess.run(["spm_encode", f"--model={tokenizer}", "--output_format=id"], capture_output=True, text=True,
                             check=True, input="".join(text + "\n" for text in self.texts["gpt4o"])).stdout
        lengths = [len(line.split()) for line in ids.splitlines()]

        def shared_out(seed):
            order = sorted(groups.values())
            random.Random(seed).shuffle(order)
            halves = ([], [])
            for members in sorted(order, key=len, reverse=True):
                fuller = abs(len(halves[0]) - len(halves[1])) > len(members)
                half = min(halves, key=len) if fuller else halves[random.Random(f"{seed} {members[0]}").randrange(2)]
                half.extend(members)
            return halves

        def unlike(halves):
            uneven = abs(len(halves[0]) - len(halves[1])) > 10
            return uneven, ks([lengths[i] for i in halves[0]], [lengths[i] for i in halves[1]])

        return tuple(sorted(h) for h in min(map(shared_out, range(400)), key=unlike))


def run(*arguments, status=(0,)):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode not in status:
        raise SystemExit(f"clipfeed {' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


def make_store(folder, name, indices, texts, tokenizer):
    """A store of these texts as dense captions, indexed."""
    source, store = os.path.join(folder, name + ".jsonl"), os.path.join(folder, name)
    with open(source, "w", encoding="utf-8") as f:
        for i in indices:
            f.write(json.dumps({"video_id": f"v{i:03d}", "video_path": f"v{i:03d}.mp4",
                                "captions": [{"idx": "-1", "content": texts[i]}]}) + "\n")
    run("ingest", source, "--store", store, "--no-media", "-q")
    run("index-captions", store, "-q", *(["--tokenizer", tokenizer] if tokenizer else []))
    return store


def write_jsonl(path, rows):
    with open(path, "w", encoding="utf-8") as f:
        for row in rows:
            f.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def read_jsonl(path):
    return [json.loads(line) for line in lines(path)]


# A recount that shares no code with the checks: what of these stands in the prompt must stand in the rewrite.
COLOURS = "red orange yellow green blue purple pink black white brown grey gray silver golden turquoise".split()
NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
           "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "dozen": "12"}


def lost(prompt, rewrite):
    """Quoted texts, colours, numbers and negations of the prompt that the rewrite lacks, as (kind, word)."""
    found = []
    for quote in re.findall(r'"([^"]+)"|“([^”]+)”', prompt):
        text = "".join(quote).rstrip(".,!?").lower()
        if text not in rewrite.lower():
            found.append(("quoted", text))
    bare = re.sub(r'"[^"]*"|“[^”]*”', " ", prompt.lower())
    words, kept = re.findall(r"[a-z]+(?:'[a-z]+)?|\d+", bare), set(re.findall(r"[a-z]+(?:'[a-z]+)?|\d+", rewrite.lower()))
    for word in words:
        if word in COLOURS and not {word, word.replace("grey", "gray"), word.replace("gray", "grey")} & kept:
            found.append(("colour", word))
        number = NUMBERS.get(word, word if word.isdigit() else None)
        if number and word != "one" and not {word, number, *(k for k, v in NUMBERS.items() if v == number)} & kept:
            found.append(("count", word))
    # Denied things may also go unmentioned.
    for denied in re.findall(r"\b(?:no|not|without|never|nobody|none)\s+(?:a |an |any |the )?([a-z]+)", bare):
        stated = re.search(r"\b(no|not|without|never|nobody|none|neither|nor|free|devoid|empty|deserted|absen\w+|nothing|lacks?|"
                           r"un\w+|barely|still)\b|n't", rewrite.lower())
        if denied in kept and not stated:
            found.append(("negation", denied))
    return found
