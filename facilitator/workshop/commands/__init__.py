"""Everything that people can do to a session: one small class for each act, the same for every front end."""
