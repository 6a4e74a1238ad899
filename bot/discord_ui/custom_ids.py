"""Custom ids: the state of a button, a select or a form, small enough to travel in it.

`b1:name:part:part`: the version first, so that an older message is known as one. An id proves
nothing: whoever clicks is checked anew, and what it names is looked up anew.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

VERSION = "b1"
MAX_LENGTH = 100
MAX_DRAFT_LENGTH = 40
"""What a person typed into a form and may mend travels in the button that reopens it."""
_MAX_NAME_LENGTH = 36
"""A topic and an issuer travel together in one id."""

_SEARCH = r"(?P<search>[\w-]{1,40})"
_KEPT = r"(?P<kept>[\w-]{12})?"
"""What was typed before, where something was."""
_SERVER = r"(?P<server>\d{1,19})?"
"""The server in whose moderators' queue something goes, for who goes on in a direct message."""
_PROPOSAL = r"(?P<proposal>[\w-]{12})"
_PAGE = r"(?P<page>\d{1,4})"
_CREDENTIAL = r"(?P<credential>[a-z0-9-]{1,60})"
_KEY_LENGTH = 10
_KEYS = rf"(?P<keys>[0-9a-f]{{{_KEY_LENGTH}}}(?:-[0-9a-f]{{{_KEY_LENGTH}}}){{0,3}})"
_DRAFT = rf"(?P<draft>[^\n]{{0,{MAX_DRAFT_LENGTH}}})"
_ENTRY_DRAFT = r"(?P<entry_draft>[\w-]{1,40})"
_TASK_KEY = rf"(?P<task>[0-9a-f]{{{_KEY_LENGTH}}})"
_FORM = r"(?P<form>[a-z]{1,20})"
_TOPIC = r"(?P<topic>[^:\n]*)"
_ISSUER = r"(?P<issuer>[^:\n]*)"
_UPLOAD = r"(?P<upload>[\w-]{12})"
_VERSION = r"(?P<version>\d{1,9})"
_DAYS = r"(?P<days>\d{1,4})"
NUMBER_LENGTH = 18
_NUMBER = rf"(?P<number>\d{{1,{NUMBER_LENGTH}}})"
_ENROLMENT = r"(?P<enrolment>[\w-]{12})"
_WAITING = r"(?P<waiting>[\w-]{12})"
"""What was typed, kept while it is mended."""
_MEMBER = r"(?P<member>\d{1,19})"
_FIGURE = r"(?P<figure>tasks_done|minutes|week_minutes|pace|streak)"
_SCOPE = r"(?P<scope>here|everywhere)"
_MARK = r"(?P<mark>[0-9a-f]{24})"
"""The nonce of a message that was delivered: by it the message is known again."""
_CUT = "…"


class CustomIdTooLongError(ValueError):
    """The parts do not fit; whoever builds an id keeps its parts short."""


@dataclass(frozen=True)
class IdShape:
    """The ids of one kind of component: its name, which no other has, and the patterns of its parts."""

    name: str
    parts: tuple[str, ...] = ()

    @property
    def pattern(self) -> re.Pattern[str]:
        """What reads the ids of this kind, and no other."""
        return re.compile(":".join((VERSION, self.name, *self.parts)))

    def of(self, *parts: object) -> str:
        """The id with these parts. Raises CustomIdTooLongError over 100 characters."""
        identity = ":".join((VERSION, self.name, *map(str, parts)))
        if len(identity) > MAX_LENGTH:
            raise CustomIdTooLongError(identity)
        return identity


