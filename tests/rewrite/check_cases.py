#!/usr/bin/python3
"""The checks on hand-written cases: precision and recall of each kind, at least 0.9 on the half held out.

check_cases.py [-v] [FILE...]     -v: every mistake; FILEs: only those, without a threshold

A case that is a good rewrite counts against the precision of every kind that complains of it, in files named *-rule*
only against that of its own kind.
"""
import collections
import json
import os
import subprocess
import sys

CASES = os.path.join(os.environ.get("CLIPFEED_SOURCE", "."), "tests/rewrite/cases")
HELPER = os.path.join(os.environ.get("CLIPFEED_TEST_PROGRAMS", "build/tests"), "helper_verify")
LEAST = 0.9
OWN_CASES_ONLY = {"echo"}  # the cases of other kinds are shorter than any caption of a store
SAME_FAMILY = {"side": "relation", "relation": "side"}  # "on top of" may be taken for either


def read(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def verify(cases):
    lines = "".join(json.dumps(case) + "\n" for case in cases)
    done = subprocess.run([HELPER], input=lines, stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def is_by_rule(name):
    """Of these files each kind has as many right cases as wrong ones: precision is taken among a kind's own cases."""
    return "rule" in name


def tally(cases, answers, by_rule):
    """Per kind: [caught, missed, wrongly raised]; and the mistakes, in words."""
    counts, mistakes = collections.defaultdict(lambda: [0, 0, 0]), []
    for case, answer in zip(cases, answers):
        raised = {failure["kind"]: failure["message"] for failure in answer["failures"]}
        wanted, own = set(case["fails"]), case["kind"]
        for kind in wanted:
            caught = kind in raised or SAME_FAMILY.get(kind) in raised
            counts[kind][0 if caught else 1] += 1
            if not caught:
                mistakes.append(f"missed {kind}: {case['id']}: {case['prompt']} -> {case['rewrite']}")
        for kind, message in raised.items():
            judged = kind == own if kind in OWN_CASES_ONLY else not wanted and (kind == own or not by_rule)
            if judged and kind not in wanted and kind not in case.get("may", []):
                counts[kind][2] += 1
                mistakes.append(f"wrong {kind}: {case['id']}: {message}: {case['prompt']} -> {case['rewrite']}")
    return counts, mistakes


def report(name, cases, counts):
    """Prints the table; returns the kinds below the least."""
    good = sum(not case["fails"] for case in cases)
    print(f"{name}: {len(cases)} cases, {good} of them good rewrites")
    print(f"  {'kind':<14} {'caught':>6} {'missed':>6} {'wrong':>6} {'precision':>9} {'recall':>7}")
    low = []
    for kind, (caught, missed, wrong) in sorted(counts.items()):
        precision = caught / (caught + wrong) if caught + wrong else 1.0
        recall = caught / (caught + missed) if caught + missed else 1.0
        if min(precision, recall) < LEAST:
            low.append(kind)
        print(f"  {kind:<14} {caught:>6} {missed:>6} {wrong:>6} {precision:>9.2f} {recall:>7.2f}")
    return low


def main(arguments):
    verbose = "-v" in arguments
    given = [a for a in arguments if a != "-v"]
    files = given or sorted(os.path.join(CASES, f) for f in os.listdir(CASES) if f.endswith(".jsonl"))
    held_out, held_counts, failed = [], collections.defaultdict(lambda: [0, 0, 0]), []
    total = 0
    for path in files:
        cases = read(path)
        total += len(cases)
        name = os.path.basename(path)
        counts, mistakes = tally(cases, verify(cases), is_by_rule(name))
        low = report(name, cases, counts)
        if verbose:
            print("\n".join(mistakes))
        if name.startswith("held-out"):
            held_out += cases
            for kind, row in counts.items():
                held_counts[kind] = [a + b for a, b in zip(held_counts[kind], row)]
        else:
            failed += [f"{kind} in {name}" for kind in low]
    if given:
        return 0
    failed += [f"{kind} in the half held out" for kind in report("all held out", held_out, held_counts)]
    if total < 400 or len(held_out) < 200:
        failed.append(f"{total} cases, {len(held_out)} held out: at least 400, 200 of them held out, were promised")
    print(f"below {LEAST}: {', '.join(failed)}" if failed else f"{total} cases: every kind at least {LEAST}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
