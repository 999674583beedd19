"""In which column each component stands, and in which order, so that flows run from left to right."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Ends = tuple[str, str]
"""The source and the target of a flow."""


def layers_of(components: Sequence[str], flows: Iterable[Ends]) -> list[list[str]]:
    """The components by column, few lines crossing (Sugiyama, Tagawa and Toda 1981).

    flows: what does not join two different components is left out.
    """
    layers: list[list[str]] = []
    # Components that no flow joins are parts of their own: each is laid out alone, and they share the columns.
    for part in _connected_parts(components, flows):
        for place, names in enumerate(_layers_of_part(part)):
            if place == len(layers):
                layers.append([])
            layers[place] += names
    return [layer for layer in layers if layer]


def _connected_parts(components: Sequence[str], flows: Iterable[Ends]) -> Iterator[Any]:
    """The graphs of the library, one for all components that flows join."""
    from grandalf.graphs import Edge, Graph, Vertex
    from grandalf.utils import Poset

    vertices = {name: Vertex(name) for name in components}
    edges: list[Any] = []
    for source, target in dict.fromkeys(flows):
        is_between_two = source != target
        if is_between_two and source in vertices and target in vertices:
            edge = Edge(vertices[source], vertices[target])
            edges.append(edge)
    graph = Graph(list(vertices.values()), edges)
    for part in graph.C:
        # The library leaves the edges in the order of a set, in which a drawing would differ from run to run.
        in_order = [edge for edge in edges if edge in part.sE]
        part.sE = Poset(in_order)
        yield part


def _layers_of_part(part: Any) -> Iterator[list[str]]:
    """The names in each layer of a connected part. A flow over several layers passes unnamed vertices in between."""
    from grandalf.layouts import SugiyamaLayout, VertexViewer

    for vertex in part.sV:
        vertex.view = VertexViewer(w=1, h=1)
    layout = SugiyamaLayout(part)
    layout.init_all()
    # Each round sweeps over all layers and back, and puts those in another order where fewer lines cross then.
    layout.draw(3)
    for layer in layout.layers:
        names = [getattr(vertex, "data", None) for vertex in layer]
        yield [name for name in names if name is not None]