RESULTS = IdShape("results", (_SEARCH, _PAGE))
DETAILS = IdShape("details", (_SEARCH, _PAGE))
COMPARE = IdShape("compare", (_SEARCH, _PAGE))
MINE = IdShape("mine", (_SEARCH,))
NARROW = IdShape("narrow", (_SEARCH,))
HOURS = IdShape("hours", (_SEARCH,))
CHANGE_HOURS = IdShape("change-hours", (_SEARCH,))
FIX_HOURS = IdShape("fix-hours", (_SEARCH, _DRAFT))
HOURS_FORM = IdShape("hours-form", (_SEARCH,))
FIX_TIME = IdShape("fix-time", (_SEARCH, _DRAFT))
TIME_FORM = IdShape("time-form", (_SEARCH,))
WITHOUT_TIME = IdShape("without-time", (_SEARCH,))
SHARE_RESULTS = IdShape("share-results", (_SEARCH, _PAGE))
SHARE_CREDENTIAL = IdShape("share-credential", (_CREDENTIAL,))
SHARE_COMPARISON = IdShape("share-comparison")
SHOW = IdShape("show")
BROWSE = IdShape("browse", (_PAGE, _TOPIC, _ISSUER))
BROWSE_DETAILS = IdShape("browse-details", (_PAGE, _TOPIC, _ISSUER))
TOPIC = IdShape("topic")
SERVER = IdShape("server", (_SEARCH,))
SERVER_SHOWN = IdShape("server-shown", (_KEYS,))
"""Where not a search waits for the server, but credentials to be shown."""
HELP = IdShape("help")
UNDO_TASKS = IdShape("undo-tasks", (_CREDENTIAL, r"(?P<version>\d{1,9})"))
IMPORT = IdShape("import", (_UPLOAD,))
UNDO_IMPORT = IdShape("undo-import", (_NUMBER,))
CHECKED_ENTRY = IdShape("checked-entry")
DISCARD_IMPORT = IdShape("discard-import", (_UPLOAD,))
SUGGEST_FORM = IdShape("suggest-form", (_KEPT, _SERVER))
SUGGEST_FIX = IdShape("suggest-fix", (_KEPT, _SERVER))
SUGGEST_ANYWAY = IdShape("suggest-anyway", (_KEPT, _SERVER))
SHOW_ONE = IdShape("show-one", (_CREDENTIAL,))
QUEUE = IdShape("queue", (_PAGE,))
QUEUE_OPEN = IdShape("queue-open", (_PAGE,))
QUEUE_NEXT = IdShape("queue-next")
PROPOSAL_ACCEPT = IdShape("proposal-accept", (_PROPOSAL,))
PROPOSAL_EDIT = IdShape("proposal-edit", (_PROPOSAL,))
PROPOSAL_DONE = IdShape("proposal-done", (_PROPOSAL,))
PROPOSAL_RETIRE = IdShape("proposal-retire", (_PROPOSAL,))
PROPOSAL_REFUSE = IdShape("proposal-refuse", (_PROPOSAL,))
DONE_FORM = IdShape("done-form", (_PROPOSAL,))
RETIRE_REPORTED_FORM = IdShape("retire-reported-form", (_PROPOSAL,))
REFUSE_FORM = IdShape("refuse-form", (_PROPOSAL,))
OUTCOME = IdShape("outcome", (_PROPOSAL,))
SUGGEST_AGAIN = IdShape("suggest-again", (_PROPOSAL,))
BLOCKS = IdShape("blocks", (_PAGE,))
UNBLOCK = IdShape("unblock", (_PAGE,))
DRAFT_NEW = IdShape("draft-new")
DRAFT_ANOTHER = IdShape("draft-another")
DRAFT_PICK = IdShape("draft-pick")
DRAFT_FORM = IdShape("draft-form", (_ENTRY_DRAFT, _FORM))
DRAFT_ASK = IdShape("draft-ask", (_ENTRY_DRAFT, _FORM))
DRAFT_FIX = IdShape("draft-fix", (_ENTRY_DRAFT, _FORM))
DRAFT_MORE = IdShape("draft-more", (_ENTRY_DRAFT,))
DRAFT_OPEN = IdShape("draft-open", (_ENTRY_DRAFT,))
DRAFT_LESS = IdShape("draft-less", (_ENTRY_DRAFT,))
DRAFT_AGAIN = IdShape("draft-again", (_ENTRY_DRAFT,))
DRAFT_PUBLISH = IdShape("draft-publish", (_ENTRY_DRAFT, "(?P<how>plain|over)"))
DRAFT_UNDO = IdShape("draft-undo", (_ENTRY_DRAFT,))
DRAFT_DISCARD = IdShape("draft-discard", (_ENTRY_DRAFT, "(?P<how>ask|sure)"))
DRAFT_ORIGINAL = IdShape("draft-original", (_ENTRY_DRAFT,))
DRAFT_HIDE = IdShape("draft-hide", (_ENTRY_DRAFT,))

UNDO_ENTRY = IdShape("undo-entry", (_CREDENTIAL, _VERSION))
HISTORY = IdShape("history", (_CREDENTIAL, _PAGE))
HISTORY_VERSION = IdShape("history-version", (_CREDENTIAL,))
GO_BACK = IdShape("go-back", (_CREDENTIAL, _VERSION))
STALE = IdShape("stale", (_DAYS, _PAGE))
STALE_OPEN = IdShape("stale-open", (_DAYS, _PAGE))
LOOKED_AGAIN = IdShape("looked-again", (_CREDENTIAL, _DAYS, _PAGE))
STALE_EDIT = IdShape("stale-edit", (_CREDENTIAL,))
RETIRE = IdShape("retire", (_CREDENTIAL,))
RETIRE_FORM = IdShape("retire-form", (_CREDENTIAL,))
MERGE = IdShape("merge", (_KEYS,))
UNDO_MERGE = IdShape("undo-merge", (_NUMBER,))
WORDS = IdShape("words", (_PAGE,))
AUDIT = IdShape("audit", (r"(?P<member>\d{1,19})", _NUMBER))
"""The member whose lines are shown (0: everybody's), and the number before which they begin (0: none)."""

