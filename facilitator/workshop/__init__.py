"""One headless object that runs a workshop; every front end drives it."""
