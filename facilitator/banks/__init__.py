"""The question banks: what they hold, how they are loaded, which question comes next."""
