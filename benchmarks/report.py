"""Rows, ratios and tables of a run."""
import math
import re
import statistics
import subprocess

NOT_PEERS = ("floor", "clipfeed")  # and what begins so


def is_peer(row):
    return not row["tool"].startswith(NOT_PEERS)


def versions(program):
    doctor = subprocess.run([program, "doctor"], stdout=subprocess.PIPE, text=True, check=True).stdout
    told = dict(re.findall(r"^(version|libavcodec) +(\S+)$", doctor, re.M))
    return {"clipfeed": told["version"], "libavcodec": told["libavcodec"]}


def row(workload, tool, threads, kept_open, answers, fault):
    """One row from its rounds. clips_per_s is the median of the rounds; so is CPU time per clip."""
    base = {"workload": workload.name, "tool": tool + (" (kept open)" if kept_open else ""), "threads": threads}
    errors = [a["error"] for a in answers if "error" in a]
    if errors:
        return dict(base, error=errors[0], ranked=False)
    out = dict(base, clips_per_s=round(statistics.median(a["clips"] / a["seconds"] for a in answers), 3),
               clips=sum(a["clips"] for a in answers), rounds=[round(a["clips"] / a["seconds"], 3) for a in answers],
               cpu_s_per_clip=round(statistics.median(a["cpu_seconds"] / a["clips"] for a in answers), 5),
               cpu_rounds=[round(a["cpu_seconds"] / a["clips"], 5) for a in answers],
               ranked=not kept_open and not fault and not tool.startswith(("floor-", "clipfeed-")))
    if fault:
        out["fault"] = fault
    for key in ("libavcodec", "version"):
        if key in answers[0]:
            out[key] = answers[0][key]
    peaks = [a["peak_memory_kib"] for a in answers if "peak_memory_kib" in a]
    if peaks:
        out["peak_memory_kib"] = max(peaks)
    for key in ("pictures_decoded", "pictures_kept", "packets"):
        if key in answers[0]:
            out[key] = sum(a[key] for a in answers)
    if "stage_seconds" in answers[0]:
        out["stage_seconds"] = {k: round(sum(a["stage_seconds"][k] for a in answers), 4) for k in answers[0]["stage_seconds"]}
    return out


def paired(values, others):
    """The median over rounds of the ratio in the same round."""
    return round(statistics.median(a / b for a, b in zip(values, others)), 3)


def add_ratios(rows):
    """to_floor, to_best_peer by clips/s, and the same by CPU time, which other work on the machine disturbs less."""
    for threads in {r.get("threads") for r in rows if "rounds" in r}:
        same = [r for r in rows if r.get("threads") == threads and "rounds" in r and not r["tool"].endswith("(kept open)")]
        floors = {r["tool"]: r for r in same if r["tool"].startswith("floor")}
        peers = [r for r in same if is_peer(r) and r["ranked"]]
        rounds = min((len(r["rounds"]) for r in peers), default=0)
        best = [max(p["rounds"][i] for p in peers) for i in range(rounds)]
        best_cpu = [min(p["cpu_rounds"][i] for p in peers) for i in range(rounds)]
        for r in same:
            floor = floors.get("floor-keyframe" if r["tool"].endswith("-keyframe") else "floor")
            if floor:
                r["to_floor"] = paired(r["rounds"], floor["rounds"])
                r["cpu_to_floor"] = paired(floor["cpu_rounds"], r["cpu_rounds"])
            if best and not is_peer(r):
                r["to_best_peer"] = paired(r["rounds"], best)
                r["cpu_to_best_peer"] = paired(best_cpu, r["cpu_rounds"])


