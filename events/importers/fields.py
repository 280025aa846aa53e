"""The columns of `events.csv`, and by which names other files have them."""

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """What a column of a file can be."""

    title: str
    """For a reader."""
    help: str
    names: tuple[str, ...]
    """Names of columns by which it is recognised, folded as `folded` does; the best first."""
    is_column: bool = True
    """Whether `events.csv` has it; others are read into columns that it has."""


FIELDS: dict[str, Field] = {
    "id": Field(
        "Id", "tells events apart, and stays the same",
        ("id", "event id", "event id cnty", "identifier", "slug", "uid", "nr", "no", "kennung",
         "identifiant", "الرقم", "מזהה", "编号", "row", "index"),
    ),
    "title": Field(
        "Title", "what happened, in one line",
        ("title", "headline", "name", "event", "titel", "titre", "titulo", "nom", "nome", "nombre",
         "العنوان", "כותרת", "标题", "subject", "label", "name eng", "name en"),
    ),
    "date": Field(
        "Date", "a day, a month or a year, as vague as it is known",
        ("date", "event date", "start date", "date start", "start", "begin", "when", "day", "datum",
         "fecha", "data", "التاريخ", "תאריך", "日期", "year", "years", "jahr", "annee", "ano",
         "time", "timestamp", "date ad"),
    ),
    "end": Field(
        "End date", "the last day, where it lasted",
        ("end date", "date end", "end", "until", "enddatum", "date fin", "fin", "fecha fin"),
        is_column=False,
    ),
    "latitude": Field(
        "Latitude", "degrees north, negative in the south",
        ("latitude", "lat", "y", "breite", "breitengrad", "latitud", "خط العرض", "קו רוחב", "纬度"),
    ),
    "longitude": Field(
        "Longitude", "degrees east, negative in the west",
        ("longitude", "lon", "lng", "long", "x", "lange", "langengrad", "longitud", "خط الطول",
         "קו אורך", "经度"),
    ),
    "position": Field(
        "Both in one column", "latitude and longitude in one cell",
        ("coordinates", "coordinate", "position", "lat lon", "latlng", "lat lng", "geo", "gps",
         "koordinaten", "coordonnees", "coordenadas"),
        is_column=False,
    ),
    "place": Field(
        "Place", "the name of the place",
        ("place", "place name", "where", "location", "town", "city", "site", "venue", "ort", "lieu",
         "lugar", "local", "المكان", "מקום", "地点", "municipality", "epicenter", "epicentre"),
    ),
    "precision": Field(
        "How exact the place is", "exact, near, adm2, adm1, area, country, international",
        ("precision", "geo precision", "geo_precision"),
    ),
    "precision_m": Field(
        "Uncertainty in metres", "how far off the place can be",
        ("precision m", "uncertainty m", "accuracy", "coordinateuncertaintyinmeters"),
    ),
    "shape": Field("Line or area", "as WKT, longitude first", ("shape", "wkt", "geowkt")),
    "category": Field(
        "Category", "what kind of event it is",
        ("category", "type", "event type", "kind", "kategorie", "art", "categorie", "categoria",
         "tipo", "الفئة", "קטגוריה", "类型", "eventtype", "type eng", "layer", "folder"),
    ),
    "status": Field("Status", "how well it is established", ("status", "etat", "estado")),
    "contested": Field("What is contested", "and who says what", ("contested",)),
    "summary": Field(
        "Summary", "what happened, in a few sentences",
        ("summary", "description", "text", "notes", "desc", "details", "beschreibung", "resume",
         "descricao", "descripcion", "الوصف", "תיאור", "描述", "content"),
    ),
    "source": Field(
        "Source", "the outlet or document that says so",
        ("source", "sources", "outlet", "outlets", "publisher", "quelle", "fuente", "fonte",
         "المصدر", "מקור", "来源", "reference"),
    ),
    "url": Field(
        "Address of the source", "starts with https://",
        ("url", "link", "source url", "web page", "href", "video url", "lien", "website"),
    ),
    "side": Field("Whose side", "for whom the source speaks", ("side", "sides")),
    "actors": Field("Who took part", "names, with | between", ("actors", "actor", "participants")),
    "date_note": Field("Note on the date", "how it is known", ("date note", "display date")),
    "place_note": Field("Note on the place", "how it is known", ("place note",)),
    "content_note": Field("Take care", "what a reader should know first", ("content note",)),
    "picture": Field(
        "Picture", "the name of a file beside the list, or in pictures/ beside it",
        ("picture", "pictures", "image", "images", "photo", "photograph", "bild", "foto", "imagen",
         "imagem", "صورة", "الصورة", "תמונה", "图片", "image file"),
    ),
    "picture_alt": Field(
        "What the picture shows", "for readers who do not see it",
        ("picture alt", "alt", "alt text", "image alt", "image description", "bildbeschreibung",
         "texte alternatif", "texto alternativo", "النص البديل", "טקסט חלופי", "替代文本"),
    ),
    "picture_credit": Field(
        "Who made the picture", "a name",
        ("picture credit", "image credit", "photo credit", "credit", "photographer", "bildnachweis",
         "credit photo", "credito", "مصدر الصورة", "קרדיט", "图片来源"),
    ),
    "picture_licence": Field(
        "Licence of the picture", "under which it may be shown",
        ("picture licence", "picture license", "image licence", "image license", "bildlizenz",
         "licence image", "licencia imagen", "رخصة الصورة", "רישיון תמונה", "图片许可"),
    ),
    "picture_warning": Field(
        "Warning before the picture", "what a reader should know before seeing it",
        ("picture warning", "image warning", "bildwarnung"),
    ),
    "created": Field("Written down on", "a day", ("created",)),
    "modified": Field("Last changed on", "a day", ("modified", "updated at")),
    "change_note": Field("What changed", "what was there before, and why", ("change note",)),
}  # fmt: skip
"""Every field by its name, in the order of the template."""

COLUMNS: tuple[str, ...] = tuple(name for name, field in FIELDS.items() if field.is_column)
"""The columns of `events.csv`, in their order."""


def folded(name: str) -> str:
    """Return the name of a column without capitals, accents and signs, as FIELDS has it.

    >>> folded("Event_Date"), folded("Länge"), folded("geo-precision ")
    ('event date', 'lange', 'geo precision')
    """
    bare = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", letters.replace("_", " ")))


NAMES: frozenset[str] = frozenset(folded(name) for field in FIELDS.values() for name in field.names)
"""All names by which columns are recognised."""
