"""Where a merge turns: ids that stay, names inside parts, and the order in which things are told."""

from facilitator.merging.merge import merge
from facilitator.model.fields.closures import Closure
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer
from facilitator.model.records.architecture import Component, Flow
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.session import Header
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Condition, Node, Tree
from facilitator.model.session import Session, session_of

HEADER = Header(id="S-1", identity="one", title="Base")


def session(*records: Record) -> Session:
    issued: dict[str, int] = {}
    for record in records:
        issued[record.kind] = max(issued.get(record.kind, 0), int(record.id.rpartition("-")[2]))
    return session_of((HEADER, *records), issued, 1)


def test_an_id_that_stays_is_not_told_as_a_new_one() -> None:
    answer = Answer(id="Q-1", question="why", text="Why?", value="yes")
    found = merge(session(), session(answer), session(answer, Answer(id="Q-2", question="who", text="Who?")))
    assert found.renumbered == {}
    assert [one.id for one in found.session.all(Answer)] == ["Q-1", "Q-2"]


def test_what_a_part_of_a_record_names_gets_the_new_name_too() -> None:
    nodes = (Node(id="n1", label="Leaf", condition="CO-1"), Node(id="n2", parent="n1", tree="TR-2"))
    theirs = session(
        Condition(id="CO-1", name="theirs"),
        Countermeasure(id="CM-1", text="theirs", closes=(Closure(condition="CO-1"),)),
        Tree(id="TR-1", title="theirs", nodes=nodes),
        Tree(id="TR-2", title="theirs too"),
        Threat(id="T-1", title="theirs", countermeasures=("CM-1",)),
    )
    ours = session(
        Condition(id="CO-1", name="ours"),
        Countermeasure(id="CM-1", text="ours"),
        Tree(id="TR-1", title="ours"),
        Tree(id="TR-2", title="ours too"),
        Threat(id="T-1", title="ours"),
    )
    found = merge(session(), ours, theirs)
    assert not found.conflicts
    named = {found.session.find(new).title_text for new in found.renumbered.values()}  # type: ignore[union-attr]
    assert named == {"theirs", "theirs too"}
    tree = found.session.get(Tree, found.renumbered["TR-1"])
    assert [(node.condition, node.tree) for node in tree.nodes] == [
        (found.renumbered["CO-1"], ""),
        ("", found.renumbered["TR-2"]),
    ]
    measure = found.session.get(Countermeasure, found.renumbered["CM-1"])
    assert [closure.condition for closure in measure.closes] == [found.renumbered["CO-1"]]
    assert found.session.get(Threat, found.renumbered["T-1"]).countermeasures == (measure.id,)


def test_what_comes_back_is_told_in_the_order_of_its_ids() -> None:
    parts = [Component(id=f"C-{number}", name="part") for number in range(1, 10)]
    flows = [Flow(id=f"F-{number}", name="new", source=f"C-{number}", target="C-1") for number in range(9, 0, -1)]
    found = merge(session(*parts), session(), session(*parts, *flows))
    assert [one.record for one in found.conflicts] == [part.id for part in parts]
    assert [part.id for part in found.session.all(Component)] == [part.id for part in parts]
