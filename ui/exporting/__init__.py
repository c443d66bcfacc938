"""Kept answers as files and as a page of their own, all of the same content. It does not know HTTP."""
