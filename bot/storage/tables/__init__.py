"""The tables, all of them. A change needs a migration; nothing here validates, the domain has done so."""

from bot.storage.tables.base import METADATA
from bot.storage.tables.catalogue import (
    CatalogueCounterRow,
    CatalogueEntryRow,
    CatalogueLayerRow,
    CatalogueVersionRow,
)
from bot.storage.tables.commands import CommandSyncRow
from bot.storage.tables.deliveries import (
    ChannelFaultRow,
    CongratulationRow,
    OutboxRow,
    ScheduleRow,
    ServerSettingsRow,
)
from bot.storage.tables.erasures import ErasureKeyRow, ErasureTombstoneRow
from bot.storage.tables.group_weeks import (
    GroupCheckinAnswerRow,
    GroupCheckinRow,
    GroupWeekLineRow,
    HappyToHelpRow,
    KudosRow,
)
from bot.storage.tables.groups import (
    ErasedWorkRow,
    GroupInviteRow,
    GroupMemberRow,
    GroupPlaceRow,
    StudyGroupRow,
)
from bot.storage.tables.ledger import (
    EnrolmentRow,
    EnrolmentStatusRow,
    LogEntryRow,
    MemberSettingsRow,
)
from bot.storage.tables.members import SEARCH_ID_LENGTH, KeptWordsRow, StoredSearchRow, UserSettingsRow
from bot.storage.tables.moderation import (
    MAX_ALIAS_LENGTH,
    TOKEN_LENGTH,
    AuditEntryRow,
    CatalogueAliasRow,
    CatalogueDraftRow,
    CatalogueProposalRow,
    CatalogueUploadRow,
    MemberBlockRow,
)

__all__ = [
    "MAX_ALIAS_LENGTH",
    "METADATA",
    "SEARCH_ID_LENGTH",
    "TOKEN_LENGTH",
    "AuditEntryRow",
    "CatalogueAliasRow",
    "CatalogueCounterRow",
    "CatalogueDraftRow",
    "CatalogueEntryRow",
    "CatalogueLayerRow",
    "CatalogueProposalRow",
    "CatalogueUploadRow",
    "CatalogueVersionRow",
    "ChannelFaultRow",
    "CommandSyncRow",
    "CongratulationRow",
    "EnrolmentRow",
    "EnrolmentStatusRow",
    "ErasedWorkRow",
    "ErasureKeyRow",
    "ErasureTombstoneRow",
    "GroupCheckinAnswerRow",
    "GroupCheckinRow",
    "GroupInviteRow",
    "GroupMemberRow",
    "GroupPlaceRow",
    "GroupWeekLineRow",
    "HappyToHelpRow",
    "KeptWordsRow",
    "KudosRow",
    "LogEntryRow",
    "MemberBlockRow",
    "MemberSettingsRow",
    "OutboxRow",
    "ScheduleRow",
    "ServerSettingsRow",
    "StoredSearchRow",
    "StudyGroupRow",
    "UserSettingsRow",
]
