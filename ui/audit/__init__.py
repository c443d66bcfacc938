"""Accounting for the past: what was answered, from what, under which settings; counted, reopened and handed out as files.

It does not know how answers come about.
"""
