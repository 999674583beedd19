"""Adding, changing and removing records: what the keys of a table do, one or several at once."""
