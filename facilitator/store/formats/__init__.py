"""What stands in the files of a session: the snapshot, the history and the records in them."""
