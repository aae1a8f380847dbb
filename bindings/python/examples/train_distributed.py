"""Data-parallel training under torchrun, and going on with another number of processes.

    torchrun --nproc-per-node 2 train_distributed.py STORE --media VIDEOS --tokenizer spiece.model --steps 20 --save run
    torchrun --nproc-per-node 3 train_distributed.py STORE ... --steps 40 --load run-0.pt run-1.pt --save run

rank, world size and device come from the environment. Every rank saves a state of its own beside rank 0's weights;
any one is enough to go on, and given all of them the new run also knows what each rank gave up on.
"""
import argparse

import torch
import torch.distributed as dist
from diffusers import DDPMScheduler
from torch.nn.parallel import DistributedDataParallel

import clipfeed
import small_models
from train_latte import Draws, loss_of


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store")
    parser.add_argument("--media", required=True)
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--batch", type=int, default=2)
    parser.add_argument("--load", nargs="*", default=[], help="states to go on from, PREFIX-RANK.pt")
    parser.add_argument("--save", help="prefix of the states written at the end")
    return parser.parse_args()


def main():
    given = arguments()
    dist.init_process_group("gloo")
    rank = dist.get_rank()
    torch.manual_seed(0)
    encoder, scheduler = small_models.t5(), DDPMScheduler()
    model = DistributedDataParallel(small_models.latte(frames=4, size=16))
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    draws = Draws().manual_seed(rank)
    loader = clipfeed.Loader(given.store, media=given.media, tokenizer=given.tokenizer, batch_size=given.batch,
                             frames=4, interval=2, size=16)
    saved = [torch.load(path, weights_only=True) for path in given.load]
    if saved:
        model.load_state_dict(saved[0]["model"])
        optimizer.load_state_dict(saved[0]["optimizer"])
        restored = loader.load_state_dict([state["loader"] for state in saved])
        if rank == 0:
            print(f"from step {restored.step}: states of {restored.ranks_known} of {restored.ranks} ranks", flush=True)

    for batch in loader.forever():
        loss = loss_of(model, encoder, scheduler, batch, draws)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        print(f"step {batch.step} rank {rank}: {' '.join(batch.clip_ids)}\n", end="", flush=True)
        if batch.step + 1 >= given.steps:
            break
    if given.save:
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "loader": loader.state_dict()},
                   f"{given.save}-{rank}.pt")
    dist.destroy_process_group()


if __name__ == "__main__":
    main()