START = IdShape("start", (_CREDENTIAL,))
START_AGAIN = IdShape("start-again", (_CREDENTIAL,))
ANNOUNCING = IdShape("announcing", (_ENROLMENT, r"(?P<answer>yes|no)"))
ENROLMENT = IdShape("enrolment", (_ENROLMENT,))
START_ZONE = IdShape("start-zone", (_ENROLMENT,))
START_ZONE_FORM = IdShape("start-zone-form", (_ENROLMENT,))
START_ZONE_FIX = IdShape("start-zone-fix", (_ENROLMENT, _DRAFT))
ENROLMENT_OFFER = IdShape(
    "enrolment-offer", (_ENROLMENT, r"(?P<hash>[0-9a-f]{16})", r"(?P<answer>take|keep)")
)
DONE = IdShape("done", (_ENROLMENT, _TASK_KEY))
"""The task by its key: it is long, and what comes to stand in its place is another."""
TICK = IdShape("tick", (_ENROLMENT,))
UNDO = IdShape("undo", (_ENROLMENT, _NUMBER))
LOG_TIME = IdShape("log-time", (_ENROLMENT,))
LOG_FORM = IdShape("log-form", (_ENROLMENT,))
LOG_FIX = IdShape("log-fix", (_ENROLMENT, _WAITING))
LOG_AGAIN = IdShape("log-again", (_ENROLMENT, _NUMBER))
LOG_KEPT = IdShape("log-kept", (_WAITING,))
LOG_NEAREST = IdShape("log-nearest", (_WAITING,))
LOG_RETRY = IdShape("log-retry", (_WAITING,))
LOG_RETRY_FORM = IdShape("log-retry-form", (_WAITING,))
OWN_TASKS = IdShape("own-tasks", (_ENROLMENT,))
OWN_TASKS_FORM = IdShape("own-tasks-form", (_ENROLMENT,))
OWN_TASKS_FIX = IdShape("own-tasks-fix", (_ENROLMENT, _WAITING))
OWN_TASK_DONE = IdShape("own-task-done", (_ENROLMENT, _WAITING))
OWN_TASK_LIST = IdShape("own-task-list", (_ENROLMENT,))
OWN_TASK_CHOOSE = IdShape("own-task-choose", (_ENROLMENT, _PAGE))
OWN_TASK_CHANGE = IdShape("own-task-change", (_ENROLMENT, _TASK_KEY))
OWN_TASK_FORM = IdShape("own-task-form", (_ENROLMENT, _TASK_KEY))
OWN_TASK_FIX = IdShape("own-task-fix", (_ENROLMENT, _TASK_KEY, _WAITING))
OWN_TASK_REMOVE = IdShape("own-task-remove", (_ENROLMENT, _TASK_KEY))

PROGRESS = IdShape("progress", (_MEMBER, _ENROLMENT))
PROGRESS_OTHER = IdShape("progress-other", (_MEMBER,))
PROGRESS_MORE = IdShape("progress-more", (_MEMBER, _PAGE))
"""The next ones, of somebody who has more than a select holds."""
ENTRIES = IdShape("entries", (_ENROLMENT, _FIGURE, _PAGE))
ENTRIES_OF = IdShape("entries-of", (_ENROLMENT,))
"""Another number of the same enrolment is chosen."""
LOG_HISTORY = IdShape("log-history", (_DAYS, _PAGE))
LOG_HISTORY_ENTRY = IdShape("log-history-entry", (_DAYS, _PAGE))
ENTRY_FORM = IdShape("entry-form", (_NUMBER,))
ENTRY_FIX = IdShape("entry-fix", (_NUMBER, _WAITING))
CHANGE_ENTRY = IdShape("change-entry", (_NUMBER,))
TAKE_BACK = IdShape("take-back", (_NUMBER,))
CHANGE_BACK = IdShape("change-back", (_NUMBER,))
RESUME = IdShape("resume", (_ENROLMENT,))
DROP = IdShape("drop", (_ENROLMENT,))
TARGET_BACK = IdShape("target-back", (_ENROLMENT, r"(?P<day>\d{4}-\d{2}-\d{2}|none)"))

