"""What of a server's catalogue members have reported and nobody has decided on."""

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.domain.moderation import ProposalKind, ProposalStatus
from bot.storage.tables import CatalogueProposalRow


def open_reports(session: Session, guild_id: int) -> dict[str, int]:
    """How many reports on each credential wait in the server, by its id."""
    rows = session.exec(
        select(CatalogueProposalRow.credential_id, func.count())
        .where(
            col(CatalogueProposalRow.guild_id) == guild_id,
            col(CatalogueProposalRow.status) == ProposalStatus.OPEN.value,
            col(CatalogueProposalRow.kind) == ProposalKind.REPORT.value,
        )
        .group_by(col(CatalogueProposalRow.credential_id))
    )
    return {credential_id: count for credential_id, count in rows if credential_id is not None}
