"""The records of a session: frozen, plain, each kind declared once, in the order in which files list them."""

from facilitator.model.records import session as session  # isort: skip
from facilitator.model.records import assets as assets  # isort: skip
from facilitator.model.records import architecture as architecture  # isort: skip
from facilitator.model.records import context as context  # isort: skip
from facilitator.model.records import countermeasures as countermeasures  # isort: skip
from facilitator.model.records import threats as threats  # isort: skip
from facilitator.model.records import trees as trees  # isort: skip
from facilitator.model.records import ratings as ratings  # isort: skip
from facilitator.model.records import failure_modes as failure_modes  # isort: skip
from facilitator.model.records import answers as answers  # isort: skip
from facilitator.model.records import notes as notes  # isort: skip
