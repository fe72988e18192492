from studio.render.effects import EffectSpec, Picture, Value
from studio.wire.spec import Param

SPEC = EffectSpec(
    id="invert",
    title="Invert",
    version=1,
    params=(
        Param(
            name="amount",
            kind="float",
            default=0.0,
            minimum=0.0,
            maximum=1.0,
            step=0.01,
            label="Amount",
            help="0 leaves the picture alone, 1 gives its negative.",
        ),
    ),
)


def apply(picture: Picture, params: dict[str, Value]) -> Picture:
    """Mix the picture with its negative."""
    amount = float(params["amount"])
    rgb = picture.rgb + (255.0 - 2.0 * picture.rgb) * amount
    return Picture(rgb.round().astype("uint8"), picture.alpha)
