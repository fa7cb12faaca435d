"""The words that the rules of extraction rest on, as data."""

from __future__ import annotations

import re

_SAY = """say says said add adds added stress stresses stressed state stated note notes noted
explain explains explained claim claims claimed insist insists insisted argue argues argued
maintain maintains maintained reiterate reiterates reiterated emphasise emphasises emphasised
emphasize emphasizes emphasized declare declares declared report reports reported announce
announces announced confirm confirms confirmed warn warns warned tell tells told testify
testifies testified write writes wrote denounce denounces denounced indicate indicates indicated
elaborate elaborated underline underlines underlined assert asserts asserted allege alleges
alleged complain complains complained acknowledge acknowledges acknowledged admit admits
admitted conclude concludes concluded estimate estimates estimated forecast forecasts recall
recalls recalled remark remarked reply replies replied respond responded believe believes
believed suggest suggests suggested reveal reveals revealed find finds found tweet tweeted read
reads continue continued observe observed mention mentioned specify specified remind
reminds reminded inform informs informed go went agree agreed""".split()
SAYING = re.compile(
    rf"(?<!-)\b(?:(?:is|are|was|were) (?:(?:saying|claiming|insisting|arguing|warning)(?= that\b)|"
    rf"(?:very |quite |absolutely )?clear(?=:))|"
    rf"{'|'.join(sorted(_SAY, key=len, reverse=True))}|point(?:s|ed) out)\b"
)
"""Forms of verbs that report speech."""

NOUNS_OF_SAYING = frozenset(
    "claim estimate forecast mention note remark reply report state stress".split()
)
"""Forms of such verbs that are nouns after one: "the member state", but "two men state"."""
SAYING_PARTICIPLES = re.compile(
    r"\b(?:adding|saying|stressing|noting|explaining|claiming|insisting|arguing|maintaining|"
    r"reiterating|emphasi[sz]ing|declaring|reporting|announcing|confirming|warning|denouncing|"
    r"indicating|asserting|alleging|to (?:emphasi[sz]e|add|say|stress|confirm|note))\b"
)
ONLY_WITH_THAT = frozenset(
    "find finds found remind reminds reminded inform informs informed "
    "believe believes believed suggest suggests suggested "
    "reveal reveals revealed agree agreed mention mentioned conclude concludes".split()
)
ONLY_AFTER_QUOTE = frozenset(
    "went go read reads continue continued reply replies replied respond responded".split()
)
ZERO_THAT = frozenset(
    "say says said claim claims claimed insist insists insisted admit admits admitted "
    "believe believes believed".split()
)
"""Verbs after which a statement may follow without *that*."""
SURE_ZERO_THAT = frozenset(
    "reveal reveals revealed confirm confirms confirmed announce announces announced warn warns "
    "warned add adds added argue argues argued note notes noted stress stresses stressed explain "
    "explains explained acknowledge acknowledges acknowledged allege alleges alleged declare "
    "declares declared testify testifies testified report reports reported suggest suggests "
    "suggested estimate estimates estimated".split()
)
"""Verbs after which one may, if its subject and verb are sure: they have objects as well."""
TOLD = frozenset("tell tells told".split())
"""Verbs whose object is the hearer."""

DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|refute[sd]?|dispute[sd]?)\b"
)
ACCUSING = re.compile(r"\baccus(?:e|es|ed)\b")
CITING = re.compile(
    r"\b(?:cite[sd]?|quote[sd]?) (?P<whose>.{2,80}?)(?:['’]s?) "
    r"(?:statement|finding|report|claim|announcement|view|conclusion|warning) that "
)
QUOTED = re.compile(
    r"\b(?:(?:is|are|was|were)|(?:has|have|had) been) quoted (?:by (?P<by>[^,;:]{2,60}?) )?"
    r"as saying (?:that )?"
)
EVENTS = re.compile(
    r"\b(?:the|a|an) (?:\w+ ){0,2}?(?:start|launch|completion|suspension|death|deaths|closure|"
    r"opening|beginning|end|resignation|arrest|withdrawal|release|attack|explosion|collapse|"
    r"discovery|appointment|purchase|sale|loss|killing|deployment|capture|signing)\b(?= of\b)"
)
"""Nouns whose phrase, as the object of a reporting verb, says that something happened."""

