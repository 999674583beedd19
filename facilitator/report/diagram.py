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
    parts = _Boundaries(session).lines()
    return ("flowchart LR", *parts, *_flows(session))


def _flows(session: Session) -> Iterator[str]:
    for flow in session.all(Flow):
        has_both_ends = session.find(flow.source) and session.find(flow.target)
        if has_both_ends:
            label = mermaid_label(f"{flow.id} {flow.name}")
            source = _key(flow.source)
            target = _key(flow.target)
            yield f'    {source} -->|"{label}"| {target}'


def _key(record_id: str) -> str:
    return record_id.replace("-", "")


class _Boundaries:
    """Draws each boundary and each component once, whatever the records say."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._drawn: set[str] = set()
        self._within: dict[str, list[Boundary]] = {}
        for name, outer in boundaries_around(session).items():
            boundary = session.get(Boundary, name)
            self._within.setdefault(outer, []).append(boundary)

    def lines(self) -> Iterator[str]:
        for boundary in self._in_order(""):
            yield from self._boundary(boundary, "    ")
        for component in self._session.all(Component):
            yield from self._component(component.id, "    ")

    def _boundary(self, boundary: Boundary, indent: str) -> Iterator[str]:
        label = mermaid_label(f"{boundary.id} {boundary.name}")
        key = _key(boundary.id)
        yield f'{indent}subgraph {key}["{label}"]'
        deeper = indent + "    "
        for inner in self._in_order(boundary.id):
            yield from self._boundary(inner, deeper)
        for component_id in boundary.components:
            yield from self._component(component_id, deeper)
        yield f"{indent}end"

    def _in_order(self, outer: str) -> list[Boundary]:
        inside = self._within.get(outer, ())
        return sorted(inside, key=lambda boundary: number_of(boundary.id))

    def _component(self, component_id: str, indent: str) -> Iterator[str]:
        component = self._session.find(component_id)
        if component_id in self._drawn or not isinstance(component, Component):
            return
        self._drawn.add(component_id)
        before, after = _SHAPES[component.component_kind]
        label = mermaid_label(f"{component_id} {component.name}")
        key = _key(component_id)
        yield f"{indent}{key}{before}{label}{after}"
