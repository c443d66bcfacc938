"""Tests of what accounts for the past."""
