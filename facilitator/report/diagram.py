"""The architecture as a Mermaid flowchart."""

from collections.abc import Iterator

from facilitator.model.records.architecture import Boundary, Component, Flow
from facilitator.model.session import Session
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

    def lines(self) -> Iterator[str]:
        boundaries = self._session.all(Boundary)
        for outermost in (True, False):
            for boundary in boundaries:
                if not outermost or self._session.find(boundary.inside) is None:
                    yield from self._boundary(boundary, "    ")
        for component in self._session.all(Component):
            yield from self._component(component.id, "    ")

    def _boundary(self, boundary: Boundary, indent: str) -> Iterator[str]:
        if boundary.id in self._drawn:
            return
        self._drawn.add(boundary.id)
        yield f'{indent}subgraph {_key(boundary.id)}["{mermaid_label(f"{boundary.id} {boundary.name}")}"]'
        for inner in self._session.all(Boundary):
            if inner.inside == boundary.id:
                yield from self._boundary(inner, indent + "    ")
        for component_id in boundary.components:
            yield from self._component(component_id, indent + "    ")
        yield f"{indent}end"

    def _component(self, component_id: str, indent: str) -> Iterator[str]:
        component = self._session.find(component_id)
        if component_id in self._drawn or not isinstance(component, Component):
            return
        self._drawn.add(component_id)
        before, after = _SHAPES[component.component_kind]
        text = mermaid_label(f"{component_id} {component.name}")
        yield f"{indent}{_key(component_id)}{before}{text}{after}"