WITHOUT_HOURS = IdShape("without-hours", (_SEARCH,))
ME_SETTINGS = IdShape("me-settings")
ME_PROFILE = IdShape("me-profile")
SHARE_PROFILE = IdShape("share-profile")
ME_HOURS = IdShape("me-hours")
ME_HOURS_FORM = IdShape("me-hours-form")
ME_HOURS_FIX = IdShape("me-hours-fix", (_DRAFT,))
ME_VISIBILITY = IdShape("me-visibility")
ME_ANNOUNCING = IdShape("me-announcing")
ME_ZONE = IdShape("me-zone")
ME_ZONE_FORM = IdShape("me-zone-form")
ME_ZONE_FIX = IdShape("me-zone-fix", (_DRAFT,))
ME_EXPORT = IdShape("me-export")
ERASE_CHOOSE = IdShape("erase-choose")
ERASE_ASK = IdShape("erase-ask", (_SCOPE,))
ERASE_SURE = IdShape("erase-sure", (_SCOPE, r"(?P<asked_at>\d{1,12})"))
"""With the second in which the question was asked: the button works for some minutes."""
ERASE_KEEP = IdShape("erase-keep")

REMIND_SNOOZE = IdShape("remind-snooze", (_NUMBER, _MARK))
REMIND_SKIP = IdShape("remind-skip", (_NUMBER, _MARK))
REMIND_SHOW = IdShape("remind-show", (_NUMBER, _MARK))
"""A reminder in a channel that says nothing there: whoever clicks reads their own."""
DIGEST_MINE = IdShape("digest-mine", (_MARK,))
NOTICE_MINE = IdShape("remind-target", (_NUMBER, _MARK))
RENEWAL = IdShape("renewal", (r"(?P<action>look|show|start)", _NUMBER, _MARK))
REMINDER = IdShape("reminder")
REMINDER_HERE = IdShape("reminder-here")
"""Where direct messages are refused: the channel in which it is clicked takes the reminder."""
REMINDER_TEST = IdShape("reminder-test")
REMINDER_CHANGE = IdShape("reminder-change")
REMINDER_FORM = IdShape("reminder-form")
REMINDER_FIX = IdShape("reminder-fix", (_WAITING,))
REMINDER_PAUSE = IdShape("reminder-pause", (r"(?P<answer>pause|resume)",))
REMINDER_OFF = IdShape("reminder-off")

_CHANNEL = r"(?P<channel>\d{1,19})"
CONGRATULATE = IdShape("congratulate", (_NUMBER, _MARK))
ABOUT = IdShape("about", (_MARK, _CREDENTIAL))
"""*What is this?* under what was told; the mark says of which message."""
PREVIEW_MARK = "0" * 24
"""Under a preview, which is no delivery."""
SETUP = IdShape("setup")
SETUP_CHANNEL = IdShape("setup-channel")
SETUP_ANNOUNCING = IdShape("setup-announcing", (r"(?P<answer>yes|no)",))
SETUP_ZONE = IdShape("setup-zone")
SETUP_ZONE_FIX = IdShape("setup-zone-fix", (_DRAFT,))
SETUP_ZONE_FORM = IdShape("setup-zone-form")
SETUP_DIGEST_CHANNEL = IdShape("setup-digest-channel")
SETUP_DIGEST_DAY = IdShape("setup-digest-day")
SETUP_DIGEST_TIME = IdShape("setup-digest-time")
SETUP_PREVIEW = IdShape("setup-preview")
DOCTOR = IdShape("doctor")
REPAIR = IdShape("repair", (_CHANNEL,))
"""Another channel is chosen in the place of one that takes nothing."""
REPAIR_TOLD = IdShape("repair-told", (_MARK, _CHANNEL))
"""*Mend it*, under what tells of such a channel."""

