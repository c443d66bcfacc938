"""What of a document's text may stand in a prompt or in an answer: what people see of it, on one line, that nobody takes for ours.

It does not know who reads it, nor what the text says: instructions are text like any other here (`rag.addressing` knows them). It
takes characters away and turns brackets round, and never adds a word.
"""

from __future__ import annotations

import re
import unicodedata

from index.clean.characters import INVISIBLE

# What stands between "<|" and "|>" in the templates of ChatML, Llama, Phi, Granite, harmony, DeepSeek and code models. A document may say
# something between the same signs ("<|nicht|>"), and that stays.
_NAME = re.compile(
    "im_start|im_end|im_sep|endoftext|end_of_text|begin_of_text|start_header_id|end_header_id|eot_id|eom_id|python_tag|finetune_right_pad_id"
    "|system|user|assistant|developer|tool|end|start|channel|message|return|call|constrain|start_of_role|end_of_role|endofprompt|eos|bos|pad"
    r"|fim_\w{3,9}|(?:begin|end)[▁_]of[▁_]sentence|tool[▁_]\w{4,30}|vision_\w{3,9}|box_\w{3,5}|object_ref_\w{3,5}|reserved_special_token_\d+",
    re.IGNORECASE,
)
_TAGS = (
    "s|think|thinking|start_of_turn|end_of_turn|bos|eos|pad|unk|mask|tool_call|tool_response|tools"
    "|system|user|assistant|human|instructions?"
)
_BRACKETED = "INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|TOOL_CONTENT|ARGS|THINK|IMG|PREFIX|MIDDLE|SUFFIX"
_CHAT_TOKEN = re.compile(rf"</?(?:{_TAGS})/?>|\[/?(?:{_BRACKETED})\]|<</?SYS>>|<0x[0-9a-f]{{2}}>|<unused\d+>", re.IGNORECASE)
_BETWEEN_SIGNS = re.compile(r"<\s*[|｜]/?([^|｜<>]{0,40})[|｜]\s*>")
_SOURCE = r"(?:Fundstellen?|Quellen?|Belege?|Sources?|Evidence)"
_NUMBERS = r"\d[\d\s,;–-]*"
# Ours are "[1]"; a reader takes the like of them in other scripts' brackets, or spelt out, for ours as well.
_MARK = re.compile(rf"[\[［【〔〖⟦⦗❲]\s*\^?\s*(?:{_SOURCE}\s*)?({_NUMBERS})(?:†[^\]］】]{{0,40}})?[\]］】〕〗⟧⦘❳]", re.IGNORECASE)
_SPELT_MARK = re.compile(rf"\(\s*{_SOURCE}\s*{_NUMBERS}\)", re.IGNORECASE)
_INVISIBLE = re.compile(rf"[{INVISIBLE}]")
_ACCENT = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_FLOOD = re.compile(rf"({_ACCENT}{{2}}){_ACCENT}+")  # no language piles up more than two


def harmless(text: str) -> str:
    """The text on one line, without chat tokens, invisible characters, floods of accents and anything that reads as an evidence mark."""
    plain = without_tokens(visible(text))
    return " ".join(_SPELT_MARK.sub(" ", _MARK.sub(r"(\1)", plain)).split())


def visible(text: str) -> str:
    """The text without what has no ink: controls, direction marks, fillers, tags, and accents on top of two others."""
    shown = unicodedata.normalize("NFC", text)
    if not shown.isprintable():  # nearly every sentence is
        shown = "".join(char for char in shown if char.isprintable() or char.isspace())
    return _FLOOD.sub(r"\1", _INVISIBLE.sub("", shown))


def without_tokens(text: str) -> str:
    """The text without the tokens that divide a conversation for a model; what stands where one would is left without its signs."""
    while (plain := _BETWEEN_SIGNS.sub(_unsigned, _CHAT_TOKEN.sub(" ", text))) != text:
        text = plain
    return text


def _unsigned(token: re.Match[str]) -> str:
    return " " if _NAME.fullmatch("".join(token[1].split())) else f" {token[1]} "
