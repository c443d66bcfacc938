"""Speed and memory, measured side by side and never asserted: `make bench`."""
