"""Claims, speakers and spans from prose."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import time

import pytest

import contradict.extraction
import contradict.readers
from contradict import Claim, InvalidInput, extract_claims
from contradict.extraction.clauses import split_clauses
from contradict.extraction.speakers import Speakers

MODULES = sorted(
    module.name
    for package in (contradict.extraction, contradict.readers)
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
)


def said(text: str) -> list[tuple[str | None, str]]:
    return [(c.speaker, c.text) for c in extract_claims(text) if c.checkable]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name: str) -> None:
    """Every example of a docstring is true."""
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lorne said that the dam was safe.", [("Ada Lorne", "the dam was safe")]),
        ("The dam is safe, said Ada Lorne.", [("Ada Lorne", "The dam is safe")]),
        ("“The dam is safe,” Ada Lorne insisted.", [("Ada Lorne", "The dam is safe")]),
        ("According to the police, the dam is safe.", [("police", "the dam is safe")]),
        ("The dam is safe, according to Ada Lorne.", [("Ada Lorne", "The dam is safe")]),
        ("Baku has said that it rains.", [("Baku", "it rains")]),
        ("The Azeri Ministry of Defense said that it rains.", [("Baku", "it rains")]),
        ("The Government of France said that it rains.", [("Paris", "it rains")]),
        (
            "Ada Lorne accused Paris of hiding the plan.",
            [("Ada Lorne", "Paris is hiding the plan")],
        ),
        (
            "Ada Lorne denied that the dam had failed.",
            [("Ada Lorne", "It is not true that the dam had failed")],
        ),
        ("ADA LORNE: The dam is safe.", [("Ada Lorne", "The dam is safe")]),
        ("The dam is safe.", [(None, "The dam is safe")]),
    ],
)
def test_who_says_what(text: str, expected: list[tuple[str | None, str]]) -> None:
    """Each way of reporting speech."""
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Ada Lorne said the gate "never leaked".', "the gate never leaked"),
        ('Ada Lorne said Osk "was not told".', "Osk was not told"),
        ('Ada Lorne told the court the gate "had no lock".', "the gate had no lock"),
        ('Ada Lorne told the court in May "the gate had no lock".', "the gate had no lock"),
        ('Ada Lorne said in a letter "the gate had no lock".', "the gate had no lock"),
        ('Ada Lorne said on the same day "it was shut".', "it was shut"),
        ("Ada Lorne says that report is wrong.", "that report is wrong"),
    ],
)
def test_a_quotation_keeps_the_subject_before_it(text: str, expected: str) -> None:
    """What is said begins with the subject, inside of the quotation or outside."""
    assert said(text) == [("Ada Lorne", expected)]


def test_running_attribution() -> None:
    """A pronoun goes on with the speaker, a surname and a description come back to a name."""
    text = (
        "Mayor Ilse Brandt said that the dam was safe. She added that it was old. "
        "The Ministry of Transport said that it was new.\n\n"
        "“The gate is open,” Brandt said. The ministry said that the gate was shut."
    )
    assert [speaker for speaker, _ in said(text)] == [
        "Ilse Brandt",
        "Ilse Brandt",
        "Ministry of Transport",
        "Ilse Brandt",
        "Ministry of Transport",
    ]


def test_a_quotation_over_paragraphs_and_interruptions() -> None:
    """What is quoted on belongs to the same speaker; an interrupted sentence is joined."""
    text = (
        "“The dam,” said Ada Lorne, “was built in 1931. It has never failed.\n\n"
        "“It will hold for a century.”"
    )
    claims = extract_claims(text)
    assert [c.speaker for c in claims] == ["Ada Lorne"] * 3
    assert claims[0].text == "The dam was built in 1931"
    assert claims[0].original == "The dam,” said Ada Lorne, “was built in 1931"


def test_disputes_of_a_report_are_pairs_of_claims() -> None:
    """Each side of a dispute is a claim of its own with the right speaker, slips included."""
    text = (
        "The Government of France announced on Tuesday the start of “policing activities” in "
        "Crimea after denouncing the death of two civilians and four soldiers due to the explosion "
        "of two road mines in the region.\n\n"
        "Following the announcement by Paris, the Government of Spain has accused France of "
        "“unleashing a large-scale aggression against the population.” “We declare once again that "
        "the forces of Spain are not deployed there and that all news about laying mines are "
        "invented,” he said.\n\n"
        "Shortly before, the French Foreign Ministry had indicated that two civilians had died due "
        "to the explosion of a sea mine and has stressed that it was placed “by a group of the "
        "Spanish forces”. Likewise, he noted that “four members of the ministry staff” died in a "
        "tunnel.\n\n"
        "On the other hand, the French Ministry of Defense has reported that two soldiers have "
        "been injured by shots fired by the Spanish Army, although the Spanish Ministry of "
        "Defense has accused Paris of giving information ” that is not true.”"
    )
    assert said(text) == [
        ("Paris", "The Government of France announces the start of policing activities in Crimea"),
        (
            "Paris",
            "two civilians and four soldiers died due to the explosion of two road mines in Crimea",
        ),
        ("Madrid", "France is unleashing a large-scale aggression against the population"),
        ("Madrid", "the forces of Spain are not deployed there"),
        ("Madrid", "all news about laying mines are invented"),
        ("Paris", "two civilians had died due to the explosion of a sea mine"),
        ("Paris", "the sea mine was placed by a group of the Spanish forces"),
        ("Paris", "four members of the ministry staff died in a tunnel"),
        ("Paris", "two soldiers have been injured by shots fired by the Spanish Army"),
        (
            "Madrid",
            "It is not true that two soldiers have been injured by shots fired by the Spanish Army",
        ),
    ]


def test_nesting_is_kept_outermost_first() -> None:
    """Who cites whom."""
    [claim] = extract_claims("Yerevan cited Baku's statement that the road was open.")
    assert (claim.speaker, claim.attribution) == ("Baku", ("Yerevan", "Baku"))


@pytest.mark.parametrize(
    "text",
    [
        "Is the dam safe today?",
        "Good morning, everybody here.",
        "Thank you all for coming.",
        "We hope that it stays dry.",
        "Please leave the valley now.",
        "Help us to open the gate.",
        "Watch the dam from the bridge.",
        "Hi, everybody here.",
        "It is a great shame for us.",
    ],
)
def test_what_cannot_be_checked_is_marked(text: str) -> None:
    """Questions, greetings and opinion are claims that are not checkable."""
    assert [claim.checkable for claim in extract_claims(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "His brother sold the mill in June.",
        "High tides flooded the quay on Friday.",
        "Hinton has two bridges.",
        "May exports fell by a tenth.",
        "Dearer fuel closed the ferry line.",
        "Ada Lorne spoke to the prime minister by telephone on Friday.",
        "Help reached the valley on Friday.",
        "Calls for help were ignored.",
        "Help from abroad arrived late.",
    ],
)
def test_what_only_looks_like_a_greeting_or_an_appeal_is_kept(text: str) -> None:
    """A word that begins as a greeting does, and a noun that is an imperative too."""
    assert [claim.checkable for claim in extract_claims(text)] == [True]


def test_headline_and_furniture_are_apart() -> None:
    """Headline, byline, time and boilerplate state nothing by themselves."""
    text = (
        "Dam holds in the valley\n\nBy Ada Lorne\n\n14:05\nThe gate is open.\n\n"
        "About Callow Dams\nCallow Dams is a company."
    )
    assert said(text) == [(None, "The gate is open")]
    assert said(text.replace("\n", "\r\n")) == [(None, "The gate is open")]
    headlines = extract_claims(text, headlines=True)
    assert headlines[0].metadata["part"] == "headline"


@pytest.mark.parametrize(
    "text",
    [
        "By dusk the gate had failed.",
        "By Friday morning the road was dry.",
        "Video recordings show the gate opening.",
        "Published accounts show a loss of 2 million.",
        "Copyright fees rose in 2020.",
        "Images from the valley show no snow.",
        "FLU-2 infections rose by a tenth.",
        "EU-funded engineers built the gate.",
        "About a third of the roofs in the valley of Osk\nwere torn off on Friday.",
        "Contact with the engineers was lost\non Friday.",
        "Reports of the damage were first\npublished on Friday, and the mayor resigned.",
    ],
)
def test_sentences_that_begin_as_furniture_does(text: str) -> None:
    """What only begins as a byline, a credit, a dateline or boilerplate is read, and the rest."""
    found = extract_claims(f"The road is shut.\n\n{text}\n\nIt rained for days.")
    read = [claim.original or claim.text for claim in found if claim.checkable]
    assert " and ".join(read[1:-1]) == text.rstrip(".").replace(", and", " and")
    assert read[-1] == "It rained for days"


def test_lists_are_claims_an_item() -> None:
    """A bullet or a number is a mark, an item no headline, and its end that of its sentence."""
    dashes = "- The gate was built in 1950\n- The gate holds\nforty tonnes\n- It leaked"
    claims = ["The gate was built in 1950", "The gate holds forty tonnes", "It leaked"]
    assert said(dashes) == [(None, claim) for claim in claims]
    numbers = "Findings:\n1. The council voted for it\n2) MAYOR: It holds."
    assert said(numbers) == [(None, "The council voted for it"), ("Mayor", "It holds")]
    dash = "The gate was closed\n- after a long debate -\nand the road was opened"
    assert [text for _, text in said(f"{dash} by the mayor in May.")] != []


def test_a_lead_without_its_last_full_stop_is_no_headline() -> None:
    """What holds a whole sentence is read."""
    text = "Storm in Osk. Three roofs were torn off. The road is shut\n\nIt rained."
    assert [text for _, text in said(text)] == [
        "Three roofs were torn off",
        "The road is shut",
        "It rained",
    ]


def test_labels_of_every_kind() -> None:
    """Labels with numbers and those of depositions; weekdays and the like are none."""
    assert said("SPEAKER 2: It was shut.\nSPEAKER 3 (00:04): It was open.") == [
        ("Speaker 2", "It was shut"),
        ("Speaker 3", "It was open"),
    ]
    deposed = "Q. Where was the key?\nA. The key was in the lock.\n\nA. I left it there."
    assert said(deposed) == [("A", "The key was in the lock"), ("A", "I left it there")]
    assert said("A. Lorne said that it rained.")[0] == ("A. Lorne", "it rained")
    for label in ("Friday", "Breaking", "Budget", "Location"):
        assert said(f"{label}: The gate was opened at dusk.")[0][0] is None
    assert said("09:15 GMT\nThe gate was opened.") == [(None, "The gate was opened")]


def test_the_interviewee_is_named_above_the_answers() -> None:
    """Names in answers are no interviewee, and no name runs on after a full stop."""
    answers = "A: Paul Hale built it on 4 May. Nobody had asked me.\n\nA: It leaked."
    assert {speaker for speaker, _ in said(answers)} == {"A"}
    above = f"The gate\n\nWe met the engineer Ada Lorne.\n\nQ: Why?\n\n{answers}"
    assert [speaker for speaker, _ in said(above)][1:] == ["Ada Lorne"] * 3


def test_clauses_are_split_where_each_stands_alone() -> None:
    """Coordination of clauses, not of names, verbs or relative clauses."""

    def clauses(text: str) -> int:
        return len(list(split_clauses(text, 0, len(text))))

    assert clauses("The gate is open, and the road is shut.") == 2
    assert clauses("Although the gate is open, the road is shut.") == 2
    assert clauses("The gate is open; the road is shut.") == 2
    assert clauses("The mayor and the council were warned.") == 1
    assert clauses("The mayor opened the gate and closed the road.") == 1
    assert clauses("They met the engineer and the man who built the dam.") == 1


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The shepherd said that it rained.", "shepherd"),
        ("Three tourists said that it rained.", "three tourists"),
        ("A guide told the court that it rained.", "guide"),
        ("It rained, according to a driver close to the firm.", "driver close to the firm"),
        ("The engineer, Lt. Ada Lorne, said that it rained.", "Ada Lorne"),
        ("Police said that it rained.", "police"),
        ("The mayor’s spokeswoman said that it rained.", "mayor"),
        ("Ada O’Hara said that it rained.", "Ada O'Hara"),
        ("General Mills said that it rained.", "General Mills"),
        ("General Lorne said that it rained.", "Lorne"),
        ("Three sources said that it rained.", "three sources"),
        ("An E.U. official said that it rained.", "E.U."),
        ("Callow Dams AG (OSK: CAL) today said that it rained.", "Callow Dams AG"),
        ("Engineer Dr Ada Lorne said that it rained.", "Ada Lorne"),
        ("Green MP Ada Lorne said that it rained.", "Ada Lorne"),
        ("Osk Fire and Rescue Service said that it rained.", "Osk Fire and Rescue Service"),
        (
            "The Ministry of Trade and Industry said that it rained.",
            "Ministry of Trade and Industry",
        ),
        ("The Jordan County officials said that it rained.", "Jordan County"),
        ("Air India officials said that it rained.", "Air India"),
        ("That said, it rained.", None),
    ],
)
def test_a_speaker_is_named_whole(text: str, speaker: str | None) -> None:
    """A speaker without a name is called by the words of the text, and one with, without titles."""
    assert [claim.speaker for claim in extract_claims(text)] == [speaker]


def test_the_names_of_the_document_come_before_states() -> None:
    """A last name that is a state's too is the person's whom the document named."""
    text = "Ada Jordan said that it rained. Jordan said that it snowed."
    assert [claim.speaker for claim in extract_claims(text)] == ["Ada Jordan"] * 2
    assert Speakers().resolve("Jordan") == "Amman"


def test_a_pronoun_of_another_gender_means_nobody_who_is_known() -> None:
    """The pronoun "he" is no woman, known by her given name or her title."""
    for name in ("Anna Lorne", "Mrs Lorne"):
        text = f"{name} said that the gate was shut. A man came. He said that it was open."
        assert said(text)[-1] == (None, "it was open")
        assert said(text.replace("He said", "She said"))[-1][0] == name.removeprefix("Mrs ")


def test_users_extend_the_names() -> None:
    """A table of names, in any case, comes first."""
    claims = extract_claims("The Castle said that it rains.", speakers={"the castle": "Prague"})
    assert claims[0].speaker == "Prague"
    assert Speakers({"Kremlin": "Putin"}).resolve("the Kremlin") == "Putin"


def test_source_date_and_url_are_given_to_all() -> None:
    """What is known of the document, unless the extractor knows better."""
    claims = extract_claims(
        "Ignored.",
        source="Times",
        date="2024-03-02",
        extractor=lambda _: [Claim("a"), Claim("b", source="Post")],
    )
    assert [c.source for c in claims] == ["Times", "Post"]
    assert str(claims[0].date) == "2024-03-02"
    with pytest.raises(InvalidInput, match="text must be a string"):
        extract_claims(b"bytes")  # type: ignore[arg-type]  # the point


@pytest.mark.parametrize(
    "text",
    [
        "“The dam is safe“, said Ada Lorne.",
        "„The dam is safe“, said Ada Lorne.",
        "”The dam is safe”, said Ada Lorne.",
        "«The dam is safe», said Ada Lorne.",
        "\u202b“The dam is safe”\u202c, said Ada Lorne.",
        "‘The dam is safe,’ said Ada Lorne.",
    ],
)
def test_quotes_of_every_kind(text: str) -> None:
    """Marks turned about, mixed, and in right-to-left text."""
    assert said(text) == [("Ada Lorne", "The dam is safe")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "‘The gate leaks,’ said Ada Lorne. ‘Its engineers’ report was lost. Nobody looked.’",
            [
                ("Ada Lorne", "The gate leaks"),
                ("Ada Lorne", "Its engineers’ report was lost"),
                ("Ada Lorne", "Nobody looked"),
            ],
        ),
        ("‘The gate,’ said Ada Lorne, ‘is shut.’", [("Ada Lorne", "The gate is shut")]),
        ("The ‘new’ gate leaked.", [(None, "The ‘new’ gate leaked")]),
        (
            'The 8" pipe leaked. "It was new," said Ada Lorne.',
            [(None, 'The 8" pipe leaked'), ("Ada Lorne", "It was new")],
        ),
    ],
)
def test_single_marks_and_inches(text: str, expected: list[tuple[str | None, str]]) -> None:
    """A single mark quotes, an apostrophe and a mark of inches do not."""
    assert said(text) == expected


@pytest.mark.parametrize("speakers", [["dam"], {1: "dam"}, {"dam": None}])
def test_wrong_names_are_told(speakers: object) -> None:
    """A table of names maps strings to strings."""
    with pytest.raises(InvalidInput, match="speakers must"):
        extract_claims("It rained.", speakers=speakers)  # type: ignore[arg-type]  # the point


@pytest.mark.parametrize("found", [["a claim"], None])
def test_an_extractor_that_gives_no_claims_is_told(found: object) -> None:
    """What an extractor gives is checked."""
    with pytest.raises(InvalidInput, match="an extractor must return claims"):
        extract_claims("It rained.", extractor=lambda _: found)  # type: ignore[arg-type, return-value]  # the point


def test_a_line_of_nothing_but_and_takes_no_time() -> None:
    """Time grows with the length of a sentence, not with its square."""

    def seconds(times: int) -> float:
        started = time.perf_counter()
        extract_claims("It rained " + "a and " * times)
        return time.perf_counter() - started

    seconds(10)
    assert seconds(660) < 0.5 + 20 * seconds(66)
