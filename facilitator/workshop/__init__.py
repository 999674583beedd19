"""A workshop without a screen: what every front end shows, asks and changes."""
