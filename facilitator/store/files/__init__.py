"""Files of sessions: where they lie, who may read them, how they are read, written and locked."""
