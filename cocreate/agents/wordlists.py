"""Lists of English words that the deterministic readers go by."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The small words of the language: nobody hears them come back.
COMMON = _words(
    """about above across after again against ahead all almost alone along already also although
    always among and another any anybody anyone anything around asked away back because been before
    began behind being below beneath beside between both but came can cannot come could did does
    doing done don't down during each either else enough even ever every everybody everyone
    everything for from gave get give given goes going gone got had has have having hear heard her
    here hers herself him himself his how however if into its itself just keep kept knew know known
    last least left less let like little long look looked made make man many may maybe men might
    mine more most much must myself near neither never next none nor not nothing now off often once
    one only onto other others our ours ourselves out over own part perhaps put quite rather said
    same saw say says see seem seemed seen self several shall she should since some somebody
    someone something sometimes somewhere soon still such take taken than that the their theirs
    them themselves then there these they thing things think this those though thought through
    thus till time told too took toward towards turned two under until upon used very want wanted
    was way well went were what whatever when where whether which while who whole whom whose why
    will with within without won't would yes yet you your yours yourself didn't couldn't wouldn't
    wasn't weren't isn't aren't i'm he's she's it's they're you're that's there's doesn't hadn't
    hasn't haven't i'll i'd he'd she'd they'd we'd you'd we're we've i've three four five six seven
    eight nine ten first second"""
)

# Words that easily become a habit.
PETS = _words(
    """just really very suddenly somehow slightly quite rather almost nearly simply actually
    basically literally only still even perhaps maybe seemed seem seems felt feel looked glanced
    smiled nodded shrugged sighed grinned frowned whispered muttered gasped paused turned began
    started little something somewhat certain moment heart breath eyes"""
)

# Words that a sentence can lose without losing a thing that is said.
FILLERS = _words(
    """fact reason order moment time point opinion way manner event case kind sort
    really very quite just actually simply basically totally completely absolutely literally
    somewhat rather suddenly entire whole own head shoulders began begin started start able
    that which who was were is are been being had have has did does the a an of to in on at for
    and but or with because since so as by from into up down out off over then there here it its
    this these those he she they him her them his their i we you my our your be do would could
    should seemed appeared managed proceeded various certain particular present currently"""
)

# Capitalised words that are no names of people or places.
NO_NAMES = _words(
    """mr mrs ms miss dr sir lady lord king queen captain uncle aunt father mother god sunday monday
    tuesday wednesday thursday friday saturday january february march april may june july august
    september october november december english french german spanish italian american british
    chapter part book the a an and but or nor for so yet he she it they we you i his her their our
    my your this that these those there here what when where who why how if in on at by to of as
    with from not no yes oh ah well then now"""
)

_SMALL = "no one two three four five six seven eight nine ten eleven twelve"
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
_ROUND = "thirty forty fifty sixty seventy eighty ninety"

# Numbers from 0 ("no") to 20 by their words.
NUMBERS = {word: number for number, word in enumerate(f"{_SMALL} {_TEENS}".split())}

# The tens from 30 to 90 by their words.
TENS = {word: 10 * number for number, word in enumerate(_ROUND.split(), start=3)}


def in_words(number: int) -> str:
    """Return a small number as a word."""
    words = _SMALL.split()
    return words[number] if 0 <= number < len(words) else str(number)


def times(number: int) -> str:
    """Return how often in words."""
    return "twice" if number == 2 else f"{in_words(number)} times"
