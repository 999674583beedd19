"""The parts of the workshop screen: its panes, and the bars around them."""
