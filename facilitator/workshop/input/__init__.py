"""From what a person typed to records: forms, lines, outlines, answers, figures."""
