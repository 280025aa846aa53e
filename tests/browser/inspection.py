"""What must hold of every page: nothing that axe-core finds, and no word of another collection."""

from importlib.resources import files

from playwright.sync_api import Frame, Page

from tests.test_any_collection import WORD, foreign_names

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")

RUN = """options => axe.run(document, {...options, resultTypes: ["violations"]})"""

WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
CONTRAST = {"type": "rule", "values": ["color-contrast"]}

# Marks are named by aria-label, boxes by placeholder and title, pictures by alt.
READ = """() => [document.body.innerText, ...["alt", "aria-label", "placeholder", "title"].flatMap(
  name => [...document.querySelectorAll(`[${name}]`)].map(node => node.getAttribute(name)))
].join("\\n")"""


def faults(page: Page, rules: dict[str, object] = WCAG) -> list[str]:
    """List what axe-core finds serious or critical, in every frame: its rule, and the element."""
    for frame in page.frames:
        frame.evaluate(AXE)
    return [
        f"{violation['id']}: {node['target']}: {node['failureSummary']}"
        for violation in page.evaluate(RUN, {"runOnly": rules})["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


def strangers(page: Page | Frame) -> list[str]:
    """List the words of the curated collection that stand on a page of the invented one."""
    frames = page.frames if isinstance(page, Page) else [page]
    read = {word.casefold() for frame in frames for word in WORD.findall(frame.evaluate(READ))}
    return sorted(read & foreign_names())
