"""What a person fills in to make each kind of record; both front ends are drawn from it."""

from dataclasses import dataclass
from enum import Enum, StrEnum

from facilitator.model.vocabulary import (
    AssetCategory,
    ComponentKind,
    NoteKind,
    Outlook,
    Protection,
    Role,
    SecurityProperty,
    Step,
    Stride,
    SystemKind,
    ThreatStatus,
)


class Entry(Enum):
    """How a field is filled in."""

    TEXT = "text"
    LONG_TEXT = "long text"
    LINES = "lines"
    CHOICE = "choice"
    CHOICES = "choices"
    REFERENCE = "reference"
    REFERENCES = "references"
    STAGE = "stage"
    STAGES = "stages"
    YES_NO = "yes or no"
    COUNTERMEASURES = "countermeasures"
    CATALOGUE = "catalogue"
    NUMBER = "number"
    PERSON = "person"
    DATE = "date"


ONE_LINE = (Entry.TEXT, Entry.PERSON, Entry.DATE)
"""Fields that are one line in a person's own words."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: the record's attribute, its label, a line of help, and what may be entered.

    choices: for CHOICE and CHOICES the values of an enumeration; for NUMBER the numbers.
    refers_to: for REFERENCE and REFERENCES the kinds of record.
    """

    name: str
    label: str
    entry: Entry = Entry.TEXT
    help: str = ""
    choices: tuple[str, ...] = ()
    refers_to: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of one kind of record, with the words for it on screen."""

    kind: str
    singular: str
    plural: str
    step: Step | None
    fields: tuple[FormField, ...]
    hint: str

    def field(self, name: str) -> FormField:
        """The field of this name. Raises KeyError."""
        for item in self.fields:
            if item.name == name:
                return item
        raise KeyError(name)


def _values(choices: type[StrEnum]) -> tuple[str, ...]:
    return tuple(choice.value for choice in choices)


_NAME = FormField("name", "Name", required=True)
_DESCRIPTION = FormField("description", "Description", Entry.LONG_TEXT)
_PROTECTION = _values(Protection)


def _component_field(name: str, label: str, *, several: bool = False, help: str = "") -> FormField:
    entry = Entry.REFERENCES if several else Entry.REFERENCE
    return FormField(name, label, entry, help, refers_to=("component",))


def _assets_field(label: str) -> FormField:
    return FormField("assets", label, Entry.REFERENCES, "ids or names", refers_to=("asset",))


FORMS: dict[str, Form] = {
    form.kind: form
    for form in (
        Form(
            "session",
            "session",
            "The session",
            None,
            (
                FormField("title", "Title", required=True),
                FormField("system", "What the system does, in a sentence", Entry.LONG_TEXT),
                FormField("system_kind", "Kind of system", Entry.CHOICE, choices=_values(SystemKind)),
                FormField("stages", "Stages in scope", Entry.STAGES),
                FormField("scale", "Rating scale", help="such as deck-1-5; ratings made keep their scale"),
            ),
            "What the session is about.",
        ),
        Form(
            "asset",
            "asset",
            "Assets",
            Step.ASSETS,
            (
                _NAME,
                FormField("category", "Category", Entry.CHOICE, choices=_values(AssetCategory)),
                FormField("catalogue", "In the catalogue", Entry.CATALOGUE, "such as D4 for labelled data"),
                FormField("owner", "Owner", help="who answers for it"),
                FormField("value", "Value to protect", help="what is lost if it fails"),
                FormField(
                    "properties",
                    "Properties that matter",
                    Entry.CHOICES,
                    "what must hold for it",
                    _values(SecurityProperty),
                ),
                FormField("stages", "Stages", Entry.STAGES, "where in the lifecycle it is made or used"),
                _DESCRIPTION,
            ),
            "Name what would hurt to lose, leak or have changed: data, models, results, keys.",
        ),
        Form(
            "component",
            "component",
            "Components",
            Step.ARCHITECTURE,
            (
                _NAME,
                FormField("component_kind", "Kind", Entry.CHOICE, choices=_values(ComponentKind)),
                _assets_field("Assets that live here"),
                _DESCRIPTION,
            ),
            "Name the parts: who acts, what computes, where data rests, what lies outside.",
        ),
        Form(
            "flow",
            "data flow",
            "Data flows",
            Step.ARCHITECTURE,
            (
                FormField("name", "What flows", required=True),
                _component_field("source", "From"),
                _component_field("target", "To"),
                _assets_field("Assets carried"),
                FormField("protocol", "Protocol", help="such as HTTPS, MQTT, Modbus"),
                FormField("authentication", "Authentication", Entry.CHOICE, choices=_PROTECTION),
                FormField("authentication_detail", "How, by which means"),
                FormField("authorization", "Authorization", Entry.CHOICE, choices=_PROTECTION),
                FormField("authorization_detail", "Who may do what"),
                FormField("encryption", "Encryption", Entry.CHOICE, choices=_PROTECTION),
            ),
            "Follow one item from where it arises to where it is used; each hop is a flow.",
        ),
        Form(
            "boundary",
            "trust boundary",
            "Trust boundaries",
            Step.DECOMPOSE,
            (
                _NAME,
                _component_field("components", "Components inside", several=True, help="ids or names"),
                FormField("inside", "Inside of", Entry.REFERENCE, refers_to=("boundary",)),
                _DESCRIPTION,
            ),
            "Draw a line where one party stops trusting another: a site, a cloud, a supplier.",
        ),
        Form(
            "entry_point",
            "entry point",
            "Entry points",
            Step.DECOMPOSE,
            (
                _NAME,
                _component_field("component", "Component"),
                FormField("flows", "Flows", Entry.REFERENCES, "ids or names", refers_to=("flow",)),
                FormField("reachable_by", "Reachable by", help="who can get to it"),
                _DESCRIPTION,
            ),
            "List where something from outside can get in, people and cables included.",
        ),
        Form(
            "technology",
            "technology",
            "Technologies",
            Step.DECOMPOSE,
            (
                _NAME,
                FormField("version", "Version"),
                _component_field("components", "Used by", several=True, help="ids or names"),
            ),
            "Name products and libraries that the parts are built on.",
        ),
        Form(
            "threat",
            "threat",
            "Threats",
            Step.THREATS,
            (
                FormField("title", "Title", required=True),
                FormField(
                    "target",
                    "Target",
                    Entry.REFERENCES,
                    "ids or names of what is attacked",
                    refers_to=("component", "flow", "boundary", "entry_point", "asset"),
                ),
                FormField("stride", "STRIDE category", Entry.CHOICES, choices=_values(Stride)),
                FormField(
                    "properties",
                    "Property broken",
                    Entry.CHOICES,
                    "left empty, it follows from STRIDE",
                    _values(SecurityProperty),
                ),
                _assets_field("Assets harmed"),
                FormField("failure_mode", "Failure mode", help="such as D4.3, or in your words"),
                FormField("stage", "Stage", Entry.STAGE),
                FormField("techniques", "Attack techniques", Entry.LINES, "one a line"),
                FormField(
                    "countermeasures",
                    "Countermeasures",
                    Entry.COUNTERMEASURES,
                    "one a line: what | proposed, planned, in-place or rejected | owner",
                ),
                FormField("references", "References", Entry.LINES, "one a line"),
                FormField("status", "Status", Entry.CHOICE, choices=_values(ThreatStatus)),
                FormField(
                    "status_reason",
                    "Reason for the status",
                    help="needed for accepted, transferred and not applicable",
                ),
                FormField("description", "What happens", Entry.LONG_TEXT),
            ),
            "Write one card for each way an asset can be made to fail. The risk comes in step 6.",
        ),
        Form(
            "tree",
            "threat tree",
            "Threat trees",
            Step.TREES,
            (
                FormField("title", "The attacker's goal", required=True),
                FormField("threat", "Threat", Entry.REFERENCE, refers_to=("threat",)),
                FormField("note", "Note", Entry.LONG_TEXT),
            ),
            "Put the attacker's goal on top and ask: what alone is enough, what must come together?",
        ),
        Form(
            "control",
            "control",
            "Controls",
            Step.TREES,
            (
                _NAME,
                FormField(
                    "disables",
                    "Conditions it makes impossible",
                    Entry.REFERENCES,
                    "ids or names",
                    refers_to=("condition",),
                ),
                FormField("in_place", "In place", Entry.YES_NO),
                _DESCRIPTION,
            ),
            "What can be put in place, and which conditions it takes away.",
        ),
        Form(
            "condition",
            "condition",
            "Conditions",
            Step.TREES,
            (_NAME, _DESCRIPTION),
            "A fact that must hold for an attack. Leaves that say the same share one condition.",
        ),
        Form(
            "participant",
            "participant",
            "Participants",
            None,
            (
                _NAME,
                FormField("role", "Role", Entry.CHOICE, choices=_values(Role)),
                FormField("organisation", "Organisation"),
            ),
            "Who is in the room.",
        ),
        Form(
            "failure_mode",
            "failure mode",
            "Failure modes",
            Step.THREATS,
            (
                FormField("text", "How it fails", required=True),
                FormField("asset", "Asset", Entry.REFERENCE, refers_to=("asset",)),
                FormField("catalogue", "Catalogue id", help="such as D4.3"),
                FormField("outlook", "Outlook", Entry.CHOICE, choices=_values(Outlook)),
                FormField("reason", "Why it is fine"),
                FormField("cause", "Cause"),
                FormField("effect", "Effect"),
                FormField(
                    "severity",
                    "Severity",
                    Entry.NUMBER,
                    "1 hardly felt to 5 the worst; a lower bound for the rating of its threats",
                    ("1", "2", "3", "4", "5"),
                ),
                FormField("threats", "Threats", Entry.REFERENCES, refers_to=("threat",)),
            ),
            "How each asset can fail to do its job, with or without an attacker.",
        ),
        Form(
            "note",
            "note",
            "Notes",
            None,
            (
                FormField("text", "Text", Entry.LONG_TEXT, required=True),
                FormField("note_kind", "Kind", Entry.CHOICE, choices=_values(NoteKind)),
                FormField("owner", "Owner", Entry.PERSON),
                FormField("due", "Due", Entry.DATE, "a date such as 2026-12-31"),
                FormField("done", "Done", Entry.YES_NO),
            ),
            "Park a thought, note a decision, or give somebody an action.",
        ),
    )
}
"""A form for every kind of record that people fill in field by field."""

FORMS_OF_STEP: dict[Step, tuple[Form, ...]] = {
    step: tuple(form for form in FORMS.values() if form.step is step) for step in Step
}

KINDS_SHOWN: dict[Step, tuple[str, ...]] = {
    step: tuple(form.kind for form in forms) for step, forms in FORMS_OF_STEP.items()
} | {Step.DECOMPOSE: ("boundary", "entry_point", "technology", "flow")}
"""The kinds of record that a step works on; step 3 looks into the flows that step 2 drew."""

STEP_TITLES = {
    Step.ASSETS: "Assets",
    Step.ARCHITECTURE: "Architecture",
    Step.DECOMPOSE: "Decompose",
    Step.THREATS: "Threats",
    Step.TREES: "Trees",
    Step.RATE: "Rate",
}