def table(workload, rows):
    print(f"\n{workload.title}")
    print(f"{'':31}{'threads':>8}{'clips/s':>9}{'of floor':>9}{'of best':>9}{'CPU ms':>9}{'of floor':>9}{'of best':>9}"
          f"{'MiB':>7}  libavcodec")
    order = {"floor": 0, "floor-all": 1, "clipfeed": 2}
    done = [r for r in rows if "rounds" in r]
    for r in sorted(done, key=lambda r: (r["threads"], order.get(r["tool"], 3), -r["clips_per_s"])):
        ratio = [f"{r[k]:.2f}" if k in r else "" for k in ("to_floor", "to_best_peer", "cpu_to_floor", "cpu_to_best_peer")]
        memory = f"{r['peak_memory_kib'] / 1024:.0f}" if "peak_memory_kib" in r else ""
        cold = " cold" if r["workload"].endswith("-cold") else ""
        print(f"{r['tool'] + cold:31}{r['threads']:>8}{r['clips_per_s']:>9.2f}{ratio[0]:>9}{ratio[1]:>9}"
              f"{r['cpu_s_per_clip'] * 1000:>9.1f}{ratio[2]:>9}{ratio[3]:>9}{memory:>7}  {r.get('libavcodec', '')}"
              + (f"  NOT RANKED: {r['fault']}" if "fault" in r else ""))
    for r in rows:
        if "error" in r:
            print(f"{r['tool']:31}  {r['error']}")
    for r in done:
        if r["tool"].startswith("clipfeed-locality"):
            plain = next((p for p in done if p["tool"] == "clipfeed" and p["threads"] == r["threads"]), r)
            print(f"{r['tool']}, {r['threads']} thread(s): {r['clips_per_s'] / plain['clips_per_s']:.2f} times clipfeed without; "
                  f"pictures decoded a clip {r['pictures_decoded'] / r['clips']:.0f} instead of "
                  f"{plain['pictures_decoded'] / plain['clips']:.0f}")
        if r["tool"] == "clipfeed-keyframe":
            plain = next((p for p in done if p["tool"] == "clipfeed" and p["threads"] == r["threads"]), r)
            print(f"{r['tool']}, {r['threads']} thread(s): {r['clips_per_s'] / plain['clips_per_s']:.2f} times clipfeed on random "
                  f"starts; {r['distinct_starts']} distinct starts instead of {plain['distinct_starts']}")
        if "stage_seconds" in r and r["tool"] == "clipfeed":
            stages = ", ".join(f"{k} {v:.2f}" for k, v in r["stage_seconds"].items())
            print(f"{r['tool']}, {r['threads']} thread(s): first batch after {r.get('first_batch_s', 0):.3f} s; stage seconds: {stages}",
                  flush=True)


def geometric(values):
    return round(math.exp(sum(map(math.log, values)) / len(values)), 3)


def summary(rows):
    """clipfeed over all workloads: geometric means and the worst."""
    out = []
    ours = [r for r in rows if r["tool"] == "clipfeed" and "to_best_peer" in r and not r["workload"].endswith("-cold")
            and "transcoded_from" not in r]
    for threads in sorted({r["threads"] for r in ours}):
        mine = [r for r in ours if r["threads"] == threads]
        entry = {"threads": threads, "workloads": len(mine)}
        for key in ("to_floor", "to_best_peer", "cpu_to_floor", "cpu_to_best_peer"):
            values = [(r[key], r["workload"]) for r in mine if key in r]
            if values:
                entry[key] = geometric([v for v, _ in values])
                entry["lowest_" + key] = list(min(values))
        out.append(entry)
    return out


def add_transcoded(rows):
    """Beside the best peer on the media that the transcoded ones were made of, round by round of the same run."""
    for r in rows:
        if r["tool"] != "clipfeed" or "transcoded_from" not in r or "rounds" not in r:
            continue
        peers = [p for p in rows if p["workload"] == r["transcoded_from"] and p.get("threads") == r["threads"]
                 and is_peer(p) and p.get("ranked")]
        if peers:
            n = min(len(r["rounds"]), *(len(p["rounds"]) for p in peers))
            best = [max(p["rounds"][i] for p in peers) for i in range(n)]
            least = [min(p["cpu_rounds"][i] for p in peers) for i in range(n)]
            r["to_best_peer_on_originals"] = paired(r["rounds"], best)
            r["cpu_to_best_peer_on_originals"] = paired(least, r["cpu_rounds"])
            print(f"clipfeed, {r['threads']} thread(s), on transcoded media ({r['share_of_bytes']:.2f} of the bytes): "
                  f"{r['to_best_peer_on_originals']:.1f} times the best peer on the originals "
                  f"(by CPU time {r['cpu_to_best_peer_on_originals']:.1f})")


def print_summary(entries):
    for e in entries:
        print(f"\nclipfeed, {e['threads']} thread(s), geometric means over {e['workloads']} workloads")
        for key, text in (("to_floor", "of the floor"), ("to_best_peer", "of the best peer"),
                          ("cpu_to_floor", "of the floor by CPU time"), ("cpu_to_best_peer", "of the best peer by CPU time")):
            if key in e:
                low, where = e["lowest_" + key]
                print(f"  {e[key]:.3f} {text}; lowest {low:.3f} ({where})")
