"""The standing of threats: for each threat of the banks and each record that it could hit, what is known of it."""
