from dataclasses import replace

from bot.domain.credential import Cost, CostClass, Credential, Effort, Requirement, RequirementKind, Task
from bot.domain.entry_differences import Part
from bot.wording.entry_differences import difference_lines, form_parts, part_name, part_text
from bot.wording.texts import load_texts
from tests.small_catalogue import credential

TEXTS = load_texts("en")
BEFORE = credential("sql", "SQL", ("sql",))


def said(after: Credential, before: Credential = BEFORE) -> list[str]:
    return difference_lines(TEXTS, before, after)


def with_tasks(*tasks: Task) -> Credential:
    return replace(BEFORE, requirements=(Requirement(RequirementKind.LESSONS, tasks),))


def test_a_field_is_told_before_and_after():
    assert said(replace(BEFORE, title="Queries")) == ["Title: SQL → Queries"]
    assert said(replace(BEFORE, cost=Cost(CostClass.PAID, 49, "USD"))) == ["Cost: free → paid (49 USD)"]
    assert said(replace(BEFORE, effort=Effort(60, 120))) == ["Work: not stated → 1 to 2 h"]


def test_what_is_new_or_gone_is_told_so():
    on_platform = replace(BEFORE, platform="Coursera")
    assert said(on_platform) == ["Platform: now Coursera"]
    assert said(BEFORE, on_platform) == ["Platform: no longer Coursera"]


def test_what_no_words_tell_apart_is_a_detail():
    assert said(replace(BEFORE, skills_basis="its page")) == ["Skills: a detail changed"]
    assert said(replace(BEFORE, tasks_basis="its page")) == ["Tasks: a detail changed"]


def test_of_a_list_only_what_changed_is_told():
    assert said(replace(BEFORE, skills=("sql", "joins", "views"))) == ["Skills, added: joins, views"]
    assert said(replace(BEFORE, skills=("joins",))) == ["Skills, added: joins", "Skills, taken away: sql"]
    one, other = (replace(BEFORE, topics=topics) for topics in (("a", "b"), ("b", "a")))
    assert said(one, other) == ["Topics: b, a → a, b"]


def test_tasks_are_told_one_by_one():
    one, two, three = (Task(f"sql.{number}", f"Step {number}") for number in (1, 2, 3))
    longer = replace(one, min_minutes=60, max_minutes=60)
    assert said(with_tasks(longer, three), with_tasks(one, two)) == [
        "Task added: Step 3",
        "Task removed: Step 2",
        "Task: Step 1 → Step 1 (1 h)",
    ]
    assert said(with_tasks(two, one), with_tasks(one, two)) == ["Tasks: in another order"]


def test_a_long_text_is_cut():
    (line,) = said(replace(BEFORE, summary="x" * 999))
    assert len(line) < 250
    assert line.endswith("…")


def test_the_whole_form_leaves_out_what_is_empty():
    parts = dict(form_parts(TEXTS, BEFORE))
    assert parts["Title"] == "SQL"
    assert "Platform" not in parts
    assert all(part_name(TEXTS, part) for part in Part)
    assert part_text(
        TEXTS, replace(BEFORE, source=replace(BEFORE.source, facts_as_of="2023")), Part.SOURCE
    ) == ("a page (facts only), facts of 2023")
