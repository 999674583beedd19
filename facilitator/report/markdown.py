"""A session as one Markdown document; the same session gives the same bytes."""

from collections.abc import Mapping

from facilitator.analysis.rating import ScaleLike, ranked
from facilitator.model.session import Session
from facilitator.report.sections.closing import answers, open_points
from facilitator.report.sections.opening import title_and_scope, what_matters_first
from facilitator.report.sections.ratings import ranked_list, ratings
from facilitator.report.sections.system import architecture, assets, decomposition
from facilitator.report.sections.threats import threat_cards
from facilitator.report.sections.trees import threat_trees


def markdown_report(session: Session, scales: Mapping[str, ScaleLike], stage_titles: Mapping[str, str]) -> str:
    """The summary of a session as Markdown."""
    ranking = ranked(session, scales)
    blocks = (
        *title_and_scope(session, stage_titles),
        *what_matters_first(session, ranking),
        *assets(session, stage_titles),
        *architecture(session),
        *decomposition(session),
        *threat_cards(session, ranking, stage_titles),
        *threat_trees(session),
        *ratings(session, scales),
        *ranked_list(session, ranking),
        *open_points(session),
        *answers(session, stage_titles),
    )
    return "\n\n".join(block for block in blocks if block) + "\n"
