"""The edit by its properties: apply then take back is identity, replay equals state, ids never come back."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.model.edit import Change, Edit, EditKind, EditRefused
from facilitator.model.records.architecture import Component, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.session import HEADER_ID, Header
from facilitator.model.references import dangling, named_by, removal
from facilitator.model.session import Session, apply
from facilitator.model.table import Table
from facilitator.model.undo import undo_stack

ACTS = st.lists(st.sampled_from(["add", "change", "remove", "undo", "redo"]), max_size=40)


def edit(session: Session, *changes: Change, what: str = "act") -> Edit:
    return Edit(number=session.revision + 1, time="2026-01-01T00:00:00+00:00", by="x", what=what, changes=changes)


def begun() -> tuple[Session, Edit]:
    header = Header(id=HEADER_ID, identity="i", title="t")
    first = edit(Session(), Change(before=None, after=header))
    return apply(Session(), first), first


def act_on(session: Session, act: str, step: int) -> Edit | None:
    assets = session.all(Asset)
    if act == "add":
        return edit(session, Change(before=None, after=Asset(id=session.next_id(Asset), name=f"asset {step}")))
    if act == "change" and assets:
        return edit(session, Change(before=assets[-1], after=replace(assets[-1], owner=f"owner {step}")))
    if act == "remove" and assets:
        return edit(session, Change(before=assets[step % len(assets)], after=None))
    return None


def swap(session: Session, history: list[Edit], act: str) -> Edit | None:
    stack = undo_stack(history)
    edits, kind = (stack.undoable, EditKind.UNDO) if act == "undo" else (stack.redoable, EditKind.REDO)
    if not edits:
        return None
    return edits[-1].inverted(number=session.revision + 1, time="", by="x", kind=kind)


@given(ACTS)
@settings(max_examples=150, deadline=None)
def test_replay_equals_state_and_ids_never_return(acts: list[str]) -> None:
    session, first = begun()
    history, seen = [first], set()
    for step, act in enumerate(acts):
        new = swap(session, history, act) if act in ("undo", "redo") else act_on(session, act, step)
        if new is None:
            continue
        if act == "add":
            added = new.changes[0].record.id
            assert added not in seen
            seen.add(added)
        session = apply(session, new)
        history.append(new)
    replayed = Session()
    for old in history:
        replayed = apply(replayed, old)
    assert replayed == session


@given(ACTS)
@settings(max_examples=150, deadline=None)
def test_applying_and_taking_back_leaves_every_record_as_it_was(acts: list[str]) -> None:
    session, _ = begun()
    for step, act in enumerate(acts):
        new = act_on(session, act, step)
        if new is None:
            continue
        after = apply(session, new)
        back = new.inverted(number=after.revision + 1, time="", by="x", kind=EditKind.UNDO)
        assert dict(apply(after, back).tables) == dict(session.tables)
        session = after


@given(st.integers(1, 12), st.data())
@settings(max_examples=100, deadline=None)
def test_undoing_all_and_redoing_all_comes_back(count: int, data: st.DataObject) -> None:
    session, first = begun()
    history = [first]
    for step in range(count):
        new = act_on(session, data.draw(st.sampled_from(["add", "change", "remove"])), step)
        if new:
            session = apply(session, new)
            history.append(new)
    wanted = session.tables
    for act in ("undo", "redo"):
        while swapped := swap(session, history, act):
            session = apply(session, swapped)
            history.append(swapped)
        if act == "undo":
            assert not session.all(Asset)
    assert session.tables == wanted


def test_an_edit_that_does_not_follow_is_refused() -> None:
    session, _ = begun()
    with pytest.raises(EditRefused, match="does not follow"):
        apply(session, Edit(number=9, time="", by="", what="", changes=()))


def test_an_edit_against_a_changed_record_is_refused() -> None:
    session, _ = begun()
    asset = Asset(id="A-1", name="readings")
    with pytest.raises(EditRefused, match="A-1 has changed meanwhile"):
        apply(session, edit(session, Change(before=asset, after=replace(asset, name="x"))))


def linked() -> Session:
    session, _ = begun()
    records = (
        Asset(id="A-1", name="readings"),
        Component(id="C-1", name="sensor", assets=("A-1",)),
        Flow(id="F-1", name="readings", source="C-1", assets=("A-1",)),
    )
    return apply(session, edit(session, *(Change(before=None, after=record) for record in records)))


def test_records_that_name_another_are_found() -> None:
    assert [record.id for record in named_by(linked(), "A-1")] == ["C-1", "F-1"]


@pytest.mark.parametrize("take_along", [True, False])
@pytest.mark.parametrize("going", ["A-1", "C-1", "F-1"])
def test_removal_never_leaves_a_dangling_reference(going: str, take_along: bool) -> None:
    session = linked()
    after = apply(session, edit(session, *removal(session, going, take_along=take_along)))
    assert after.find(going) is None
    assert not [reference for record in after.every_record() for reference in dangling(after, record)]


def test_taking_along_removes_followers_and_unlinking_keeps_them() -> None:
    session = linked()
    along = apply(session, edit(session, *removal(session, "C-1", take_along=True)))
    unlinked = apply(session, edit(session, *removal(session, "C-1", take_along=False)))
    assert along.find("F-1") is None
    flow = unlinked.get(Flow, "F-1")
    assert (flow.source, flow.assets) == ("", ("A-1",))


@given(st.lists(st.tuples(st.integers(1, 400), st.booleans()), max_size=60), st.integers(1, 60))
def test_a_table_is_a_dictionary_in_order_that_never_changes(steps: list[tuple[int, bool]], start: int) -> None:
    wanted = {f"A-{number}": Asset(id=f"A-{number}", name="x") for number in range(1, start)}
    table = Table(wanted)
    for number, put in steps:
        name = f"A-{number}"
        before, copy = table, dict(table)
        if put:
            wanted[name] = Asset(id=name, name=f"{number}")
        elif name in wanted:
            del wanted[name]
        else:
            continue
        table = table.changed({name: wanted.get(name)})
        assert dict(before.items()) == copy
    ordered = sorted(wanted, key=lambda name: int(name[2:]))
    assert list(table) == ordered == [record.id for record in table.values()]
    assert dict(table.items()) == wanted
    assert (len(table), table.get("A-0"), table.get("nothing")) == (len(wanted), None, None)
