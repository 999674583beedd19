"""The workshop as plain lines: one prompt at a time, read from standard input."""

import sys
from collections.abc import Callable
from contextlib import suppress

import click

from facilitator.banks.schema.scales import Scale
from facilitator.cli.leaving import Cancelled, Ended, GoTo, ToRecords
from facilitator.cli.settings import say
from facilitator.errors import UserError
from facilitator.guide.evidence.answers import spoken
from facilitator.guide.evidence.facts import sentence
from facilitator.guide.questions import AskedQuestion, QuestionState, next_open
from facilitator.guide.suggestions import Suggested
from facilitator.model.fields.field import Field, Typed
from facilitator.model.fields.texts import Lines
from facilitator.model.kind import Kind
from facilitator.model.kinds import KINDS, kinds_of
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import STEP_TITLES, Step
from facilitator.text.escape import visible
from facilitator.workshop.commands.questions import AnswerQuestion
from facilitator.workshop.commands.ratings import RateThreat
from facilitator.workshop.commands.records import AddRecord, RemoveRecord
from facilitator.workshop.commands.suggestions import AcceptSuggestion, PutOffSuggestion, RejectSuggestion
from facilitator.workshop.commands.trees import RedrawTree
from facilitator.workshop.input.form_input import fault_of
from facilitator.workshop.input.parse_answer import answer_and_note
from facilitator.workshop.input.people import hints_of
from facilitator.workshop.input.scoring import DAMAGE_POTENTIAL, PROBABILITY, figure, range_of
from facilitator.workshop.views.consequence_lines import consequence_lines
from facilitator.workshop.views.record_summary import card_of
from facilitator.workshop.workshop import Workshop

HELP = """Type an answer and press Enter. An empty line leaves it open and goes on.
  y n ? -        yes, no, don't know, not applicable; “y, but WORDS” and “ANSWER # WORDS” add a note
  :next          go to the next step          :step NAME   go to a step
  :add KIND      add a record                 :remove ID   remove one
  :cancel        leave out the record that is half typed
  :records       leave the questions open, go to the records of this step
  :undo  :redo   take back, put again         :list        what is there in this step
  :park WORDS    park a thought               :why ID      why a record is here
  :again WORDS   ask a question again         :what        what is worth doing next
  :quit          stop here; all is saved"""

SHORT = {"y": "yes", "n": "no", "?": "unknown", "-": "not-applicable"}