ASIDE = (
    r"has|have|had|having|also|again|then|later|further|furthermore|earlier|today|however|"
    r"likewise|once more|recently|repeatedly|previously|since|already|therefore|always|just"
)
CONNECTIVES = re.compile(
    r"(?:(?:and|but|yet|so|while|although|though|whereas|however|likewise|moreover|furthermore|"
    r"meanwhile|besides|nevertheless|instead|therefore|thus|also|(?:yes|no|well)(?=,)|in addition|"
    r"in fact|on the other hand|in this way|in this sense|in turn|for (?:its|his|her|their) part|"
    r"in (?:his|her|its|their) view|"
    r"shortly before|at the same time|as a result|first of all|firstly|secondly|finally|"
    r"in an? first (?:incident|case|attack|instance|step))\b,?\s+)+",
    re.IGNORECASE,
)
"""What may stand before a clause without being part of it."""

PRONOUNS = frozenset("he she it they who which".split())
PEOPLE = re.compile(
    r"\b(?:police|officials|witnesses|observers|doctors|experts|residents|analysts|sources|"
    r"authorities|officers|prosecutors|lawyers|scientists|researchers|investigators|company|"
    r"ministry|government|union|mayor|minister|president|spokes(?:man|woman|person)|court|judge|"
    r"agency|service|office|authority|mission|party|army|council|board|bank|group|institute|"
    r"university|club|team|commission|committee|department|association|organi[sz]ation|"
    r"operator|statement|study|report|letter|expert|official|witness|defence|prosecution|family|"
    r"chairman|chairwoman|director|secretary|chief|head|hospital|firm|airline|regulator|port|"
    r"school|navy|brigade|charity|villagers|workers|parents|campaigners)\b",
    re.IGNORECASE,
)
"""Common nouns for those who speak."""

INSTITUTIONS = frozenset(
    "ministry government army military forces authorities officials parliament presidency "
    "foreign defence defense administration state embassy delegation republic".split()
)
STATE_OFFICES = frozenset(
    "president premier prime chancellor minister ministers leader leaders king queen emperor emir "
    "monarch cabinet ambassador ambassadors envoy envoys diplomat diplomats consul official navy "
    "troops general generals spokesman spokeswoman spokesperson".split()
)
"""Those who speak for a state, beside its institutions."""
NOT_FOR_A_STATE = frozenset("opposition former rebel exiled union party company team".split())
"""Words that show that somebody does not."""
LOCALS = frozenset(
    "mayor mayors resident residents citizen citizens inhabitant inhabitants villager villagers "
    "people bishop archbishop imam rabbi priest court courts judge judges council councillor "
    "councillors police policeman policewoman firefighter firefighters governor hospital".split()
)
"""Persons and bodies of a place, who do not speak for its state."""
HONORIFICS = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady the hon judge captain colonel general "
    "major lieutenant sergeant mayor president minister prosecutor senator governor".split()
)
ABBREVIATED = frozenset(
    "mr mrs ms dr prof rev hon capt gen lt col cpl sgt maj cmdr adm sen rep gov pres insp supt "
    "det".split()
)
"""Titles that are shortened, and end with a full stop."""
_FIELDS = (
    "Fire|Rescue|Search|Ambulance|Health|Safety|Social|Care|Trade|Industry|Business|Culture|Sports?|"
    "Media|Education|Skills|Science|Technology|Research|Development|Innovation|Agriculture|Food|"
    "Drug|Fisheries|Fish|Wildlife|Parks|Recreation|Environment|Climate|Energy|Oil|Gas|Water|Power|"
    "Roads|Transport|Tourism|Housing|Communities|Work|Pensions|Labou?r|Revenue|Customs|Finance|Economy|"
    "Securities|Exchange|Standards|Justice|Law|Order|Defen[cs]e|Security|Coastguard|Maritime|"
    "Marine|Mountain|Alcohol|Tobacco|Firearms|Information|Arts|Foreign|Commonwealth"
)
COMPOUND = rf"(?:{_FIELDS}) and (?:{_FIELDS})\b"
"""Two fields that are one word of a name: "the Fire and Rescue Service"."""

