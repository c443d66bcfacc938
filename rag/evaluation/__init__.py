"""Measuring the line on questions whose answers are known: finding, refusing, choosing evidence.

It does not know screens, settings or how anything is found: it asks the very functions that answer people's questions.
"""
