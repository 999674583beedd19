"""What the keys of the workshop screen do, and what follows a message of its parts: one function each."""

from facilitator.app.acts import answering as answering
from facilitator.app.acts import facilitation as facilitation
from facilitator.app.acts import guidance as guidance
from facilitator.app.acts import moving as moving
from facilitator.app.acts import records as records
from facilitator.app.acts import saving as saving
