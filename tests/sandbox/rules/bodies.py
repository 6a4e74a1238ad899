"""Sound bodies to spoil in one place each."""

from typing import Any

from bot.sandbox.rules.faults import Fault, Path

Body = dict[str, Any]
V2 = 1 << 15


def said(faults: list[Fault]) -> list[tuple[Path, str]]:
    return [(fault.path, fault.code) for fault in faults]


def button(**changed: object) -> Body:
    return {"type": 2, "style": 1, "label": "Details", "custom_id": "details"} | changed


def link(**changed: object) -> Body:
    return {"type": 2, "style": 5, "label": "Open", "url": "https://example.org/a"} | changed


def option(value: str, **changed: object) -> Body:
    return {"label": value, "value": value} | changed


def select(**changed: object) -> Body:
    return {"type": 3, "custom_id": "pick", "options": [option("a"), option("b")]} | changed


def users(**changed: object) -> Body:
    return {"type": 5, "custom_id": "who"} | changed


def row(*children: Body) -> Body:
    return {"type": 1, "components": list(children)}


def written(content: str = "Hello") -> Body:
    return {"type": 10, "content": content}


def thumbnail(url: str = "https://example.org/a.png", **changed: object) -> Body:
    return {"type": 11, "media": {"url": url}} | changed


def section(*texts: Body, **changed: object) -> Body:
    return {"type": 9, "components": list(texts or (written(),)), "accessory": thumbnail()} | changed


def gallery(*urls: str) -> Body:
    return {"type": 12, "items": [{"media": {"url": url}} for url in urls]}


def container(*children: Body, **changed: object) -> Body:
    return {"type": 17, "components": list(children)} | changed


def layout(*components: Body, **changed: object) -> Body:
    return {"flags": V2, "components": list(components)} | changed


def text_input(**changed: object) -> Body:
    return {"type": 4, "custom_id": "hours", "style": 1, "label": "Hours a week"} | changed


def label(component: Body, **changed: object) -> Body:
    return {"type": 18, "label": "Hours a week", "component": component} | changed


def modal(*components: Body, **changed: object) -> Body:
    return {
        "custom_id": "time",
        "title": "Your time",
        "components": list(components or (row(text_input()),)),
    } | changed


def text_option(name: str = "goal", **changed: object) -> Body:
    return {"type": 3, "name": name, "description": "What to learn"} | changed


def command(*options: Body, **changed: object) -> Body:
    return {"name": "find", "description": "Find a credential", "options": list(options)} | changed
