"""The parts of the starter image model as they are before training, all of them stock classes."""

from __future__ import annotations

from pathlib import Path

import torch
from captions import vocabulary
from diffusers import AutoencoderTiny, DDIMScheduler, UNet2DConditionModel
from diffusers.models.embeddings import TextTimeEmbedding
from transformers import BertConfig, BertModel, BertTokenizerFast

WIDTH = 48
TOKENS = 48
TEXT_WIDTH = 256
TIME_WIDTH = 256
POOLING_HEADS = 8


def new_autoencoder() -> AutoencoderTiny:
    """An 8x autoencoder with 4 latent channels and no blocks at full size: cheap to train and to decode."""
    return AutoencoderTiny(
        encoder_block_out_channels=(WIDTH,) * 4,
        decoder_block_out_channels=(WIDTH,) * 4,
        num_encoder_blocks=(0, 1, 2, 3),
        num_decoder_blocks=(3, 3, 2, 0),
    )


def new_tokenizer(work: Path) -> BertTokenizerFast:
    """WordPiece over the grammar's words; any other word falls apart into its letters."""
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    pieces = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        *".,;:!?'-()&/",
        *letters,
        *(f"##{letter}" for letter in letters),
    ]
    words = [word for word in vocabulary() if word not in pieces]
    path = work / "vocab.txt"
    path.write_text("\n".join(pieces + words) + "\n", encoding="utf-8")
    return BertTokenizerFast(str(path), do_lower_case=True, model_max_length=TOKENS)


def new_text_encoder(tokenizer: BertTokenizerFast) -> BertModel:
    return BertModel(
        BertConfig(
            vocab_size=len(tokenizer),
            hidden_size=TEXT_WIDTH,
            num_hidden_layers=3,
            num_attention_heads=4,
            intermediate_size=768,
            max_position_embeddings=TOKENS,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            use_attention_mask=True,
            attn_implementation="eager",
        )
    )


def new_text_pooling() -> TextTimeEmbedding:
    """The UNet's `add_embedding`: pools the encoder's words by attention into one vector."""
    return TextTimeEmbedding(TEXT_WIDTH, TIME_WIDTH, num_heads=POOLING_HEADS)


def tokens_of(tokenizer: BertTokenizerFast, texts: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
    """Token numbers and attention mask, both (texts, `TOKENS`)."""
    batch = tokenizer(texts, padding="max_length", truncation=True, max_length=TOKENS, return_tensors="pt")
    return batch.input_ids, batch.attention_mask


def new_unet() -> UNet2DConditionModel:
    """Two thin levels at 32x32 and 16x16, the weight of the model at 8x8 and 4x4, attention at 4x4.

    The pooled words are added to the time embedding, so that every block is told what the whole picture is.
    """
    return UNet2DConditionModel(
        sample_size=32,
        in_channels=4,
        out_channels=4,
        block_out_channels=(32, 64, 192, 256),
        layers_per_block=(0, 1, 1, 1),
        down_block_types=("DownBlock2D", "DownBlock2D", "DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D", "UpBlock2D", "UpBlock2D"),
        attention_head_dim=4,  # the number of heads, whatever its name says
        norm_num_groups=16,
        cross_attention_dim=TEXT_WIDTH,
        time_embedding_dim=TIME_WIDTH,
        addition_embed_type="text",
        addition_embed_type_num_heads=POOLING_HEADS,
        resnet_time_scale_shift="scale_shift",
    )


def new_scheduler() -> DDIMScheduler:
    """The linear schedule of DDPM (Ho et al. 2020): almost no signal is left where sampling starts."""
    return DDIMScheduler(
        beta_start=1e-4,
        beta_end=0.02,
        beta_schedule="linear",
        prediction_type="v_prediction",
        clip_sample=False,
        set_alpha_to_one=True,
        steps_offset=0,
        timestep_spacing="trailing",
    )
