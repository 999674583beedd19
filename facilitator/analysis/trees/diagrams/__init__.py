"""Decision diagrams of modules, and of the sets of their minimal scenarios."""
