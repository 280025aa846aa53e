"""XML as foreign programs write it, read element by element within bounds."""

from collections.abc import Iterator
from io import BytesIO

from lxml import etree

Element = etree._Element


def elements(content: bytes, *names: str) -> Iterator[Element]:
    """Yield each element of these names, of any namespace, and forget it afterwards.

    No entity is expanded and nothing is fetched. Raises ValueError for what is no XML, or declares
    a document type, which no program needs that writes such a file.
    """
    reading = etree.iterparse(
        BytesIO(content),
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in reading:
            if element.getroottree().docinfo.doctype:
                raise ValueError("declares a document type (DOCTYPE); remove that line")
            yield element
            element.clear(keep_tail=False)
            before, parent = element.getprevious(), element.getparent()
            if before is not None and parent is not None and before.tag == element.tag:
                parent.remove(before)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"is not XML ({error.msg})") from None


def kind_of(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child_text(element: Element, path: str) -> str | None:
    """Return the text of a child, such as `TimeSpan/begin`, in any namespace; None if it has none.

    What is written with tags inside is returned without them.
    """
    return text_in(element.find("/".join(f"{{*}}{name}" for name in path.split("/"))))


def text_in(element: Element | None) -> str | None:
    """Return the text of an element without the tags in it; None if it has none."""
    text = "" if element is None else "".join(element.itertext()).strip()
    return text or None
