#!/usr/bin/python3
"""What tools/gpu-check sends to a machine with a GPU, run whole on the stand-in driver: every part, its reports and its
exit statuses; that a wrong picture is told; and what is left without the video library and without a driver. It proves
the program, not a GPU. In the long tier tools/gpu-check's own pack of every fixture."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(os.environ["CLIPFEED_SOURCE"])
PROGRAMS = pathlib.Path(os.environ["CLIPFEED_TEST_PROGRAMS"])
BENCHMARKS = PROGRAMS.parent / "benchmarks"
FULL = bool(os.environ.get("CLIPFEED_TEST_FULL"))
STANDIN = {"CLIPFEED_LIBCUDA": str(PROGRAMS / "device/libstandin_cuda.so"),
           "CLIPFEED_LIBNVCUVID": str(PROGRAMS / "device/libstandin_nvcuvid.so"), "STANDIN_LATE_US": "0"}
FEW = ("check:h264-420.mp4", "check:hevc-420.mp4", "check:h264-10bit.mp4", "check:h264-444.mkv", "check:vp9-alt-ref.webm",
       "check:av1-svt.mp4", "speed:h264-420.mp4", "costs:h264-420.mp4", "costs:h264-tall.mp4")
failures = 0


def expect(truth, what):
    global failures
    print(f"{'ok' if truth else 'FAILED'}: {what}", flush=True)
    failures += not truth


def run(folder, part, status, *options, **environment):
    """The part's report."""
    shutil.rmtree(folder / "report", ignore_errors=True)
    done = subprocess.run([folder / "run", "--part", part, *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, env={**os.environ, **STANDIN, **environment})
    if done.returncode != status:
        print("\n".join(l for l in done.stdout.splitlines() if not l.startswith("["))[-3000:])
    expect(done.returncode == status, f"{part} {environment or ''}: exit {done.returncode}, expected {status}")
    report = json.loads((folder / "report/report.json").read_text())
    expect((folder / f"report/{part}.txt").read_text() == done.stdout, f"{part}.txt has what was printed")
    return report[part], report, done.stdout


def pack(folder, fixtures):
    if FULL:
        files = [f"check:{p}" for p in sorted(fixtures.iterdir()) if p.suffix in (".mp4", ".mkv", ".webm", ".mov", ".ts")]
        refused = json.loads((fixtures / "manifest.json").read_text())  # null: it is not
        files = [f for f in files if refused.get(f.rsplit("/", 1)[1], "unknown") is None]
        files += [f.replace(":", f":{fixtures}/") for f in FEW if not f.startswith("check")]
    else:
        files = [f.replace(":", f":{fixtures}/") for f in FEW]
    subprocess.run([BENCHMARKS / "gpu-prepare", folder / "clips.pack", *files], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    shutil.copy(BENCHMARKS / "gpu-check", folder)
    shutil.copy(fixtures / "h264-420.mp4", folder / "speed.mp4")
    for name in ("run", "peers.py"):
        shutil.copy(SOURCE / "benchmarks/gpu" / name, folder)


def check_correctness(folder):
    for caps in ("h100", "all"):
        report, _, _ = run(folder, "correctness", 0, "--seconds", "0.1", STANDIN_CAPS=caps)
        rows = {(c["clip"], c["packets"]): c for c in report["clips"]}
        expect(all(c["planes_wrong"] == 0 and c["largest_difference"] <= 1 for c in report["clips"]),
               f"{caps}: {len(rows)} rows, planes and batches are the host's")
        for name in ("h264-420.mp4", "hevc-420.mp4", "vp9-alt-ref.webm"):
            expect(all(rows[name, p]["way"] == "nvdec" and rows[name, p]["frames"] > 0 for p in ("needed", "all")),
                   f"{caps}: {name} takes NVDEC")
        for name in ("h264-10bit.mp4", "h264-444.mkv", "av1-svt.mp4"):
            way = rows[name, "needed"]["way"]
            expect(way == "nvdec" if caps == "all" else "the device decodes no" in way, f"{caps}: {name}: {way}")
        kinds = {(p["depth"], p["largest_difference"]) for p in report["uploaded"]}
        expect({8, 10} <= {d for d, _ in kinds} and max(m for _, m in kinds) <= 1, f"uploaded pictures: {sorted(kinds)}")


def check_lacks(folder):
    report, _, text = run(folder, "correctness", 0, "--seconds", "0.1", CLIPFEED_LIBNVCUVID="/nonexistent/libnvcuvid.so")
    expect("NVIDIA_DRIVER_CAPABILITIES" in report["no_nvdec"] and "NVDEC is not checked" in text and
           report["uploaded"] and not report["clips"], "without the video library: said so, kernels checked and timed")
    for part in ("costs", "speed", "soak"):
        _, _, text = run(folder, part, 0, "--seconds", "0.1", "--minutes", "0.01",
                         CLIPFEED_LIBNVCUVID="/nonexistent/libnvcuvid.so")
        expect("not measured" in text, f"without the video library {part} says: not measured")
    report, _, text = run(folder, "correctness", 3, CLIPFEED_LIBCUDA="/nonexistent/libcuda.so")
    expect("no CUDA device" in text and report["no_device"], "without a driver: said so")


def check_parts(folder):
    report, _, _ = run(folder, "costs", 0)
    sizes = report["sizes"]
    expect(sizes and all(s["create_ms"] > 0 and s["reconfigure_ms"] > 0 for s in sizes), f"costs: {len(sizes)} sizes")
    report, whole, _ = run(folder, "speed", 0, "--seconds", "0.3")
    sweep = report["clips"][0]["sweep"]
    expect([s["sessions"] for s in sweep] == [1, 2, 3, 7, 10, 14], "speed: a sweep of sessions about the engines")
    expect(all(s[k] and s[k]["clips_per_s"] > 0 for s in sweep for k in ("batches", "pool", "bare")),
           "speed: batches, the pool and bare NVDEC at each")
    expect(report["clips"][0]["of_bare"] > 0, f"speed: {report['clips'][0]['of_bare']} of bare NVDEC (of the stand-in)")
    expect("not measured" in json.dumps(whole["peers"]), f"speed: peers without a GPU: {json.dumps(whole['peers'])[:100]}")
    report, _, _ = run(folder, "soak", 0, "--minutes", "0.05")
    expect(report["clips"] >= 10 and report["failed"] == 0, f"soak: {report['clips']} clips")
    memory = report["device_MiB"]
    expect(memory["most"] > 0 and memory["most_in_first_quarter"] > 0, f"soak: device memory was looked at: {memory}")


def check_wrong(folder):
    """A packet's byte that changes a picture, or that the decoder finds damaged, is told."""
    data = bytearray((folder / "clips.pack").read_bytes())
    reference = (pathlib.Path(os.environ["CLIPFEED_TEST_FIXTURES"]) / "h264-420.mp4").read_bytes()
    at = -1
    for begin in range(len(reference) // 3, len(reference) - 64, 97):  # somewhere amid a picture
        at = data.find(reference[begin:begin + 64])
        if at >= 0:
            break
    expect(at >= 0, "the pack holds the file's packets")
    for i in range(16):
        data[at + 20 + i] ^= 0x55
    (folder / "clips.pack").write_bytes(data)
    report, _, _ = run(folder, "correctness", 1, "--seconds", "0.1")
    wrong = [c for c in report["clips"] if c["planes_wrong"] or c["way"] != "nvdec"]
    expect(report["failures"] > 0 and any(c["clip"] == "h264-420.mp4" for c in wrong), "16 changed bytes are told")
    (folder / "clips.pack").write_bytes(data[:len(data) // 2])
    done = subprocess.run([folder / "gpu-check", "--pack", folder / "clips.pack"], capture_output=True, text=True,
                          env={**os.environ, **STANDIN})
    expect(done.returncode == 2 and "cut or damaged" in done.stderr, f"half a pack: {done.stderr.strip()[:100]}")


def main():
    fixtures = os.environ.get("CLIPFEED_TEST_FIXTURES")
    if not fixtures:
        print("skipped: CLIPFEED_TEST_FIXTURES is not set")
        return 77
    if not (PROGRAMS.parent / "kernels.ptx").exists():
        print("skipped: this build has no kernels")
        return 77
    with tempfile.TemporaryDirectory(prefix="gpu-check-") as temporary:
        folder = pathlib.Path(temporary)
        pack(folder, pathlib.Path(fixtures))
        size = sum(p.stat().st_size for p in folder.iterdir())
        expect(size < 35 << 20, f"the folder has {size >> 10} KiB")
        needed = subprocess.run(["ldd", folder / "gpu-check"], capture_output=True, text=True).stdout
        expect("libc.so" in needed and "libav" not in needed and "libsw" not in needed, "the program needs no FFmpeg")
        check_correctness(folder)
        check_parts(folder)
        check_lacks(folder)
        check_wrong(folder)
    print(f"{failures} failed")
    return failures > 0


if __name__ == "__main__":
    sys.exit(main())
