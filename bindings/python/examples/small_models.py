"""Latte and T5 as diffusers and transformers have them, small and with random weights, so that the other examples run
on a CPU in seconds. A real run loads published weights instead, and puts a VAE between video and transformer."""
import torch
from diffusers import LatteTransformer3DModel
from transformers import T5Config, T5EncoderModel

TEXT_WIDTH = 32


def latte(frames, size, channels=3, width=64, layers=2):
    """Takes [B,C,F,H,W] and embeddings [B,L,TEXT_WIDTH], gives [B,C,F,H,W]."""
    return LatteTransformer3DModel(
        num_attention_heads=4, attention_head_dim=width // 4, in_channels=channels, out_channels=channels,
        num_layers=layers, cross_attention_dim=width, attention_bias=True, sample_size=size, patch_size=4,
        activation_fn="gelu-approximate", num_embeds_ada_norm=1000, norm_type="ada_norm_single",
        norm_elementwise_affine=False, norm_eps=1e-6, caption_channels=TEXT_WIDTH, video_length=frames)


def t5(vocabulary=32128):
    config = T5Config(vocab_size=vocabulary, d_model=TEXT_WIDTH, d_kv=8, d_ff=64, num_layers=2, num_heads=4,
                      feed_forward_proj="gated-gelu")
    return T5EncoderModel(config).eval().requires_grad_(False)


@torch.no_grad()
def encode(encoder, batch):
    """[B,L,TEXT_WIDTH]. Latte in diffusers takes no [B,L] mask, so the embeddings of padding are set to zero: every
    clip attends to the same nothing there, instead of to what T5 makes of padding."""
    embeddings = encoder(input_ids=batch.input_ids, attention_mask=batch.attention_mask).last_hidden_state
    return embeddings * batch.attention_mask[..., None]
