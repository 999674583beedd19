"""Keys as they stand on a keyboard."""

NAMES = {
    "question_mark": "?",
    "minus": "-",
    "slash": "/",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "apostrophe": "'",
    "plus": "+",
    "equals_sign": "=",
}


def name_of_keys(keys: str) -> str:
    """One key, or several with commas between, as people read them."""
    return " ".join(NAMES.get(key, key) for key in keys.split(","))
