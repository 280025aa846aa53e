"""A drawn map: its size, where its marks are, what it says in words, and what it leaves out."""

import io
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import geopandas as gpd
import numpy as np
import pytest
from PIL import Image

from events.records import read_records
from events.records.locations import locate
from geodata.layers import ThemeColours
from geodata.picture import draw_picture
from geodata.picture.boxes import LETTERS, MOST_AWAY, away_rows, corner, scale_of, uneven
from geodata.picture.canvas import LONGEST, Canvas, drawable
from geodata.picture.ground import Window, open_window
from geodata.picture.marks import MARK, MOST_MARKS, Away, list_away, place_marks

RECORDS = read_records(locate("gaza"))
GEOGRAPHY = RECORDS.geography
CATEGORIES, CATEGORY = RECORDS.vocabulary.categories, RECORDS.vocabulary.category
GROUND = GEOGRAPHY.region.bounds.box
GAZA = (34.2184, 31.2201, 34.5673, 31.5951)
SIZES = [(1200, 630), (1920, 1080), (1600, 1130), (700, 1400), (200, 200)]


@pytest.fixture(scope="module")
def window():
    return open_window([GAZA], GROUND, 760, 540)


def table(*rows, **columns):
    """Events at longitudes and latitudes, alike but for the columns given."""
    longitude, latitude = zip(*rows, strict=True)
    plain = {"category": "talks", "precision": "near", "precision_m": 100, "place": "a"}
    data = {"longitude": longitude, "latitude": latitude, **plain, "place_name": "A", **columns}
    return gpd.GeoDataFrame(data, geometry=gpd.points_from_xy(longitude, latitude))


def drawn(frame, width=800, height=600, **options):
    options = {"geography": GEOGRAPHY, "days": (19_700, 20_200), **options}
    return draw_picture(frame, CATEGORIES, width, height, **options)


def marks_of(frame, window, steps=()):
    return place_marks(frame, window, steps, frozenset(["shaped"]))


def colour_at(picture, x, y):
    image = Image.open(io.BytesIO(picture.png())).convert("RGB")
    return "#{:02X}{:02X}{:02X}".format(*image.getpixel((round(x), round(y))))


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_picture_has_the_size_that_was_asked_for(width, height):
    picture = drawn(table((34.3, 31.35)), width, height)
    assert Image.open(io.BytesIO(picture.png())).size == (width, height)
    root = ElementTree.fromstring(picture.svg())
    box = [float(number) for number in root.attrib["viewBox"].split()]
    assert box == pytest.approx([0, 0, width, height], abs=0.01)


@pytest.mark.parametrize("size", [(100, 300), (5000, 3000), (1000, 499), (400, 900)])
def test_a_size_that_no_map_fits_is_refused(size):
    with pytest.raises(ValueError, match=f"size: .*{size[0]}, {size[1]}"):
        drawn(table((34.3, 31.35)), *size)


@pytest.mark.parametrize("size", SIZES)
def test_the_window_holds_the_home_and_nothing_beyond_the_bounds(size):
    window = open_window([GAZA, (33.75, 31.1, 34.85, 31.7)], GROUND, *size)
    (west, east), (north, south) = window.at([GROUND[0], GROUND[2]], [GROUND[3], GROUND[1]])
    assert max(west, north) <= 0.001
    assert east >= window.width - 0.001
    assert south >= window.height - 0.001
    x, y = window.at(GAZA[::2], GAZA[1::2])
    assert ((x > 0) & (x < window.width)).all()
    assert ((y > 0) & (y < window.height)).all()


def test_lengths_are_those_on_the_ground(window):
    x, y = window.at([34.40, 34.40], [31.35, 31.45])
    assert window.length(11_132) == pytest.approx(abs(y[1] - y[0]), rel=0.01)
    assert x[0] == x[1]


def test_a_mark_stands_where_its_event_is(window):
    (mark,) = marks_of(table((34.3063, 31.3441)), window)
    assert (mark.x, mark.y) == pytest.approx([float(v) for v in window.at(34.3063, 31.3441)])
    (other,) = marks_of(table((34.45, 31.5)), window)
    assert other.x > mark.x
    assert other.y < mark.y


def test_the_mark_on_the_picture_has_the_colour_of_its_category():
    picture = drawn(table((34.3063, 31.3441), category="strike"))
    (mark,) = picture.marks
    beside = (mark.x + 9.5) * picture.unit, mark.y * picture.unit
    assert colour_at(picture, *beside) == CATEGORY["strike"].colour


