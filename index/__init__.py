"""Documents in, ranked passages out. It does not know answers, language models or screens."""