_VERBS = """
agree allow appear apply approve argue arrest arrive ask attack bear become begin believe belong
blame break bring build burn buy call carry cause change charge check claim clear close collapse
come confirm continue contradict cost cover create cross cut damage decide deliver demand
demonstrate deny depend destroy die discharge draw drift drive drop earn ease employ end enrol
enter escape examine exceed expect expire explode face fade fail fall feel fight file find
finish fire fit follow forge gain get give go grow happen have hear help hit hold ignore include
contain involve increase inform injure insist join keep kill know land last launch lead leak
learn leave let lie lift like limit live look lose make mean measure meet miss move need notify
offer open operate order owe own pass pay plan plead produce promise prove pull push put raise
reach read receive recover reduce reject release remain remember repair replace report request
require resign resume return reveal rise run sail save say scrap seal see seem sell send
sentence serve set shake share shoot show shut sign sink sit speak spend spread stand start
state stay steal step stop strike suffer support swim take talk tell test think threaten
transfer travel treat trust try turn use visit vote wait walk want warn wash wear weep win
withdraw wonder work write
""".split()
PAST = frozenset(
    """
bore became began broke brought built burnt bought came cut drew drove fell felt fought found
forgot gave got grew went had heard hit held kept knew laid led left let lay lost made meant met
paid put ran rose said sank sat saw sent set sold shook shot shut spent split spoke spread stood
stole stopped struck swam swore taught thought threw told took tore understood wept woke won
withdrew wore wrote blew chose ate flew hid rode sang slept spun stuck swept cost quit read hurt
burst caught dealt fled froze ground hung lent lit sought shed shone slid swung wound
""".split()
)
"""Past forms that no rule makes."""


def _forms(verb: str) -> list[str]:
    if verb.endswith(("s", "x", "ch", "sh")):
        return [verb, f"{verb}es", f"{verb}ed"]
    if verb.endswith("y") and verb[-2] not in "aeou":
        return [verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied"]
    return [verb, f"{verb}s", f"{verb}d" if verb.endswith("e") else f"{verb}ed"]


AUXILIARIES = frozenset(
    "is are was were am has have had do does did will would can could may might shall should "
    "must cannot isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't "
    "wouldn't can't couldn't shouldn't mustn't it's there's that's he's she's we're they're i'm "
    "we've they've i've i'll we'll they'll he'll she'll it'll i'd we'd they'd".split()
)
FINITE = AUXILIARIES | PAST | {form for verb in _VERBS for form in _forms(verb)} | {"goes"}
IMPERATIVES = frozenset(
    "please let stay keep stop remember read watch click follow subscribe share come look "
    "consider imagine help call sign note ask tell make see take do don't".split()
)
NOUNS_TOO = frozenset("stop watch click share look help call sign note".split())
"""Imperatives that are nouns as well: "help arrived"."""
NOT_SUBJECT = frozenset(
    "the a an of to in on at by for with from into over under between among within during their "
    "his her its my our your this these that those any no some every each very more most less too "
    "not".split()
)
RELATIVES = frozenset(
    "that which who whose whom where when if because since after before until unless how "
    "why what whether".split()
)

UNCHECKABLE = re.compile(
    r"^(?:good (?:morning|afternoon|evening|day)|hello|hi|welcome|dear|thank(?:s| you)|"
    r"please|let us|let's|may (?:it|he|she|they|we|god|i)|long live|congratulations|"
    r"(?:that|this) is (?:not |un)?true|i (?:thank|apologise|apologize))\b|"
    r"\b(?:i|we) (?:\w+ )?(?:hope|wish|think|believe|feel|want|prefer|love|hate|regret|"
    r"would (?:like|be happy)|do not want|ask|urge|call on|demand|condemn|appeal|welcome)\b|"
    r"\bi find\b|^in (?:my|our) (?:opinion|view)\b|"
    r"\b(?:should|ought to)\b|\b(?:i am|we are) (?:proud|sorry|glad|happy|grateful|"
    r"delighted|pleased|confident)|"
    r"^(?:it|this|that) (?:is|was|has been) (?:an? )?(?:very |truly |really |simply )?"
    r"(?:good|bad|great|"
    r"wonderful|terrible|brave|shameful|shame|disgrace|disgraceful|pleasure|pity|honour|honor|"
    r"scandal|outrageous|outrage|excellent|sad|happy|wise|foolish|beautiful|mistake|triumph)\b|"
    r"^(?:he|she) spoke to [\w'’-]+(?: [\w'’-]+)?$|"
    r"\b(?:spoke|spoken) to (?:reporters|journalists|the (?:press|media))$|"
    r"\b(?:rejected|dismissed) the (?:account|reports?|claims?|allegations?|accusations?)$",
    re.IGNORECASE,
)
"""Greetings, thanks, appeals, wishes, judgements of taste or value, and notes on an interview."""
