"""What a member types of a credential that is missing: a title and a link, and what else they know."""

import json
from urllib.parse import urlsplit

from bot.catalogue.draft_fields import fields_of, kinds_in
from bot.domain.credential import RequirementKind
from bot.domain.drafts import FIELDS, DraftField, DraftForm, Typed

SUGGESTED = FIELDS[DraftForm.PARTS]


def checked_suggestion(typed: Typed) -> Typed:
    """The fields as they are kept, each on one line; only title and link are needed.

    Raises UserError, the first reason why a draft with them would be refused.
    """
    title = fields_of(DraftField.TITLE, typed.get(DraftField.TITLE, ""))["title"]
    link = fields_of(DraftField.LINK, typed.get(DraftField.LINK, ""))["url"]
    issuer, time = (" ".join(typed.get(each, "").split()) for each in (DraftField.ISSUER, DraftField.TIME))
    kept = {DraftField.TITLE: title, DraftField.LINK: link}
    if issuer:
        kept[DraftField.ISSUER] = fields_of(DraftField.ISSUER, issuer)["issuer"]
    if time:
        fields_of(DraftField.TIME, time)
        kept[DraftField.TIME] = time
    kinds = kinds_in(typed.get(DraftField.KINDS, ""))
    if kinds:
        kept[DraftField.KINDS] = ",".join(kind.value for kind in kinds)
    return kept


def suggestion_text(typed: Typed) -> str:
    """The fields as one JSON text; the same fields always give the same text."""
    return json.dumps({each.value: typed[each] for each in SUGGESTED if typed.get(each)}, ensure_ascii=False)


def suggestion_in(text: str) -> Typed:
    """The fields of a text of `suggestion_text`."""
    kept = json.loads(text)
    return {each: str(kept[each.value]) for each in SUGGESTED if kept.get(each.value)}


def publishable(typed: Typed) -> Typed:
    """The fields with what an entry needs in any case, as the import of a file takes it.

    An issuer that nobody knows is named after the host of the link, and a proof is lessons.
    """
    host = urlsplit(typed[DraftField.LINK]).hostname or ""
    assumed = {
        DraftField.ISSUER: host.removeprefix("www."),
        DraftField.KINDS: RequirementKind.LESSONS.value,
    }
    return {**assumed, **typed}
