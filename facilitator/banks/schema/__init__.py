"""What the banks hold, as declared records; each file of a bank is read into these and nothing else."""