_WINDOW = r"(?P<window>week|month|all)"
GROUP_LIST = IdShape("group-list", (_PAGE,))
GROUP_OPEN = IdShape("group-open")
"""A group of the list is chosen."""
GROUP_BOARD = IdShape("group-board", (_NUMBER, _WINDOW, _PAGE, r"(?P<way>open|tab|turn)"))
"""The way tells a window's button from a page's: no two of a card have the same id."""
GROUP_NEW = IdShape("group-new")
GROUP_NEW_FORM = IdShape("group-new-form")
GROUP_NEW_FIX = IdShape("group-new-fix", (_WAITING,))
GROUP_JOIN = IdShape("group-join", (_NUMBER,))
GROUP_WHICH = IdShape("group-which", (r"(?P<action>[a-z]{1,12})", _KEPT))
"""The group is chosen for what was begun; what was typed for it waits."""
GROUP_LEAVE = IdShape("group-leave", (_NUMBER,))
GROUP_LEAVE_SURE = IdShape("group-leave-sure", (_NUMBER,))
GROUP_STAY = IdShape("group-stay", (_NUMBER,))
GROUP_END = IdShape("group-end", (_NUMBER,))
GROUP_END_SURE = IdShape("group-end-sure", (_NUMBER,))
GROUP_MANAGE = IdShape("group-manage", (_NUMBER,))
GROUP_EDIT = IdShape("group-edit", (_NUMBER,))
GROUP_EDIT_FORM = IdShape("group-edit-form", (_NUMBER,))
GROUP_EDIT_FIX = IdShape("group-edit-fix", (_NUMBER, _WAITING))
GROUP_GOAL = IdShape("group-goal", (_NUMBER,))
GROUP_GOAL_FORM = IdShape("group-goal-form", (_NUMBER,))
GROUP_GOAL_FIX = IdShape("group-goal-fix", (_NUMBER, _WAITING))
GROUP_CHECKIN_DAY = IdShape("group-checkin-day", (_NUMBER,))
GROUP_CHECKIN_TIME = IdShape("group-checkin-time", (_NUMBER,))
GROUP_INVITE = IdShape("group-invite", (_NUMBER,))
GROUP_INVITE_WHO = IdShape("group-invite-who", (_NUMBER,))
GROUP_INVITED = IdShape("group-invited", (_NUMBER, r"(?P<answer>yes|no)", _MARK))
"""*Join* and *No thanks* under an invitation; the mark says of which message."""
GROUP_KUDOS = IdShape("group-kudos", (_NUMBER,))
GROUP_KUDOS_MORE = IdShape("group-kudos-more", (_NUMBER, _PAGE))
GROUP_KUDOS_WHO = IdShape("group-kudos-who", (_NUMBER, _PAGE))
HAPPY_TO_HELP = IdShape("happy-to-help", (_ENROLMENT, r"(?P<answer>yes|no)"))
GROUP_CHECKIN = IdShape("group-checkin", (_NUMBER,))
GROUP_REPAIR = IdShape("group-repair", (_NUMBER,))
GROUP_REPAIR_TOLD = IdShape("group-repair-told", (_NUMBER, _MARK))
"""*Repair*, under what tells the owner that something is out of order."""
GROUP_REPAIR_HERE = IdShape("group-repair-here", (_NUMBER,))
"""The group meets from now on where it is clicked."""
GROUP_BOARD_TOLD = IdShape("group-board-told", (_NUMBER, _MARK))
"""*Board*, under what the group was told; the mark says of which message."""
_WEEK = r"(?P<week>\d{4}-W\d{2})"
CHECKIN_ANSWER = IdShape("checkin-answer", (_NUMBER, _WEEK, rf"(?:{_MARK})?"))
CHECKIN_FORM = IdShape("checkin-form", (_NUMBER, _WEEK))
CHECKIN_REST = IdShape("checkin-rest", (_NUMBER, _WEEK))
CHECKIN_ANSWERS = IdShape("checkin-answers", (_NUMBER, _WEEK, _PAGE))
CHECKIN_REMOVE = IdShape("checkin-remove", (_NUMBER, _WEEK, _PAGE))
"""A moderator takes down what a member wrote."""
GROUP_WEEK = IdShape("group-week", (_NUMBER, rf"(?:{_WEEK})?"))
"""A closed week; without one the newest."""
GROUP_WEEK_PICK = IdShape("group-week-pick", (_NUMBER,))


def key_of(credential_id: str) -> str:
    """A credential as a part of an id that has to hold four: the beginning of a hash."""
    return sha256(credential_id.encode()).hexdigest()[:_KEY_LENGTH]


def keys_of(credential_ids: Iterable[str]) -> str:
    """Up to four credentials as one part of an id."""
    return "-".join(key_of(each) for each in credential_ids)


def name_part(name: str | None) -> str:
    """A topic or an issuer as a part of an id: without colons, and cut where it is long."""
    plain = (name or "").replace(":", " ").replace("\n", " ")
    return plain if len(plain) <= _MAX_NAME_LENGTH else f"{plain[: _MAX_NAME_LENGTH - 1]}{_CUT}"


def beginning_of(part: str) -> str | None:
    """The beginning of a name that was cut for its id; None for one that stands there whole."""
    return part[:-1] if part.endswith(_CUT) else None
