"""What was said to the questions and suggestions of the banks, and which questions the team knows."""

from dataclasses import dataclass

from facilitator.model.fields import declare
from facilitator.model.fields.references import ANY_KIND
from facilitator.model.kind import Kind, declared
from facilitator.model.part import Record
from facilitator.model.vocabulary import AnswerState, SuggestionState


@declared(
    Kind(name="answer", prefix="Q", noun="answer", plural="Answers", title="text", one_each=("question", "about"))
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Record):
    """What the team said to one question, with the question's text as it was asked.

    about: the record that a question for each record was about.
    facts: what made the question apply when it was answered, as keys of facts.
    """

    question: str
    text: str
    stage: str = ""
    step: str = ""
    bank_version: str = ""
    state: AnswerState = AnswerState.ANSWERED
    value: str = ""
    choices: tuple[str, ...] = ()
    note: str = ""
    about: str = declare.reference(*ANY_KIND)
    records: tuple[str, ...] = declare.references(*ANY_KIND)
    facts: tuple[str, ...] = ()
    by: str = ""
    time: str = ""


@declared(
    Kind(
        name="suggestion",
        prefix="SU",
        noun="suggestion",
        plural="Suggestions",
        title="title",
        one_each=("rule", "template", "about"),
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion(Record):
    """A suggestion that the team has decided on.

    template: the threat template; for an action it is empty and the rule says which.
    because: the reasons as they were read; facts: the same as keys, to see whether they still hold.
    confirmed: the keys of those that held no more when the team said that it stands all the same.
    """

    title: str
    rule: str
    template: str = ""
    state: SuggestionState = SuggestionState.ACCEPTED
    reason: str = ""
    because: tuple[str, ...] = ()
    about: str = declare.reference(*ANY_KIND)
    facts: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()


@declared(
    Kind(
        name="known_bank",
        prefix="KB",
        noun="known bank",
        plural="Known banks",
        title="stage",
        one_each=("stage",),
        approved=False,
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class KnownBank(Record):
    """The questions of one lifecycle stage that the team knows of, as of one version of its bank."""

    stage: str
    versions: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
