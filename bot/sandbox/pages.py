"""The page's own files, and the files that somebody sent."""

from pathlib import Path

from aiohttp import web

from bot.sandbox.files import ATTACHMENT_FOLDER, EPHEMERAL_FOLDER, Files
from bot.sandbox.snowflakes import snowflake_or_none

_FOLDER = Path(__file__).parent / "page"
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".txt": "text/plain",
}
_TEXTS = ("text/", "application/json", "image/svg+xml")


def add_pages(app: web.Application, files: Files, folder: Path = _FOLDER) -> None:
    """The page at `/`, its files below `/page/`, and sent files below `/cdn/`."""

    async def index(_: web.Request) -> web.Response:
        return _served(folder, "index.html")

    async def file(request: web.Request) -> web.Response:
        return _served(folder, request.match_info["path"])

    async def sent(request: web.Request) -> web.Response:
        ids = (snowflake_or_none(request.match_info[name]) or 0 for name in ("owner", "attachment"))
        upload = files.find(*ids)
        if upload is None:
            raise web.HTTPNotFound
        how = "inline" if upload.is_shown_inline else "attachment"
        headers = {
            "Content-Type": upload.content_type,
            "Content-Disposition": f'{how}; filename="{upload.name}"',
        }
        return web.Response(body=upload.content, headers=headers)

    app.router.add_get("/", index)
    app.router.add_get("/page/{path:.+}", file)
    for kind in (ATTACHMENT_FOLDER, EPHEMERAL_FOLDER):
        app.router.add_get(f"/cdn/{kind}/{{owner}}/{{attachment}}/{{name}}", sent)


def _served(folder: Path, name: str) -> web.Response:
    try:
        path = (folder / name).resolve()
        is_there = folder.resolve() in path.parents and path.is_file()
    except (OSError, ValueError) as cause:  # too long, or with a NUL
        raise web.HTTPNotFound from cause
    kind = _TYPES.get(path.suffix)
    if kind is None or not is_there:
        raise web.HTTPNotFound
    charset = "utf-8" if kind.startswith(_TEXTS) else None
    return web.Response(body=path.read_bytes(), content_type=kind, charset=charset)
