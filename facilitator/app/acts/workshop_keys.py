"""The keys of the workshop screen; what each does is in the acts, by the same names."""

from textual.binding import Binding

from facilitator.model.vocabulary import STEP_TITLES, Step

ANSWER = Binding.Group("Answer")
STEP = Binding.Group("Step", compact=True)

WORKSHOP_KEYS = [
    Binding("y", "answer('yes')", "Answer yes", id="workshop.answer-yes", group=ANSWER),
    Binding("n", "answer('no')", "Answer no", id="workshop.answer-no", group=ANSWER),
    Binding("question_mark", "answer('unknown')", "Answer don't know", id="workshop.answer-unknown", group=ANSWER),
    Binding(
        "minus",
        "answer('not-applicable')",
        "Answer not applicable",
        id="workshop.answer-not-applicable",
        group=ANSWER,
    ),
    Binding("i", "type", "Type", id="workshop.type"),
    *(
        Binding(
            f"alt+{number}",
            f"step('{step.value}')",
            f"Step {number}: {STEP_TITLES[step]}",
            show=False,
            priority=True,
            id=f"workshop.step-{number}",
        )
        for number, step in enumerate(Step, 1)
    ),
    *(
        Binding(
            str(number),
            f"step('{step.value}')",
            f"Step {number}: {STEP_TITLES[step]}",
            id=f"workshop.digit-{number}",
            group=STEP,
        )
        for number, step in enumerate(Step, 1)
    ),
    Binding("a", "add", "Add", id="workshop.add"),
    Binding("v", "view", "View", id="workshop.view"),
    Binding("o", "next_open", "Open question", id="workshop.next-open"),
    Binding("w", "what_next", "Next", id="workshop.what-next"),
    Binding("g", "suggestions", "Suggested", id="workshop.suggestions"),
    Binding("e", "edit", "Edit", id="workshop.edit"),
    Binding("u", "undo", "Undo", id="workshop.undo"),
    Binding("x,delete", "remove", "Remove", show=False, id="workshop.remove"),
    Binding("r", "redo", "Redo", show=False, id="workshop.redo"),
    Binding("right_square_bracket", "question(1)", "Next question", show=False, id="workshop.question-on"),
    Binding("left_square_bracket", "question(-1)", "Previous question", show=False, id="workshop.question-back"),
    Binding("less_than_sign", "scroll_question(-1)", "Scroll the question up", show=False, id="workshop.scroll-up"),
    Binding(
        "greater_than_sign", "scroll_question(1)", "Scroll the question down", show=False, id="workshop.scroll-down"
    ),
    Binding("backspace", "take_back", "Take the answer back", show=False, id="workshop.take-back"),
    Binding("t", "close_step", "Mark step done or open", show=False, id="workshop.close-step"),
    Binding("f", "failure_modes", "Failure modes", show=False, id="workshop.failure-modes"),
    Binding("c", "coverage", "Coverage", show=False, id="workshop.coverage"),
    Binding("b", "why", "Because: why is this here?", show=False, id="workshop.why"),
    Binding("k", "news", "News of the question banks", show=False, id="workshop.news"),
    Binding("p", "park", "Park", id="workshop.park"),
    Binding("B", "brainstorm", "Brainstorm: loose lines first", show=False, id="workshop.brainstorm"),
    Binding("d", "decide", "Note a decision", show=False, id="workshop.decide"),
    Binding("A", "assign", "Note an action with owner and date", show=False, id="workshop.assign"),
    Binding("j", "become", "Turn a note into a record", show=False, id="workshop.become"),
    Binding("l", "speaking", "Who is speaking", show=False, id="workshop.speaking"),
    Binding("z", "clock", "Start or pause the clock", show=False, id="workshop.clock"),
    Binding("Z", "timebox", "Minutes for this step", show=False, id="workshop.timebox"),
    Binding("slash", "search", "Search questions and records", show=False, id="workshop.search"),
    Binding("D", "draw_architecture", "Draw the architecture", show=False, id="workshop.draw"),
    Binding("apostrophe", "jump", "Jump to a pane", show=False, id="workshop.jump"),
    Binding("m", "aside", "People and notes", show=False, id="workshop.aside"),
    Binding("h", "header", "Title, stages, scale", show=False, id="workshop.header"),
    Binding("s", "summary", "Summary", show=False, id="workshop.summary"),
    Binding("W", "save_elsewhere", "Save elsewhere", show=False, id="workshop.save-elsewhere"),
    Binding("J", "join", "Join another copy", show=False, id="workshop.join"),
    Binding("f1", "explain", "Explain", id="workshop.explain"),
    Binding("escape", "leave_entry", "Leave the line", show=False, id="workshop.leave-entry"),
    Binding("q", "leave", "Leave", show=False, id="workshop.leave"),
]
