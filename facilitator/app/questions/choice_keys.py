"""The keys of the choices of a question."""

from textual.binding import Binding

from facilitator.app.key import WORDS_HERE, Help, InHand, Key, Place

CHOICE = Binding.Group("Choice", compact=True)
PICK_WORDS = """take that choice, or tick it where several may be taken; the digits stand beside the choices \
while they do this"""
PICK = Help(Place.CHOICES, PICK_WORDS, beside="question.pick-1")
MOVE = Help(Place.CHOICES, "go to the choice above or below", beside="question.choice-above")
TICK = Help(Place.CHOICES, "tick the choice, or take its tick away")
TAKE = Help(Place.CHOICES, "take what is ticked, or the choice that one has gone to")


def _digit(digit: int) -> Key:
    """The key that takes the choice of this number."""
    key_id = f"question.pick-{digit}"

    def here(hand: InHand, words: str) -> str:
        choices = hand.question.choices if hand.question else ()
        return words if digit <= len(choices) else ""

    WORDS_HERE[key_id] = here
    return Key(str(digit), f"pick({digit - 1})", f"Choice {digit}", id=key_id, group=CHOICE, help=(PICK,))


CHOICE_KEYS = (
    *map(_digit, range(1, 10)),
    Key("up", "move(-1)", "Choice above", show=False, id="question.choice-above", help=(MOVE,)),
    Key("down", "move(1)", "Choice below", show=False, id="question.choice-below", help=(MOVE,)),
    Key("space", "select", "Tick the choice", show=False, id="question.tick", help=(TICK,)),
    Key("enter", "take", "Take the choice", id="question.take", help=(TAKE,)),
)
