from readme import run_block


def test_example(clips, tmp_path):
    lines = run_block(clips, tmp_path, "import torch")
    assert [line.split(": loss")[0] for line in lines] == [f"step {step} of 6" for step in range(6)]
