"""Models small enough to be made in a test and loaded by the engines' own code; all but one are random."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

WORDS = [
    "a",
    "the",
    "red",
    "blue",
    "green",
    "yellow",
    "white",
    "black",
    "lighthouse",
    "house",
    "boat",
    "tree",
    "sea",
    "sky",
    "mountain",
    "sun",
    "moon",
    "star",
    "night",
    "day",
    "at",
    "on",
    "in",
    "and",
    "of",
    "over",
    "under",
    "left",
    "right",
    "snow",
    "rain",
    "small",
    "large",
]


def make_stable_diffusion(folder: Path, sample_size: int = 8) -> Path:
    """A StableDiffusionPipeline of 0.3 M weights: BERT text encoder, AutoencoderTiny, UNet for 64 px
    pictures.
    """
    import torch
    from diffusers import AutoencoderTiny, DDIMScheduler, StableDiffusionPipeline, UNet2DConditionModel
    from transformers import BertConfig, BertModel, BertTokenizer

    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = folder.parent / "vocab.txt"
    vocabulary.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]), "utf-8")
    torch.manual_seed(0)
    tokenizer = BertTokenizer(str(vocabulary), model_max_length=16)
    pipeline = StableDiffusionPipeline(
        vae=AutoencoderTiny(
            encoder_block_out_channels=(16, 16, 16, 16),
            decoder_block_out_channels=(16, 16, 16, 16),
            num_encoder_blocks=(1, 1, 1, 1),
            num_decoder_blocks=(1, 1, 1, 1),
        ),
        text_encoder=BertModel(
            BertConfig(
                vocab_size=len(WORDS) + 5,
                hidden_size=32,
                num_hidden_layers=1,
                num_attention_heads=2,
                intermediate_size=32,
                max_position_embeddings=16,
            )
        ).eval(),
        tokenizer=tokenizer,
        unet=UNet2DConditionModel(
            sample_size=sample_size,
            block_out_channels=(16, 32),
            layers_per_block=1,
            down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
            up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
            cross_attention_dim=32,
            attention_head_dim=8,
            norm_num_groups=8,
        ),
        scheduler=DDIMScheduler(clip_sample=False, timestep_spacing="trailing", steps_offset=1),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipeline.save_pretrained(folder, safe_serialization=True)
    return folder


def make_flux(folder: Path) -> Path:
    """A FluxPipeline of a few thousand weights whose own size is 1024 px, as that of all its kind."""
    import torch
    from diffusers import AutoencoderKL, FlowMatchEulerDiscreteScheduler, FluxPipeline, FluxTransformer2DModel
    from transformers import BertTokenizer, CLIPTextConfig, CLIPTextModel, T5Config, T5EncoderModel

    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = folder.parent / "flux-vocab.txt"
    vocabulary.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]), "utf-8")
    torch.manual_seed(0)
    small: dict[str, Any] = {"vocab_size": len(WORDS) + 5, "num_hidden_layers": 1, "num_layers": 1}
    pipeline = FluxPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=AutoencoderKL(
            block_out_channels=(4,) * 4,
            down_block_types=("DownEncoderBlock2D",) * 4,
            up_block_types=("UpDecoderBlock2D",) * 4,
            layers_per_block=1,
            latent_channels=1,
            norm_num_groups=1,
            use_quant_conv=False,
            use_post_quant_conv=False,
            shift_factor=0.06,
            scaling_factor=1.5,
        ),
        text_encoder=CLIPTextModel(
            CLIPTextConfig(
                hidden_size=32, intermediate_size=32, num_attention_heads=2, eos_token_id=3, **small
            )
        ).eval(),
        tokenizer=BertTokenizer(str(vocabulary), model_max_length=77),
        text_encoder_2=T5EncoderModel(T5Config(d_model=32, d_kv=16, d_ff=32, num_heads=2, **small)).eval(),
        tokenizer_2=BertTokenizer(str(vocabulary), model_max_length=512),
        transformer=FluxTransformer2DModel(
            patch_size=1,
            in_channels=4,
            num_layers=1,
            num_single_layers=1,
            attention_head_dim=16,
            num_attention_heads=2,
            joint_attention_dim=32,
            pooled_projection_dim=32,
            axes_dims_rope=(4, 4, 8),
        ),
    )
    pipeline.save_pretrained(folder, safe_serialization=True)
    return folder


def make_vits(folder: Path, speakers: int = 1) -> Path:
    """A VITS model of a few thousand weights that reads English letters, as the MMS voices do."""
    import json

    import torch
    from transformers import VitsConfig, VitsModel, VitsTokenizer

    folder.mkdir(parents=True, exist_ok=True)
    letters = [*"_abcdefghijklmnopqrstuvwxyz' ", "<unk>"]
    vocabulary = folder / "vocab.json"
    vocabulary.write_text(json.dumps({letter: index for index, letter in enumerate(letters)}), "utf-8")
    tokenizer = VitsTokenizer(
        str(vocabulary), pad_token="_", unk_token="<unk>", phonemize=False, normalize=True, add_blank=True
    )
    tokenizer.save_pretrained(folder)
    torch.manual_seed(0)
    model = VitsModel(
        VitsConfig(
            vocab_size=len(letters),
            hidden_size=16,
            num_hidden_layers=1,
            num_attention_heads=2,
            ffn_dim=16,
            flow_size=16,
            spectrogram_bins=9,
            num_speakers=speakers,
            speaker_embedding_size=4 if speakers > 1 else 0,
            upsample_initial_channel=16,
            upsample_rates=[8, 8],
            upsample_kernel_sizes=[16, 16],
            resblock_kernel_sizes=[3],
            resblock_dilation_sizes=[[1, 3]],
            prior_encoder_num_flows=1,
            prior_encoder_num_wavenet_layers=1,
            posterior_encoder_num_wavenet_layers=1,
            duration_predictor_num_flows=1,
            duration_predictor_filter_channels=16,
            depth_separable_num_layers=1,
            wavenet_dilation_rate=1,
            use_stochastic_duration_prediction=True,
        )
    )
    model.save_pretrained(folder, safe_serialization=True)
    return folder


HEARD = " ein rotes boot"
"""What the model of ``make_whisper`` hears in every sound, one letter after another."""

_WHISPER_TEXT_TOKENS = 50_257
"""As the multilingual Whisper has, the last of them empty: by one or the other, depending on its version,
CTranslate2 tells it from a model that knows English only."""

LETTERS_FROM_S, LETTER_S = 0.4, 0.16
"""When it hears the first letter (spaces do not count), and how long each one lasts, in seconds."""


def make_whisper(folder: Path) -> Path:
    """A Whisper model that hears ``HEARD`` in German whatever it is given, through CTranslate2's converter.

    Its weights are not random: every layer hands on what it gets, the embedding of a position in the text is
    that of the token which follows there, and the attention of that position looks at the moment of the sound
    where the letter is due. So the tokens are certain (no fallback to sampling) and so are their times.
    """
    import json

    import torch
    from ctranslate2.converters import TransformersConverter
    from transformers import WhisperConfig, WhisperFeatureExtractor, WhisperForConditionalGeneration

    source = folder.parent / "whisper-source"
    source.mkdir(parents=True, exist_ok=True)
    tokenizer = _whisper_tokenizer(source)
    token: Callable[[str], int] = tokenizer.token_to_id
    config = WhisperConfig(
        vocab_size=tokenizer.get_vocab_size(),
        d_model=64,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=16,
        decoder_ffn_dim=16,
        max_target_positions=448,
        bos_token_id=token("<|endoftext|>"),
        eos_token_id=token("<|endoftext|>"),
        pad_token_id=token("<|endoftext|>"),
        decoder_start_token_id=token("<|startoftranscript|>"),
        suppress_tokens=[],
        begin_suppress_tokens=[token("<|endoftext|>")],
    )
    model = WhisperForConditionalGeneration(config)
    # After the start of the transcript, its language and its task.
    before = [token(name) for name in ("<|de|>", "<|transcribe|>", "<|0.00|>")]
    letters: list[int] = tokenizer.encode(HEARD, add_special_tokens=False).ids
    end = token(f"<|{LETTERS_FROM_S + LETTER_S * len(letters):.2f}|>")
    with torch.no_grad():
        _teach(model, [*before, *letters, end], first_letter=len(before))
    model.generation_config._from_model_config = False  # otherwise it is dropped when the model is read back
    model.generation_config.alignment_heads = [[0, 0]]
    model.generation_config.lang_to_id = {f"<|{tag}|>": token(f"<|{tag}|>") for tag in ("de", "en")}
    model.save_pretrained(source, safe_serialization=True)
    WhisperFeatureExtractor(feature_size=80).save_pretrained(source)
    (source / "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": "WhisperTokenizerFast"}), "utf-8"
    )
    TransformersConverter(str(source), copy_files=["tokenizer.json", "preprocessor_config.json"]).convert(
        str(folder)
    )
    return folder


def _teach(model: Any, follows: list[int], first_letter: int) -> None:
    """Set all weights of a Whisper model; ``follows``: token ids by the position that they follow.

    Dimensions 0 to 3 hold a moment of the sound as an angle, the others which token it is.
    """
    import torch

    def moment(seconds: torch.Tensor) -> torch.Tensor:
        angle = seconds.clamp(max=4.0) / 4.0 * torch.pi
        return torch.stack([angle.cos(), angle.sin(), -angle.cos(), -angle.sin()], dim=-1)

    for name, weights in model.named_parameters():
        weights.fill_(1.0 if name.endswith("norm.weight") else 0.0)
    encoder, decoder = model.model.encoder, model.model.decoder
    encoder.embed_positions.weight[:, :4] = moment(torch.arange(1500) * 0.02)

    tokens = torch.randn(model.config.vocab_size, 60, generator=torch.Generator().manual_seed(0))
    tokens -= tokens.mean(dim=1, keepdim=True)
    decoder.embed_tokens.weight[:, 4:] = tokens
    positions = decoder.embed_positions.weight
    positions[:, 4:] = 4 * tokens[model.config.eos_token_id]
    positions[: len(follows), 4:] = 4 * tokens[follows]
    number = torch.arange(len(positions)) - first_letter
    positions[:, :4] = 8 * moment((LETTERS_FROM_S + LETTER_S * number).clamp(min=0))

    attention = decoder.layers[0].encoder_attn
    for pair in (0, 1):  # cosine and sine: their products add up to the cosine of the distance in time
        attention.q_proj.weight[pair, pair] = attention.k_proj.weight[pair, pair] = 12.0


def _whisper_tokenizer(folder: Path) -> Any:
    """Bytes as tokens, also those after a space; then Whisper's special tokens in Whisper's order."""
    import string

    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
    from transformers.models.whisper.tokenization_whisper import LANGUAGES

    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    # faster-whisper suppresses a space that stands alone, so it comes with the next letter.
    merges = [("Ġ", letter) for letter in string.ascii_lowercase + "-'"]
    letters = [*alphabet, *("".join(pair) for pair in merges)]
    letters += [f"unused {index}" for index in range(len(letters), _WHISPER_TEXT_TOKENS - 1)] + [""]
    tokenizer = Tokenizer(
        models.BPE(vocab={letter: index for index, letter in enumerate(letters)}, merges=merges)
    )
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    names = ["<|endoftext|>", "<|startoftranscript|>", *(f"<|{tag}|>" for tag in LANGUAGES)]
    names += [
        "<|translate|>",
        "<|transcribe|>",
        "<|startoflm|>",
        "<|startofprev|>",
        "<|nospeech|>",
        "<|notimestamps|>",
    ]
    tokenizer.add_special_tokens([AddedToken(name, special=True) for name in names])
    tokenizer.add_tokens([AddedToken(f"<|{index * 0.02:.2f}|>", special=False) for index in range(1501)])
    tokenizer.save(str(folder / "tokenizer.json"))
    return tokenizer
