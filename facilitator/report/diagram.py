"""The architecture as a Mermaid flowchart."""

from collections.abc import Iterator

from facilitator.model.nesting import boundaries_around
from facilitator.model.records.architecture import Boundary, Component, Flow
from facilitator.model.session import Session, number_of
from facilitator.model.vocabulary import ComponentKind
from facilitator.report.markdown_text import mermaid_label

_SHAPES = {
    ComponentKind.ACTOR: ('(["', '"])'),
    ComponentKind.PROCESS: ('["', '"]'),
    ComponentKind.STORE: ('[("', '")]'),
    ComponentKind.EXTERNAL: ('[["', '"]]'),
    ComponentKind.ML_COMPONENT: ('{{"', '"}}'),
}


def flowchart(session: Session) -> tuple[str, ...]:
    """The lines of the flowchart: components within their trust boundaries, and the flows between them."""
    return (
        "flowchart LR",
        *_Boundaries(session).lines(),
        *(
            f'    {_key(flow.source)} -->|"{mermaid_label(f"{flow.id} {flow.name}")}"| {_key(flow.target)}'
            for flow in session.all(Flow)
            if session.find(flow.source) and session.find(flow.target)
        ),
    )


def _key(record_id: str) -> str:
    return record_id.replace("-", "")


class _Boundaries:
    """Draws each boundary and each component once, whatever the records say."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._drawn: set[str] = set()
        self._within: dict[str, list[Boundary]] = {}
        for name, outer in boundaries_around(session).items():
            self._within.setdefault(outer, []).append(session.get(Boundary, name))

    def lines(self) -> Iterator[str]:
        for boundary in self._in_order(""):
            yield from self._boundary(boundary, "    ")
        for component in self._session.all(Component):
            yield from self._component(component.id, "    ")

    def _boundary(self, boundary: Boundary, indent: str) -> Iterator[str]:
        yield f'{indent}subgraph {_key(boundary.id)}["{mermaid_label(f"{boundary.id} {boundary.name}")}"]'
        for inner in self._in_order(boundary.id):
            yield from self._boundary(inner, indent + "    ")
        for component_id in boundary.components:
            yield from self._component(component_id, indent + "    ")
        yield f"{indent}end"

    def _in_order(self, outer: str) -> list[Boundary]:
        return sorted(self._within.get(outer, ()), key=lambda boundary: number_of(boundary.id))

    def _component(self, component_id: str, indent: str) -> Iterator[str]:
        component = self._session.find(component_id)
        if component_id in self._drawn or not isinstance(component, Component):
            return
        self._drawn.add(component_id)
        before, after = _SHAPES[component.component_kind]
        text = mermaid_label(f"{component_id} {component.name}")
        yield f"{indent}{_key(component_id)}{before}{text}{after}"
