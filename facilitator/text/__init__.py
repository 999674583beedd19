"""Texts in files: where in a TOML text something stands."""
