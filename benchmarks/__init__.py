"""How long the program takes for what people wait for."""
