"""The schema of the banks: each file is read into these declared parts and nothing else."""
