"""The parts of the plain prompts, put together."""

from facilitator.cli.prompts.line_reader import LineReader
from facilitator.cli.prompts.place import Place
from facilitator.cli.prompts.questions import QuestionPrompts
from facilitator.cli.prompts.ratings import RatingPrompts
from facilitator.cli.prompts.records import RecordPrompts
from facilitator.cli.prompts.suggestions import SuggestionPrompts
from facilitator.workshop.workshop import Workshop


class Talk:
    """The prompts of a workshop, which share where the person is and how lines are read."""

    def __init__(self, workshop: Workshop, stage: str = "") -> None:
        self.workshop = workshop
        self.place = Place()
        self.reader = LineReader()
        self.questions = QuestionPrompts(workshop, self.reader, stage)
        self.suggestions = SuggestionPrompts(workshop, self.reader)
        self.records = RecordPrompts(workshop, self.reader, self.place)
        self.ratings = RatingPrompts(workshop, self.reader, self.place)
