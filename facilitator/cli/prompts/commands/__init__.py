"""What can be typed after a colon: the commands of the walk, and the acts on the session that have a verb."""
