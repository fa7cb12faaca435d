"""The words that the rules of reference rest on, as data."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

KINDS = frozenset(
    "ministry company agency university commission committee institute hospital airline brigade "
    "union museum airport bridge dam tunnel pipeline stadium reservoir castle refinery shipyard "
    "region province valley island peninsula district county".split()
)
"""Nouns that stand in a name, and then for it: the Callow Bridge is "the bridge"."""
TITLES = frozenset("mayor prosecutor captain governor professor judge".split())
"""Titles that stand before a name, and then for its bearer."""
COMPANIES = frozenset(
    "inc ltd corp corporation plc gmbh ferries airlines airways therapeutics pharmaceuticals "
    "motors shipping foods technologies industries holdings homes".split()
)
"""Last words of a company's name."""
AREAS = frozenset("region province valley island peninsula district county".split())
STANDS_ALONE_BEFORE = frozenset(
    "and but or while although because after before since until amid during under by on to for "
    "with without when as again also never always still now over than not once".split()
)
"""Words after "the ministry" that do not tell which one, as *of*, *in* and *which* may."""

CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december christmas easter".split()
)
GENDERED_TITLES: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("mr", "sir", "lord", "king", "prince", "chairman", "spokesman"), "m")
    | dict.fromkeys(
        ("mrs", "ms", "miss", "dame", "lady", "queen", "chairwoman", "spokeswoman"), "f"
    )
)
MEN = frozenset(
    "father husband brother son uncle nephew grandfather king prince duke widower gentleman boy "
    "man men".split()
)
WOMEN = frozenset(
    "mother wife sister daughter aunt niece grandmother queen princess duchess widow lady girl "
    "woman women".split()
)
PERSONS = frozenset(
    "child baby parent cousin friend neighbour neighbor colleague person adult guest victim "
    "suspect witness patient student resident president client accountant assistant lieutenant "
    "sergeant agent opponent judge chief guard captain colonel general clerk cook pilot guide "
    "nurse mayor coach priest monk nun thief rival heir somebody someone anybody everybody nobody "
    "civilian politician physician musician technician librarian electrician official recruit "
    "hostage refugee employee spouse fiancee relative tenant servant merchant immigrant "
    "secretary deputy apprentice critic mechanic expert".split()
)
"""Nouns that may stand for one person; words in -er, -or and -ist may as well."""
NO_PERSONS = frozenset(
    "after under over other never ever later however whether rather together water river letter "
    "paper order number power tower quarter answer summer winter border corner center computer "
    "matter offer weather chapter lower upper higher greater longer older younger further either "
    "neither another remainder shower silver copper timber rubber layer fiber fever cancer shelter "
    "gutter shutter meter trailer tanker bunker freighter transfer disaster register character "
    "hammer cover ladder lever better former inner outer proper earlier heavier easier larger "
    "smaller newer cheaper faster consider remember deliver discover recover suffer per her "
    "october november december september factor error floor door harbor motor sector color favor "
    "vector honor labor minor major prior interior exterior humor rumor armor for or nor list "
    "exist consist insist persist resist assist mist twist waist".split()
)
NAMED_AFTER = frozenset(
    "foundation fund trust falls beach lake square road avenue lane park prize award day law act "
    "tower church cathedral mosque chapel theatre theater library hotel ward house hall farm "
    "mountain hill bay gulf island islands storm hurricane cup league".split()
)
"""Last words of names that hold a person's name and are none."""

ACTS = frozenset(
    "warned knew known knows offered offers offer applied apply informed informs inform planned "
    "plans plan promised promises promise sampled ignored ignores ignore decided decides decide "
    "hired hires hire sued sue asked asks ask appealed appeal employs employed employ owns owned "
    "owed owes paid pays pay bought buy sold sells sell notified notifies notify instructed "
    "instruct ordered order invited invites invite refused refuses refuse agreed agrees agree "
    "intends intended intend negotiated negotiate investigated investigates investigate consulted "
    "consult tested tests test discharges discharged discharge compensated compensate dismissed "
    "dismiss sacked sack hid hides hide lied cooperated cooperate".split()
)
"""Verbs of somebody: a body that acts, never a thing or an event."""
OF_A_THING = frozenset(
    "built rebuilt opened reopened reopen open inspected repaired renovated painted sold bought "
    "owned carries carried carry stands stood stand held sank sunk sink sails sailed weighs "
    "weighed measures measured contains contained belongs belonged stored supplies supplied "
    "manufactured demolished damaged flooded locked leaks leaked leaking cracked rusted closed "
    "close".split()
)
"""Verbs of a thing: what they say is not said of an event or a whole statement."""
FITS = (
    (
        frozenset("placed planted detonated exploded defused".split()),
        frozenset("mine bomb grenade device explosive shell rocket missile".split()),
    ),
    (
        frozenset("sank sunk sails sailed capsized docked moored".split()),
        frozenset("ship ferry boat vessel trawler tanker freighter yacht submarine".split()),
    ),
    (
        frozenset("landed crashed flew flown".split()),
        frozenset("plane aircraft helicopter airliner jet drone".split()),
    ),
)
"""Verbs, and the only things that they are said of."""
HELPING = frozenset(
    "has had have was were is are will would can could may might does did do been be being not "
    "never also since already still now once then soon".split()
)
"""What may stand between a subject and its verb."""
TIMES = frozenset(
    "morning afternoon evening night day week weekend month year decade century summer winter "
    "spring autumn hour minute moment end start beginning past days weeks months years hours "
    "minutes time noon midnight today yesterday tomorrow".split()
)
PLAIN = frozenset(
    "and but or nor so of to in on at by for with from into over under between among near about "
    "after before since until during than as if when while because that who which where not only "
    "both more most less least very too also again once twice there here now then still just "
    "already never ever always often at up down out off away ago later earlier he she it they his "
    "her its their him them said says".split()
)
"""Words that name nothing."""


@cache
def given_names() -> Mapping[str, str]:
    """Return the gender, m or f, of those given names that tell one."""
    with (files("contradict.extraction") / "given_names.csv").open(encoding="utf-8") as stream:
        return MappingProxyType({row["name"]: row["gender"] for row in csv.DictReader(stream)})


@cache
def regions() -> frozenset[str]:
    """Return the names of well-known regions, in lower case; states are none."""
    with (files("contradict.extraction") / "regions.csv").open(encoding="utf-8") as stream:
        return frozenset(row["name"].casefold() for row in csv.DictReader(stream))


@cache
def states() -> Mapping[str, tuple[str, bool]]:
    """Return the name for each name of a state, in lower case, and whether it is an adjective."""
    table: dict[str, tuple[str, bool]] = {}
    with (files("contradict.extraction") / "states.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            for alias in [row["name"], *row["aliases"].split(";")]:
                table[alias.casefold()] = row["name"], False
            for alias in filter(None, row["adjectives"].split(";")):
                table[alias.casefold()] = row["name"], True
    return MappingProxyType(table)