def test_an_area_is_hollow(window):
    (mark,) = marks_of(table((34.3, 31.35), precision="area"), window)
    assert mark.hollow
    picture = drawn(table((34.3, 31.35), precision="area", category="strike"))
    at = (picture.marks[0].x + 6.5) * picture.unit, picture.marks[0].y * picture.unit
    assert colour_at(picture, *at) == "#FFFFFF"


def test_events_at_one_place_share_a_mark_with_their_numbers(window):
    frame = table((34.3, 31.35), (34.5, 31.5), (34.3, 31.35), category=["aid", "talks", "talks"])
    several, one = marks_of(frame, window, (1, 2, 3))
    assert (several.count, several.steps) == (2, (1, 3))
    assert several.parts == (("aid", 1), ("talks", 1))
    assert (one.count, one.steps, one.hollow) == (1, (2,), False)


def test_marks_never_lie_over_each_other_and_no_event_is_lost(window):
    random = np.random.default_rng(1)
    spots = zip(random.uniform(34.2, 34.6, 5000), random.uniform(31.23, 31.57, 5000), strict=True)
    marks = marks_of(table(*spots), window)
    assert sum(mark.count for mark in marks) == 5000
    assert 20 < len(marks) <= MOST_MARKS
    pairs = combinations(marks, 2)
    assert min(np.hypot(a.x - b.x, a.y - b.y) for a, b in pairs) >= MARK


def test_there_are_never_too_many_marks():
    wide = Window(3_750_000, 3_600_000, 3_900_000, 4000, 4000)
    x, y = np.meshgrid(np.linspace(33.71, 34.8, 60), np.linspace(30.8, 31.5, 60))
    marks = marks_of(table(*zip(x.ravel(), y.ravel(), strict=True)), wide)
    assert len(marks) == MOST_MARKS


@pytest.mark.parametrize(
    ("metres", "place", "drawn_as"),
    [(100, "a", None), (3000, "a", 3000), (3000, "shaped", None), (30_000, "a", None)],
)
def test_the_circle_is_as_wide_as_the_place_can_be_off(window, metres, place, drawn_as):
    (mark,) = marks_of(table((34.3, 31.35), precision_m=metres, place=place), window)
    assert mark.doubt == (drawn_as and pytest.approx(window.length(drawn_as, mark.y)))


def test_events_away_from_the_map_are_listed_and_have_no_mark(window):
    frame = table(
        (34.3, 31.35), (4.3, 52.1), (4.3, 52.1), place=list("abb"), place_name=list("ABB")
    )
    assert len(marks_of(frame, window)) == 1
    assert list_away(frame, window, (1, 2, 3)) == (Away("B", 2, (2, 3)),)
    picture = drawn(frame.iloc[1:])
    assert picture.marks == ()
    assert [place.name for place in picture.away] == ["B"]


@pytest.mark.parametrize("precision", ["country", "international"])
def test_what_no_point_stands_for_is_listed(window, precision):
    frame = table((34.3, 31.35), precision=precision)
    assert marks_of(frame, window) == ()
    assert list_away(frame, window, ()) == (Away("A", 1, ()),)


def test_the_list_of_places_away_is_bounded_and_says_so():
    rows = away_rows([Away(f"P{n}", 1, ()) for n in range(MOST_AWAY + 3)])
    assert [row.words for row in rows[-2:]] == [f"P{MOST_AWAY - 1}: 1", "and 3 more places"]


def test_a_box_goes_where_it_hides_nothing(window):
    north, south = table((34.3, 31.58)), table((34.3, 31.25))
    assert corner((200, 150), window, marks_of(south, window), [])[:2] == (8, 8)
    away = corner((700, 150), window, marks_of(north, window), [])
    assert away[1] > 300


def test_numbers_of_steps_are_drawn_beside_the_marks():
    frame = table((34.3, 31.35))
    assert drawn(frame).png() != drawn(frame, steps=(7,)).png()
    assert drawn(frame, steps=(7,)).marks[0].steps == (7,)


def test_layers_are_those_that_stood_on_the_dates():
    frame = table((34.3, 31.35))
    before, after = (drawn(frame, days=(day, day)).png() for day in (19_700, 19_800))
    assert before != after


def changed(layer, **fields):
    """The region with one of its layers drawn otherwise."""
    layers = (one.model_copy(update=fields) if one.id == layer else one for one in GEOGRAPHY.layers)
    return replace(GEOGRAPHY, layers=tuple(layers))


