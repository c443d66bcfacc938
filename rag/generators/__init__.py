"""The language models that write a draft: GGUF files in process, Hugging Face models, and OpenAI-compatible URLs.

It does not know prompts, evidence or what is done with a draft. Whatever the model behind it speaks, what leaves here is in the form of the
`Constraint`: sentences that end in a full stop and in evidence marks that exist.
"""

from __future__ import annotations
