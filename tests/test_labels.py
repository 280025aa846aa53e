"""Every value of a filter has a name for a reader."""

from events.query.filters import name_values
from events.records.vocabulary import CATEGORY, SIDES, STATUSES


def test_curated_values_have_names(curated_engine, curated_frame):
    labels = name_values(curated_engine, curated_frame)
    assert all(list(labels[facet]) == curated_engine.values(facet) for facet in labels)
    assert labels["place"]["khan-younis"] == "Khan Younis"
    assert labels["source"]["New York Post"] == "New York Post"
    assert set(labels["category"].values()) <= {known.label for known in CATEGORY.values()}
    assert set(labels["side"].values()) <= set(SIDES.values())
    assert set(labels["status"].values()) <= set(STATUSES.values())
