"""What lines on the screen are made of: which are in sight, where the cursor is, how words are wrapped."""
