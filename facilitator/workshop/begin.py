"""Beginning a session that is not there yet."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.model.edit import Change, NewId, unique_id
from facilitator.model.fields.field import validate_text
from facilitator.model.records.session import HEADER_ID, Header
from facilitator.model.vocabulary import SystemKind
from facilitator.workshop.edit_log import Clock, now
from facilitator.workshop.free_name import check_free
from facilitator.workshop.knowledge import check_header
from facilitator.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitator.banks.schema.banks import Banks


def begin_session(
    path: Path,
    *,
    title: str = "",
    system: str = "",
    kind: str = SystemKind.CLASSIC,
    stages: Sequence[str] = (),
    scale: str = "deck-1-5",
    banks: Banks | None = None,
    by: str = "",
    clock: Clock = now,
    identity: str = "",
    new_id: NewId = unique_id,
) -> Workshop:
    """Make a session that is not there yet. Raises UserError.

    identity, new_id: what the session and its edits are known by, for a session that is to come out the same each time.
    """
    from facilitator.banks.load import load_banks
    from facilitator.guide.over_time.known_banks import known_now

    known = banks or load_banks()
    check_header(kind, stages, scale, tuple(known.scales_by_id))
    check_free(path)
    workshop = Workshop(path, banks=known, by=by, clock=clock, is_new=True, new_id=new_id)
    header = Header(
        id=HEADER_ID,
        identity=identity or str(uuid.uuid4()),
        title=validate_text(title.strip() or path.stem),
        system=validate_text(system.strip()),
        system_kind=SystemKind(kind),
        stages=tuple(stages) or tuple(workshop.banks.questions),
        scale=scale,
        created=clock()[:10],
    )
    knowing = known_now(workshop.guide.context)
    workshop.log.append("Begin the session", Change(before=None, after=header), *knowing)
    workshop.log.save()
    return workshop
