"""Texts in files and on screens: where something stands in TOML, which characters are dangerous, JSON to print."""
