"""A small store: twelve synthetic clips of 60 frames with captions of their own, and a vocabulary."""
import json
import os
import pathlib
import subprocess

SOURCES = ("testsrc2", "testsrc", "mandelbrot", "smptebars", "rgbtestsrc", "yuvtestsrc",
           "gradients=c0=red:c1=blue:seed=1", "gradients=c0=green:c1=white:seed=5",
           "gradients=c0=yellow:c1=black:seed=9", "color=red", "color=teal", "cellauto=rule=110:seed=3")


def dense_captions():
    rows = map(json.loads, pathlib.Path("tools/captions/demo.jsonl").read_text(encoding="utf-8").splitlines())
    return [c["content"] for row in rows for c in row["captions"] if c["idx"] == "-1"]


class Clips:
    """media/, annotations.jsonl, store/ and spiece.model in a folder."""

    def __init__(self, folder, count=12, stills=0, fields=None):
        self.folder = pathlib.Path(folder)
        self.media, self.store = self.folder / "media", self.folder / "store"
        self.media.mkdir(parents=True)
        self.ids = [f"clip{i}" for i in range(count)]
        captions = dense_captions()
        with open(self.folder / "annotations.jsonl", "w", encoding="utf-8") as out:
            for i, clip_id in enumerate(self.ids):
                source = SOURCES[i % len(SOURCES)]
                source += (":" if "=" in source else "=") + "size=96x64:rate=24"
                subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", source, "-frames:v", "60", "-pix_fmt",
                                "yuv420p", "-g", "12", "-threads", "1", str(self.media / f"{i}.mp4")], check=True)
                row = {"video_id": clip_id, "video_path": f"{i}.mp4", "zip_folder": "",
                       "captions": [{"idx": "-1", "content": captions[i % len(captions)]}], **(fields or {})}
                out.write(json.dumps(row) + "\n")
            for i in range(stills):
                subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=96x64", "-frames:v", "1",
                                str(self.media / f"still{i}.png")], check=True)
                out.write(json.dumps({"video_id": f"still{i}", "video_path": f"still{i}.png", "zip_folder": "",
                                      "captions": [{"idx": "-1", "content": captions[-1 - i]}]}) + "\n")
        self.ingest()
        corpus = self.folder / "corpus.txt"
        corpus.write_text("\n".join(captions), encoding="utf-8")
        subprocess.run(["spm_train", f"--input={corpus}", f"--model_prefix={self.folder}/spiece", "--vocab_size=1200",
                        "--hard_vocab_limit=false", "--num_threads=1", "--pad_id=0", "--eos_id=1", "--unk_id=2",
                        "--bos_id=-1"], check=True, capture_output=True)
        self.tokenizer = self.folder / "spiece.model"

    def ingest(self):
        subprocess.run([os.environ["CLIPFEED_PROGRAM"], "ingest", "-q", self.folder / "annotations.jsonl", "--format",
                        "sharegpt4video", "--store", self.store, "--media", self.media], check=True,
                       stdout=subprocess.DEVNULL)

    def options(self, **others):
        """A loader's, quick on a CPU."""
        return {"media": self.media, "batch_size": 2, "frames": 4, "interval": 2, "size": 32,
                "tokenizer": self.tokenizer, "max_tokens": 40, **others}
