"""The keys of the workshop screen; what each does is in the acts, by the same names."""

from textual.binding import Binding

from facilitator.model.vocabulary import STEP_TITLES, Step

WORKSHOP_KEYS = [
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
            f"digit({number})",
            f"Take choice {number}" + (f", or go to step {number}" if number <= len(Step) else ""),
            show=False,
            id=f"workshop.digit-{number}",
        )
        for number in range(1, 10)
    ),
    Binding("a", "add", "Add", id="workshop.add"),
    Binding("e", "edit", "Edit", show=False, id="workshop.edit"),
    Binding("x,delete", "remove", "Remove", show=False, id="workshop.remove"),
    Binding("u", "undo", "Undo", id="workshop.undo"),
    Binding("r", "redo", "Redo", show=False, id="workshop.redo"),
    Binding("v", "view", "View", id="workshop.view"),
    Binding("y", "answer('yes')", "Answer yes", show=False, id="workshop.answer-yes"),
    Binding("n", "answer('no')", "Answer no", show=False, id="workshop.answer-no"),
    Binding("question_mark", "answer('unknown')", "Answer don't know", show=False, id="workshop.answer-unknown"),
    Binding(
        "minus",
        "answer('not-applicable')",
        "Answer not applicable",
        show=False,
        id="workshop.answer-not-applicable",
    ),
    Binding("i", "type", "Type an answer or note", show=False, id="workshop.type"),
    Binding("right_square_bracket", "question(1)", "Next question", show=False, id="workshop.question-on"),
    Binding("left_square_bracket", "question(-1)", "Previous question", show=False, id="workshop.question-back"),
    Binding("less_than_sign", "scroll_question(-1)", "Scroll the question up", show=False, id="workshop.scroll-up"),
    Binding(
        "greater_than_sign", "scroll_question(1)", "Scroll the question down", show=False, id="workshop.scroll-down"
    ),
    Binding("o", "next_open", "Next open question", show=False, id="workshop.next-open"),
    Binding("backspace", "take_back", "Take the answer back", show=False, id="workshop.take-back"),
    Binding("w", "what_next", "Next", id="workshop.what-next"),
    Binding("t", "close_step", "Mark step done or open", show=False, id="workshop.close-step"),
    Binding("g", "suggestions", "Suggested", id="workshop.suggestions"),
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
