from readme import run_block


def test_example(clips, tmp_path):
    lines = run_block(clips, tmp_path, "import clipfeed")
    assert lines[0] == "12 records; the first is clip0" and len(lines) == 8
    assert all(f"{step} [" in line and "(2, 16, 3, 256, 256) (2, 120)" in line for step, line in enumerate(lines[1:7]))
    assert lines[7].startswith("epoch 1, step 0/6")


def test_rewriter(clips, tmp_path):
    lines = run_block(clips, tmp_path, "from clipfeed import Rewriter")
    assert len(lines) == 1 and lines[0].startswith("offline ") and "two red balloons" in lines[0].lower()
