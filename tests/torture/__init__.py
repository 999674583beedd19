"""Killing and damaging sessions on purpose; a short run is part of the tests, the long one is `make torture`."""
