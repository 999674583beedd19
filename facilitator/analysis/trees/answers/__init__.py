"""What a solved goal answers: how many ways in, which, how likely, and what closes them."""
