"""What the team decides to do: countermeasures against threats, and approving what came of the session."""
