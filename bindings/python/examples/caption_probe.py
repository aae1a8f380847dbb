"""Does a model learn what captions say? It is given nothing but a caption, a blank input at the last timestep, and must
give back the clip. With --shuffle each clip gets another clip's caption, drawn anew at every step, and what it can
still learn is the mean of all clips: the difference is what the captions carried.

    python caption_probe.py STORE --media VIDEOS --tokenizer spiece.model --steps 400
"""
import argparse

import torch

import clipfeed
import small_models


def run(store, media, tokenizer, steps=400, frames=8, size=16, batch=8, seed=0, shuffle=False, lr=3e-3):
    """The losses, one a step."""
    torch.manual_seed(seed)
    draws = torch.Generator().manual_seed(seed)
    encoder = small_models.t5()
    model = small_models.latte(frames, size)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=lr, total_steps=steps)
    losses = []
    with clipfeed.Loader(store, media=media, tokenizer=tokenizer, max_tokens=60, batch_size=batch, frames=frames,
                         interval=1, size=size, temporal_crop="head", seed=seed, steps=steps) as loader:
        for batch in loader.forever():
            clips = batch.video.float().transpose(1, 2)
            text = small_models.encode(encoder, batch)
            if shuffle:
                text = text[torch.randperm(len(text), generator=draws)]
            last = torch.full((len(clips),), 999)
            made = model(torch.zeros_like(clips), timestep=last, encoder_hidden_states=text).sample
            loss = torch.nn.functional.mse_loss(made, clips)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
    return losses


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store")
    parser.add_argument("--media", required=True)
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--steps", type=int, default=400)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--shuffle", action="store_true")
    given = parser.parse_args()
    losses = run(**vars(given))
    print(f"loss at the start {losses[0]:.4f}, at the end {sum(losses[-10:]) / 10:.4f}")


if __name__ == "__main__":
    main()
