"""What a session holds, as the guide reads it: facts, and where what the banks declare applies."""
