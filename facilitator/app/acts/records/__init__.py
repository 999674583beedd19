"""Adding, changing and removing records: what the keys of a table do, one or several at once."""

from facilitator.app.acts.records import changing as changing
from facilitator.app.acts.records import joining as joining
