"""The part of the guide for questions: which apply, and what the banks say to an answer."""

from facilitator.guide.evidence.session_reader import SessionReader
from facilitator.guide.questions import AskedQuestion, asked_questions, filled, leads_of, questions_of_step
from facilitator.model.vocabulary import Step


class QuestionGuide(SessionReader):
    """Finds the questions that apply, and what an answer leads to."""

    def questions(self, step: Step, stage: str = "") -> tuple[AskedQuestion, ...]:
        """The questions of a step that apply, for all stages in scope or for one; each with its state and answer."""
        return questions_of_step(self.context, step, stage)

    def asked(self, key: tuple[str, str]) -> AskedQuestion | None:
        """The question with this key, where it applies."""
        for asked in asked_questions(self.context):
            if asked.key == key:
                return asked
        return None

    def said(self, asked: AskedQuestion) -> tuple[str, ...]:
        """What the banks say to the answer of a question, a line each."""
        if asked.answer is None:
            return ()
        leads = [lead for _, lead in leads_of(asked.question, asked.answer)]
        words = [lead.say for lead in leads if lead.say]
        actions = [f"Action: {lead.action}" for lead in leads if lead.action]
        context = self.context
        lines = [filled(context, line, asked.about) for line in (*words, *actions)]
        return tuple(lines)
