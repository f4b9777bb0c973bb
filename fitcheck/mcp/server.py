"""The server itself: the SDK's protocol around `Answers`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import fitcheck
from fitcheck.analyzer import Analyzer
from fitcheck.errors import ErrorCode, FitcheckError, MissingExtraError
from fitcheck.mcp.answers import Answers
from fitcheck.mcp.arguments import Arguments
from fitcheck.mcp.folders import Folders
from fitcheck.mcp.tools import INSTRUCTIONS, tools
from fitcheck.render.json_text import dumps
from fitcheck.render.wire import error_json
from fitcheck.settings import Settings

try:
    import anyio
    import mcp_types as types
    from anyio import CapacityLimiter, to_thread
    from mcp.server.lowlevel import Server
    from mcp.server.stdio import stdio_server
except ImportError as problem:
    raise MissingExtraError(
        "serving assistants needs the Model Context Protocol: pip install 'fitcheck[mcp]'"
    ) from problem


def make_server(
    *, folders: Sequence[Path], today: Callable[[], date], settings: Settings | None = None
) -> Server[Any]:
    """A server whose tools read files below `folders` only, and texts.

    Raises FitcheckError where a folder cannot be opened. One call is answered after the other.
    """
    analyzer = Analyzer(settings)
    answers = Answers(analyzer, Folders(folders, analyzer.settings.reading), today)
    limiter = CapacityLimiter(1)  # an analyzer belongs to one thread at a time

    async def list_tools(_context: Any, _params: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_described(tool.name) for tool in tools()])

    async def call_tool(_context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        return await to_thread.run_sync(
            call, answers, params.name, params.arguments, limiter=limiter
        )

    return Server(
        "fitcheck",
        version=fitcheck.__version__,
        title="fitcheck",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def call(answers: Answers, name: str, arguments: dict[str, Any] | None) -> types.CallToolResult:
    """The answer of one tool: the values themselves, and the same as JSON text.

    What could not be judged is an answer too, marked as an error, with `fitcheck.error/1` as text.
    """
    if name not in {tool.name for tool in tools()}:
        known = ", ".join(tool.name for tool in tools())
        error = FitcheckError(f"there is no such tool; known: {known}", code=ErrorCode.USAGE)
        return _failed(error)
    try:
        answer = getattr(answers, name)(Arguments(arguments))
    except FitcheckError as error:
        return _failed(error)
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=dumps(answer))], structured_content=answer
    )


def serve_stdio(server: Server[Any]) -> None:
    """Answer on the standard streams until the other side closes them."""

    async def run() -> None:
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    anyio.run(run)


def _described(name: str) -> types.Tool:
    tool = next(tool for tool in tools() if tool.name == name)
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.takes,
        output_schema=tool.gives,
        annotations=types.ToolAnnotations(
            read_only_hint=True,
            destructive_hint=False,
            idempotent_hint=True,
            open_world_hint=False,
        ),
    )


def _failed(error: FitcheckError) -> types.CallToolResult:
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=error_json(error))], is_error=True
    )
