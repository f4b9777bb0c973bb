"""What the site changes of the pages as they lie in the repository."""

from __future__ import annotations

import posixpath
import re
from typing import Any

_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)#:\s]+)(#[^)\s]*)?\)")


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Links that leave the folder of pages become names: the site does not hold those files."""
    folder = posixpath.dirname(page.file.src_uri)

    def shown(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, link[2]))
        outside = target.startswith("..") or link[2].endswith("/")
        return f"{link[1]} (`{target.lstrip('./')}`)" if outside else link[0]

    return _LINK.sub(shown, markdown)
