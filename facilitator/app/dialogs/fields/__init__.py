"""The fields of a form on screen: their entries, what is typed in them, what they mean."""
