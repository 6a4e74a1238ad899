"""Who may knock: pages and programs of this machine that know the address, and nobody through a browser."""

from collections.abc import Awaitable, Callable

from aiohttp import web

_NAMES = ("127.0.0.1", "localhost")
_FOREIGN_SITES = ("cross-site", "same-site")
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@web.middleware
async def loopback_only(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuses a Host or an Origin that is not the sandbox's own: another site's page may not use it."""
    transport = request.transport
    port = transport.get_extra_info("sockname")[1] if transport is not None else 0
    hosts = [f"{name}:{port}" for name in _NAMES]
    origin = request.headers.get("Origin")
    is_foreign = request.headers.get("Sec-Fetch-Site") in _FOREIGN_SITES and request.path != "/"
    if request.host not in hosts or (origin is not None and origin != f"http://{request.host}") or is_foreign:
        return web.Response(status=403, text="This address serves its own page only.\n")
    return await handler(request)


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Adds to each answer what keeps a browser strict and its cache out of the way."""
    response.headers.update(_HEADERS)
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        f"font-src 'self'; media-src 'self' blob:; connect-src 'self' ws://{request.host}; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
