"""Facts of every field: what the form and the command line are made of."""

import pytest

from ftd_engine import field_facts
from ftd_engine.field_facts import FieldFacts, all_fields, form_sections
from ftd_engine.settings.setting import PLUG_IN, setting

FIELDS = all_fields()


def test_sections_in_the_order_of_the_work() -> None:
    assert [section.name for section in form_sections()] == [
        "",
        "data",
        "network",
        "dsa",
        "buffer",
        "distill",
        "evaluation",
        "checkpoints",
    ]
    assert all(section.title for section in form_sections())


@pytest.mark.parametrize("facts", FIELDS.values(), ids=FIELDS.keys())
def test_every_field_has_its_facts(facts: FieldFacts) -> None:
    assert facts.label and facts.label[0].isupper() and len(facts.label) <= 24
    assert facts.help.endswith(".") and len(facts.help) > 10
    if facts.kind in ("int", "float"):
        assert facts.minimum is not None and facts.maximum is not None
        assert facts.range_text()
        assert facts.minimum <= facts.default <= facts.maximum
    if facts.kind in ("choice", "choices"):
        assert (facts.choices or facts.plug_ins) and facts.range_text().startswith("one of ")
    if facts.used_when is not None:
        path, values = facts.used_when
        assert values
        assert set(values) <= {*FIELDS[path].choices, PLUG_IN}


def test_facts_of_one_field() -> None:
    facts = FIELDS["buffer.rho"]
    assert (facts.kind, facts.default, facts.unit, facts.symbol) == (
        "float",
        0.01,
        "weight norm",
        "ρ",
    )
    assert facts.script_flag == "rho_max"
    assert facts.used_when == ("buffer.trajectory", ("flat", "gsam"))
    assert facts.source == "Equation 15, Figure 5" and not facts.advanced


def test_a_condition_of_a_field_at_the_top_names_it_plainly() -> None:
    info = setting(1, label="L", help="Help.", ge=0, used_when=("device", "cpu"))
    info.annotation = int
    assert field_facts._facts("count", info).used_when == ("device", ("cpu",))
    assert field_facts._facts("part.count", info).used_when == ("part.device", ("cpu",))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("buffer.expert_lr", "above 0, at most 10"),
        ("distill.ema_decay", "at least 0, below 1"),
        ("distill.iterations", "at least 1, at most 1,000,000"),
        ("buffer.trajectory", "one of flat, plain, gsam"),
        ("dsa.ops", "one of color, crop, cutout, flip, scale, rotate"),
        ("distill.dsa", ""),
        ("evaluation.weight_decay", "at least 0, at most 1"),
    ],
)
def test_ranges_in_words(path: str, text: str) -> None:
    assert FIELDS[path].range_text() == text


def test_a_range_that_is_no_whole_number() -> None:
    info = setting(0.5, label="L", help="Help.", ge=0.25)
    info.annotation = float
    assert field_facts._facts("share", info).range_text() == "at least 0.25"


@pytest.mark.parametrize("facts", FIELDS.values(), ids=FIELDS.keys())
def test_what_comes_from_a_paper_says_from_where(facts: FieldFacts) -> None:
    """A symbol or a flag of the published scripts is never told without its place."""
    # a path is nobody's rule
    if (facts.symbol or facts.script_flag) and facts.path != "data.folder":
        places = ("Section", "Equation", "Table", "Figure", "Appendix", "Algorithm")
        assert facts.source.startswith((*places, "official code", "the field's rule")), facts.path
