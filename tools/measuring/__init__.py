"""What `tools/measure_code.py` counts: one file for each kind of measure, from the source alone."""
