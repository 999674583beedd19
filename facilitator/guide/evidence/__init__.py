"""The evidence in a session, as the guide reads it: its facts, and where something of the banks applies."""
