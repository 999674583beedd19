"""What `tools/mutate.py` changes in a module, from its source alone."""
