"""Guided threat modelling of AI systems with STRIDE-AI (Mauri & Damiani)."""
