"""The question banks: what they hold, how they are loaded and how they are checked."""