def test_a_layer_has_its_light_colour():
    frame = table((34.3, 31.35))
    red = changed("sea", colour=ThemeColours(light="#FF0000", dark="#00FF00"))
    at_sea = 60, 180
    assert colour_at(drawn(frame), *at_sea) == "#D5E4EE"
    assert colour_at(drawn(frame, geography=red), *at_sea) == "#FF0000"


def test_credits_are_those_of_the_region_and_no_word_is_cut():
    frame = table((34.3, 31.35))
    longer = "Surveyed by hand; " * 12
    region = GEOGRAPHY.region.model_copy(update={"credits": longer})
    one, other = drawn(frame), drawn(frame, geography=replace(GEOGRAPHY, region=region))
    assert one.png() != other.png()
    assert "…" not in "".join(textwrap.wrap(longer, LETTERS))
    assert LETTERS <= LONGEST


@pytest.mark.parametrize(
    ("box", "metres"),
    [
        ((34.30, 31.35, 34.301, 31.351), 20),
        ((34.2184, 31.2201, 34.5673, 31.5951), 10_000),
        ((30, 28, 36, 34), 200_000),
        ((-20, -30, 50, 35), 2_000_000),
    ],
)
def test_the_scale_is_round_and_of_a_length_that_is_read(box, metres):
    world = (-180.0, -85.0, 180.0, 85.0)
    window = open_window([box], world, 760, 540)
    assert scale_of(window) == metres
    assert 40 < window.length(metres) < 160


def test_a_scale_says_that_it_holds_in_the_middle_where_lengths_differ():
    world = (-180.0, -85.0, 180.0, 85.0)
    assert not uneven(open_window([GAZA], world, 760, 540))
    window = open_window([(-10, 35, 30, 70)], world, 760, 540)
    assert uneven(window)
    assert window.length(1000, 0) > window.length(1000) > window.length(1000, window.height)


def test_a_language_that_names_are_not_in_is_refused():
    with pytest.raises(ValueError, match="language: must be one of en, ar, he"):
        drawn(table((34.3, 31.35)), language="fr")


@pytest.mark.parametrize("language", ["en", "ar", "he"])
def test_names_are_written_in_each_language_without_a_missing_letter(language, gaza):
    assert drawn(gaza.table, language=language).svg()


def test_chief_places_and_corridors_are_named_whatever_lies_there(gaza, monkeypatch):
    written = []
    monkeypatch.setattr(Canvas, "text", lambda self, x, y, text, size, **_: written.append(text))
    drawn(gaza.table, 1200, 630)
    chief = {GEOGRAPHY.places[place].name for place in GEOGRAPHY.region.chief}
    assert {"Gaza City", "Khan Younis", "Rafah"} <= chief
    assert {*chief, *(subject.name for subject, _ in GEOGRAPHY.subjects())} <= {*written}


def test_text_is_only_ever_drawn():
    name = "$x^2$ <script>alert(1)</script> \\frac{1}{0} 漢\n& %s" + "long " * 40
    svg = drawn(table((4.3, 52.1), place_name=name)).svg().decode()
    assert "<script" not in svg
    assert drawable("漢\n字 $x$") == "□ □ $x$"
    assert {node.tag.split("}")[1] for node in ElementTree.fromstring(svg).iter()} <= {
        "svg", "defs", "style", "g", "path", "use", "clipPath", "rect", "metadata",
        "RDF", "Work", "type", "format", "creator", "Agent", "title",
    }  # fmt: skip


def test_equal_questions_give_equal_pictures_on_many_threads(gaza):
    def one(_):
        picture = drawn(gaza.table, steps=tuple(range(1, len(gaza.table) + 1)))
        return picture.png(), picture.svg()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(one, range(4)))) == 1


def test_the_dashboard_starts_without_what_draws_pictures():
    script = (
        "import sys, events, geodata.picture;"
        "print([m for m in sys.modules if 'matplotlib' in m or 'geopandas' in m])"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "[]\n"


def test_pyplot_with_its_shared_state_is_never_used(repository):
    paths = list((repository / "geodata/picture").glob("*.py"))
    assert paths
    for path in paths:
        assert "matplotlib.pyplot" not in path.read_text("utf-8")
    code = "import sys, geodata.picture.canvas; assert 'matplotlib.pyplot' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=repository, timeout=60)


def test_a_sheet_is_empty_at_first():
    image = Image.open(io.BytesIO(Canvas(10, 20, 3).png())).convert("RGB")
    assert image.size == (30, 60)
    assert image.getcolors() == [(1800, (255, 255, 255))]
