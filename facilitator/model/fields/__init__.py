"""The fields of records: how each sort is read from what a person typed, checked, and shown again."""
