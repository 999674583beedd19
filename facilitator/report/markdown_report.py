"""A session as one Markdown document; the same session gives the same bytes."""

from facilitator.analysis.rating import ranked
from facilitator.guide.evidence.context import Context
from facilitator.guide.over_time.stale import stale
from facilitator.report.sections.closing import answers, open_points
from facilitator.report.sections.coverage import looked_at
from facilitator.report.sections.opening import title_and_scope, what_matters_first
from facilitator.report.sections.others import other_records
from facilitator.report.sections.ratings import ranked_list, ratings
from facilitator.report.sections.register import approvals, register
from facilitator.report.sections.system import architecture, assets, decomposition
from facilitator.report.sections.threats import threat_cards
from facilitator.report.sections.trees import threat_trees


def markdown_report(context: Context) -> str:
    """The summary of a session as Markdown."""
    session, scales = context.session, context.banks.scales_by_id
    stage_titles = {stage.id: stage.title for stage in context.banks.stages}
    marks = stale(context)
    ranking = ranked(session, scales)
    blocks = (
        *title_and_scope(session, stage_titles),
        *what_matters_first(context, ranking),
        *approvals(session),
        *assets(session, stage_titles),
        *architecture(session),
        *decomposition(session),
        *other_records(session, stage_titles),
        *threat_cards(session, ranking, stage_titles, marks),
        *register(session),
        *threat_trees(session),
        *ratings(session, scales),
        *ranked_list(session, ranking),
        *looked_at(context),
        *open_points(context, marks),
        *answers(session, stage_titles, marks),
    )
    return "\n\n".join(block for block in blocks if block) + "\n"
