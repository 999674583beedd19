"""Every command: import it before asking `COMMANDS`. The screens import only those that they make, to start soon."""

from facilitator.workshop.commands import failure_modes as failure_modes
from facilitator.workshop.commands import notes as notes
from facilitator.workshop.commands import planting as planting
from facilitator.workshop.commands import questions as questions
from facilitator.workshop.commands import ratings as ratings
from facilitator.workshop.commands import records as records
from facilitator.workshop.commands import session as session
from facilitator.workshop.commands import suggestions as suggestions
from facilitator.workshop.commands import trees as trees
from facilitator.workshop.commands.treatment import approvals as approvals
from facilitator.workshop.commands.treatment import countermeasures as countermeasures
