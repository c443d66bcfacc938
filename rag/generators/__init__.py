"""The language models that write a draft: GGUF files in process, Hugging Face models, and OpenAI-compatible servers.

It does not know prompts, evidence or what is done with a draft. Whatever the model behind it speaks, what leaves here is in the form of the
`Constraint`, one whole sentence at a time: sentences that end in a full stop and in evidence marks that exist. `rag.opening` opens them.
"""
