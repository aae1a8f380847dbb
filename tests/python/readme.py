"""The README's Python, word for word."""
import pathlib
import re
import subprocess
import sys


def run_block(clips, folder, first_line):
    """Runs the block that begins so, where build/demo holds a store; what it printed."""
    blocks = re.findall(r"^```python\n(.*?)^```$", pathlib.Path("README.md").read_text(encoding="utf-8"), re.M | re.S)
    block, = (text for text in blocks if text.startswith(first_line + "\n"))
    demo = folder / "build/demo"
    demo.mkdir(parents=True)
    for name, target in (("store", clips.store), ("media", clips.media), ("spiece.model", clips.tokenizer)):
        (demo / name).symlink_to(target)
    done = subprocess.run([sys.executable, "-"], input=block, cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    return done.stdout.splitlines()
