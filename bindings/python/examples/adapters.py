"""Batches in the form that three trainers' own loops take: what stands where their DataLoader stood.

    for video_data in adapters.latte(loader): ...
    for batch in adapters.open_sora(loader): ...
    for x, attn_mask, input_ids, cond_mask in adapters.open_sora_plan(loader): ...

Each is a generator over one epoch. Video is float32 in [-1,1] but for Open-Sora, whose loop casts by itself."""
import torch


def latte(loader, label=None):
    """Latte's loop: a dict with

    video       float32 [B,F,3,H,W], joined images last on F
    video_name  int64 [B], label(sample) for its class embedding; without a label, the captions, B texts

    The loader's layout is BFCHW (profile 'latte')."""
    for batch in loader:
        names = batch.captions if label is None else torch.tensor([label(sample) for sample in batch.samples])
        yield {"video": batch.video.float(), "video_name": names}


def open_sora(loader):
    """Open-Sora's loop: a dict with

    video                       as the loader's dtype, [B,3,T,H,W]
    text                        B texts
    num_frames, height, width   int64 [B]
    ar                          float32 [B], height / width
    fps                         float32 [B], of the frames taken; 120 for still images, as Open-Sora has it

    Every batch is of one bucket. The loader's layout is BCFHW."""
    for batch in loader:
        count, _, frames, height, width = batch.video.shape
        same = torch.ones(count, dtype=torch.int64)
        rates = [120.0 if frames == 1 else rate(sample) for sample in batch.samples]
        yield {"video": batch.video, "text": batch.captions, "num_frames": same * frames, "height": same * height,
               "width": same * width, "ar": torch.full((count,), height / width), "fps": torch.tensor(rates)}


def rate(sample):
    """Frames a second of the frames taken, by their times."""
    seconds = sample.pts[-1] - sample.pts[0]
    return (len(sample.pts) - 1) / seconds if seconds > 0 else 0.0


def open_sora_plan(loader, stride=(4, 8, 8)):
    """Open-Sora-Plan v1.1's loop: a tuple of

    x           float32 [B,3,T+N,H,W], N joined images last on T
    attn_mask   float32 [B,t+N,h,w]: 1 on what is no padding, in the VAE's grid; all of it here
    input_ids   int64 [B,1+N,L]
    cond_mask   int64 [B,1+N,L]

    The loader's layout is BCFHW (profile 'open-sora-plan-1.1'); stride is the VAE's in T, H and W."""
    for batch in loader:
        x = batch.video.float()
        count, _, total, height, width = x.shape
        images = len(batch.samples[0].images)
        latent = (total - images - 1) // stride[0] + 1 + images
        mask = torch.ones(count, latent, height // stride[1], width // stride[2])
        texts = [t if t.dim() == 3 else t[:, None] for t in (batch.input_ids, batch.attention_mask)]
        yield x, mask, *texts