class Prompts:
    """Walks a workshop through its steps by plain prompts."""

    def __init__(self, workshop: Workshop, stage: str = "") -> None:
        self.workshop = workshop
        self.stage = stage
        self.step = Step.ASSETS
        self._asking = False
        self._in_record = False

    def run(self, only: str | None) -> None:
        """Ask until the last step is done, the person stops, or the input ends."""
        steps = [Step(only)] if only else self._from_the_first_open()
        say("Type :help for what can be typed, :cancel to leave a record out, :quit to stop. All is saved as you go.")
        try:
            while steps:
                steps = self._after(steps)
        except Ended:
            pass
        self.workshop.log.go_to(self.step)
        say("Saved." if not self.workshop.log.unsafe else self.workshop.log.unsafe)

    def _from_the_first_open(self) -> list[Step]:
        """The steps to go through: a person begins where a question is open, a script always at the first step."""
        steps = list(Step)
        if not sys.stdin.isatty():
            return steps
        still_open = [step for step in steps if any(item.is_open for item in self._questions_of(step))]
        start = steps.index(still_open[0]) if still_open else 0
        if start:
            passed = ", ".join(STEP_TITLES[step] for step in steps[:start])
            say(f"No question is open in {passed}; :step {steps[0].value} goes back.")
        return steps[start:]

    def _questions_of(self, step: Step) -> tuple[AskedQuestion, ...]:
        return self.workshop.guide.questions(step, self.stage)

    def _after(self, steps: list[Step]) -> list[Step]:
        self.step = steps[0]
        click.echo(f"\n== Step {list(Step).index(self.step) + 1}: {STEP_TITLES[self.step]} ==")
        try:
            self._until_records(self._questions)
            if self.step is Step.THREATS:
                self._until_records(self._suggestions)
            for form in kinds_of(self.step):
                self._records(form)
            if self.step is Step.RATE:
                self._ratings()
        except GoTo as move:
            return list(Step)[list(Step).index(move.step) :]
        return steps[1:]

    def _until_records(self, ask: Callable[[], None]) -> None:
        """Ask until all is answered, or until the person wants to go to the records."""
        self._asking = True
        with suppress(ToRecords):
            ask()
        self._asking = False

    def _questions(self) -> None:
        passed: set[tuple[str, str]] = set()
        here = ("", "")
        while asked := self._next_open(passed, here):
            here = asked.key
            passed.add(here)
            self._again_until_taken(lambda asked=asked: self._ask(asked))  # type: ignore[misc]

    def _next_open(self, passed: set[tuple[str, str]], here: tuple[str, str]) -> AskedQuestion | None:
        """The next open question after the one in hand; those that were left open are not asked again."""
        asked = self._questions_of(self.step)
        return next_open([item for item in asked if item.key == here or item.key not in passed], here)

    def _ask(self, asked: AskedQuestion) -> None:
        question = asked.question
        click.echo(f"\n{visible(asked.text)}\nWhy we ask: {visible(question.why)}")
        if asked.because:
            click.echo(f"Asked because {visible(sentence(asked.because))}")
        if asked.answer is not None:
            stale = "; something behind it has changed since" if asked.state is QuestionState.STALE else ""
            click.echo(f"Answered before: {visible(spoken(asked.answer))}{stale}.")
        if question.example:
            click.echo(f"For example: {visible(question.example)}")
        for number, choice in enumerate(question.choices, 1):
            click.echo(f"  {number}  {visible(choice)}")
        ways = {
            "yes-no": "y, n, ? or -",
            "one-of": "a number, ? or -",
            "several-of": "numbers with commas, ? or -",
            "records": f"in words; the {question.record.replace('_', ' ')}s themselves come after",
        }
        typed = self._read(ways.get(question.answer.value, "in words, ? or -"))
        answer, note = answer_and_note(question, typed, SHORT)
        value = SHORT.get(answer, answer)
        if value and self._may_change(asked, value):
            self.workshop.do(AnswerQuestion(question.id, value, note, asked.about))
            if note:
                click.echo(f"Taken as “{visible(answer)}”, with the note “{visible(note)}”.")
            self._say_leads(asked)

    def _may_change(self, asked: AskedQuestion, value: str) -> bool:
        """Say first what a changed answer touches; whether people want it all the same."""
        if asked.answer is None:
            return True
        found = self.workshop.consequences(AnswerQuestion(asked.question.id, value, about=asked.about))
        if not found.warn:
            return True
        click.echo(visible("\n".join(("This touches what came after it.", *consequence_lines(found)))))
        return self._read("y changes the answer, anything else leaves it") == "y"

    def _again(self, words: str) -> None:
        """Ask a question again, by some of its words."""
        everything = [item for step in Step for item in self.workshop.guide.questions(step)]
        found = [item for item in everything if words.casefold() in item.text.casefold()]
        if not found:
            raise UserError(f"No question that applies holds the words “{words}”.")
        self._ask(found[0])

    def _say_leads(self, before: AskedQuestion) -> None:
        """What the answer just given leads to."""
        given = self.workshop.guide.asked(before.key)
        if given is None:
            return
        for line in self.workshop.guide.said(given):
            click.echo(f"→ {visible(line)}")

    def _suggestions(self) -> None:
        """Offer what the answers and facts suggest, one by one."""
        seen: set[tuple[str, str]] = set()
        while suggested := self._next_suggestion(seen):
            seen.add(suggested.key)
            self._again_until_taken(lambda suggested=suggested: self._decide(suggested))  # type: ignore[misc]

    def _next_suggestion(self, seen: set[tuple[str, str]]) -> Suggested | None:
        return next((item for item in self.workshop.guide.suggestions() if item.key not in seen), None)

    def _decide(self, suggested: Suggested) -> None:
        kind = "Threat" if suggested.template else "Action"
        click.echo(f"\n{kind} suggested: {visible(suggested.title)}\nBecause {visible(suggested.because)}")
        for change in suggested.changed:
            click.echo(f"It was decided before. {visible(change)}.")
        for label, words in card_of(self.workshop.session, self.workshop.guide.prefilled(suggested)):
            click.echo(visible(f"  {label}: {words}"))
        typed = self._read("y accept, n WHY reject, l later, an empty line leaves it open")
        word, _, rest = typed.partition(" ")
        match SHORT.get(word, word):
            case "yes":
                click.echo(f"Accepted as {self.workshop.do(AcceptSuggestion(*suggested.key)).id}.")
            case "no":
                self.workshop.do(RejectSuggestion(*suggested.key, rest or self._read("Why")))
            case "l" | "later":
                self.workshop.do(PutOffSuggestion(*suggested.key))
            case "":
                return
            case _:
                raise UserError(f"“{word}” should be y, n, l or an empty line.")

    def _records(self, form: Kind) -> None:
        self._list(form)
        article = "an" if form.noun[0] in "aeiou" else "a"
        click.echo(f"\n{form.hint}\nAdd {article} {form.noun}: type its first field, or an empty line to go on.")
        first = next(item for item in form.fields if item.required)
        while typed := self._read(first.label):
            self._whole(lambda typed=typed, first=first: self._add(form, first, typed))  # type: ignore[misc]

    def _whole(self, act: Callable[[], None]) -> None:
        """Enter one record; what is left half typed by :cancel is not kept."""
        outside, self._in_record = self._in_record, True
        try:
            self._again_until_taken(act)
        except Cancelled:
            click.echo("Left out; nothing of it is kept.")
        finally:
            self._in_record = outside

    def _add(self, form: Kind, first: Field, typed: str) -> None:
        values: dict[str, Typed] = {first.name: typed}
        for item in form.fields:
            if item.name == first.name:
                continue
            text = self._lines(item) if isinstance(item.type, Lines) else self._field(item)
            if text:
                values[item.name] = text
        record = self.workshop.do(AddRecord(form.name, values))
        click.echo(f"Added {record.id}.")
        for hint in hints_of(self.workshop.session, form, values):
            click.echo(visible(f"{hint} “:add participant” adds people."))
        if form.name == "tree":
            self._draw(record.id)

    def _field(self, item: Field) -> str:
        ways = ", ".join(item.choices) or item.help
        while True:
            typed = self._read(f"{item.label} ({ways})" if ways else item.label)
            fault = fault_of(self.workshop.session, item, typed)
            if not fault:
                return typed
            self._refused(UserError(fault, item.name))

    def _lines(self, item: Field) -> str:
        click.echo(f"{item.label}: {item.help}; an empty line ends them.")
        lines = []
        while line := self._read(item.label):
            lines.append(line)
        return "\n".join(lines)

    def _beside_the_record(self, act: Callable[[], None]) -> None:
        """Do something else while a record is half typed; :cancel and :undo do not mean that record meanwhile."""
        outside, self._in_record = self._in_record, False
        try:
            act()
        finally:
            self._in_record = outside

    def _draw(self, tree_id: str) -> None:
        """Take the outline of a tree that was just added; a tree without one is not kept."""
        try:
            self._again_until_taken(lambda: self._outline(tree_id))
        except Cancelled:
            self.workshop.do(RemoveRecord(tree_id))
            raise

    def _outline(self, tree_id: str) -> None:
        click.echo(
            "Draw the tree, one node a line, children indented by two spaces. Begin a gate with “or:”, “and:”, "
            "“sequence:” or “at-least 2:”; “words @ condition” lets leaves share a condition. An empty line ends it."
        )
        lines = []
        while (line := self._read("", strip=False)).strip():
            lines.append(line)
        if lines:
            self.workshop.do(RedrawTree(tree_id, "\n".join(lines)))

    def _ratings(self) -> None:
        scale = self.workshop.banks.scale(self.workshop.session.header.scale)
        threats = self.workshop.session.all(Threat)
        rated = [threat.id for threat in threats if self.workshop.rating_of(threat.id)]
        if rated:
            click.echo(f"\nRated already, and left as they are: {', '.join(rated)}.")
        for threat in threats:
            if threat.id not in rated:
                click.echo(f"\n{threat.id} {visible(threat.title)}. Scale {scale.id}.")
                self._whole(lambda threat=threat: self._rate(threat, scale))  # type: ignore[misc]

    def _rate(self, threat: Threat, scale: Scale) -> None:
        scores: dict[str, tuple[int | None, str | None]] = {}
        for factor in scale.factors:
            value, reason = self._figure(factor, scale, ", then the reason")
            if value is not None:
                scores[factor] = (value, reason)
        probability, _ = self._figure(PROBABILITY, scale)
        damage, _ = self._figure(DAMAGE_POTENTIAL, scale)
        if scores or probability or damage:
            rating = self.workshop.do(RateThreat(threat.id, scores, probability=probability, damage_potential=damage))
            click.echo(f"Rated: {' + '.join(str(score.value) for score in rating.scores)}.")
            for warning in self.workshop.guide.warnings(threat.id):
                click.echo(visible(warning))

    def _figure(self, name: str, scale: Scale, also: str = "") -> tuple[int | None, str]:
        """A figure and what was written after it; asked again until it can be taken."""
        lowest, highest = range_of(name, scale)
        while True:
            line = self._read(f"{name.replace('_', ' ')} ({lowest} to {highest}{also})")
            value, _, reason = line.partition(" ")
            try:
                return figure(value if also else line, name, scale), reason
            except UserError as refusal:
                self._refused(refusal)

    def _list(self, form: Kind) -> None:
        records = self.workshop.session.tables[form.name].values()
        if records:
            click.echo(f"\n{form.plural}:")
        for record in records:
            click.echo(visible(f"  {record.id}  {record.title_text}"))

    def _again_until_taken(self, act: Callable[[], None]) -> None:
        while True:
            try:
                return act()
            except UserError as refusal:
                self._refused(refusal)

    def _refused(self, refusal: UserError) -> None:
        """Say it to a person, who is asked again; a script ends with it."""
        if not sys.stdin.isatty():
            raise refusal
        say(str(refusal))

    def _read(self, prompt: str, *, strip: bool = True) -> str:
        """One line, with commands taken out and done. Raises Ended at the end of the input."""
        while True:
            click.echo(f"{prompt}> " if prompt else "> ", nl=False)
            line = sys.stdin.readline()
            if not line:
                raise Ended
            if not sys.stdin.isatty():
                click.echo()
            text = line.strip() if strip else line.rstrip("\r\n")
            if not text.startswith(":"):
                return text
            self._command(text[1:].strip())

    def _command(self, text: str) -> None:
        verb, _, rest = text.partition(" ")
        try:
            self._commanded(verb, rest.strip())
        except UserError as refusal:
            if self.workshop.log.unsafe and not sys.stdin.isatty():
                raise
            say(str(refusal))

    def _commanded(self, verb: str, rest: str) -> None:
        match verb:
            case "quit" | "q":
                raise Ended
            case "next":
                following = list(Step).index(self.step) + 1
                if following == len(Step):
                    raise Ended
                raise GoTo(list(Step)[following])
            case "records":
                if self._asking:
                    raise ToRecords
            case "step" if rest in tuple(Step):
                raise GoTo(Step(rest))
            case "add" if rest in KINDS and KINDS[rest].form:
                self._beside_the_record(lambda: self._records(KINDS[rest]))
            case "cancel":
                if self._in_record:
                    raise Cancelled
                click.echo("No record is half typed here; :undo takes back the last act.")
            case "undo" | "redo" if self._in_record:
                click.echo("This record is not added yet; :cancel leaves it out.")
            case "remove":
                self.workshop.do(RemoveRecord(rest))
                click.echo(f"Removed {rest}; :undo brings it back.")
            case "undo":
                click.echo(visible(f"Undone: {self.workshop.log.undo() or 'nothing to undo'}"))
            case "redo":
                click.echo(visible(f"Done again: {self.workshop.log.redo() or 'nothing to redo'}"))
            case "list":
                for form in kinds_of(self.step):
                    self._list(form)
            case "again" if rest:
                self._beside_the_record(lambda: self._again(rest))
            case "what":
                worth = self.workshop.guide.next_thing()
                click.echo(visible(f"{STEP_TITLES[worth.step]}: {worth.text} {worth.reason}"))
            case "why" if rest:
                for ground in self.workshop.guide.provenance(self.workshop.record(rest), self.workshop.log.history):
                    click.echo(visible(f"{'  ' * ground.depth}{ground.text}"))
            case "park" if rest:
                self.workshop.do(AddRecord("note", {"text": rest}))
                click.echo("Parked.")
            case _:
                click.echo(HELP)
