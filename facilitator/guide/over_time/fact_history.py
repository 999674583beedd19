"""Facts of the past in words, made of their keys alone."""

from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.facts import ANSWER, for_record, named, parts_of_key, question_and_record
from facilitator.guide.questions import filled

_WORDS = {
    "catalogue": "{subject} stood in the catalogue as {value}",
    "category": "{subject} was of the category {value}",
    "properties": "{value} had to hold for {subject}",
    "holds": "{subject} held {value}",
    "carries": "{subject} carried {value}",
    "kind": "{subject} was of the kind {value}",
    "comes from": "{subject} came from {value}",
    "goes to": "{subject} went to {value}",
    "crosses": "{subject} crossed from {value}",
    "authentication": "the authentication of {subject} was “{value}”",
    "authorization": "the authorization of {subject} was “{value}”",
    "encryption": "the encryption of {subject} was “{value}”",
    "goes to what holds": "{subject} went to {value}",
    "reached by": "{subject} could be reached by {value}",
    "entry point": "{subject} could be reached by {value}",
    "stage in scope": "the stage {value} was in scope",
    "kind of system": "the system was {value}",
    "absent": "there was no such {value}",
    "present": "there was such a {value}",
}
_WITHOUT_VALUE = {
    "crosses": "{subject} crossed no trust boundary",
    "reached by": "nothing from outside got at {subject}",
    "entry point": "no entry point named {subject}",
}


def describe(context: Context, key: str) -> str:
    """Say in words what the key of a fact said when it was kept."""
    subject, what, value = parts_of_key(key)
    if what == ANSWER:
        return _answered(context, subject, value)
    if value:
        words = _WORDS.get(what, "{subject}: {what} was {value}")
    else:
        words = _WITHOUT_VALUE.get(what, "{subject}: {what}")
    return words.format(subject=_named(context, subject), what=what, value=_value(context, value))


def _answered(context: Context, subject: str, value: str) -> str:
    question_id, about = question_and_record(subject)
    record = context.find(about) if about else None
    text = _text_of_question(context, question_id, about)
    return f"“{text}”{for_record(record, text)} was answered {value}"


def _text_of_question(context: Context, question_id: str, about: str) -> str:
    """The words of a question with the record in them; its id when it is in the banks no more."""
    question = context.banks.questions_by_id.get(question_id)
    if question is None:
        return question_id
    return filled(context, question.text, about, otherwise=about)


def _value(context: Context, value: str) -> str:
    """A value with the names of the records in it; the two sides of a crossing stand around a “>”."""
    words = [_named(context, word) for word in value.split(" ")]
    text = " ".join(words)
    return text.replace(" > ", " to ")


def _named(context: Context, word: str) -> str:
    record = context.find(word)
    return named(record) if record else word
