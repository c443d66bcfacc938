"""The screen of citizens, in parts: what a conversation holds, how it is answered, laid out and turned into HTML.

It does not know how anything is found or checked. `ui.chat` puts the parts together, `ui.server` serves them.
"""
