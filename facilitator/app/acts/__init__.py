"""What the keys of the workshop screen do, and what follows a message of its parts: one function each."""

from textual.binding import Binding

from facilitator.app.act import every_act
from facilitator.app.acts import answering as answering
from facilitator.app.acts import approving as approving
from facilitator.app.acts import asking as asking
from facilitator.app.acts import becoming as becoming
from facilitator.app.acts import beside as beside
from facilitator.app.acts import facilitation as facilitation
from facilitator.app.acts import guidance as guidance
from facilitator.app.acts import moving as moving
from facilitator.app.acts import noting as noting
from facilitator.app.acts import records as records
from facilitator.app.acts import saving as saving


def keys_from_everywhere() -> list[Binding]:
    """The keys of the acts that are done from every screen that is no form, for the application to bind."""
    found = []
    for declared in every_act().values():
        if declared.everywhere:
            _, _, name = declared.id.partition(".")
            action = f"act('{declared.id}')"
            found.append(Binding(declared.key, action, declared.words, show=False, id=f"application.{name}"))
    return found
