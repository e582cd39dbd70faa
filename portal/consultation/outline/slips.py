"""Drafting slips: one document cited under two numbers, one term spelt in two ways."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from portal.consultation.outline.checks import Fault, Finding
from portal.consultation.outline.tree import Outline
from portal.core.text import fold, unify_tone

_CITATION = re.compile(
    r"(?P<kind>Nghị quyết|Quyết định|Kế hoạch|Chương trình hành động|Nghị định|Thông tư|Chỉ thị|"
    r"Công văn|Đề án|Kết luận|Luật)\s+(?:liên tịch\s+)?số\s+(?P<number>\d+[-/][\w/-]+),?\s+ngày\s+"
    r"(?P<day>\d{1,2})(?:/|\s+tháng\s+)(?P<month>\d{1,2})(?:/|\s+năm\s+)(?P<year>\d{4})"
    r"(?P<after>.{0,80})",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[.;:,!?()“”\"\n]")
_SAME_TITLE = 80.0
_OFTEN, _SELDOM = 8, 5
_FIRM, _LONELY, _BOUND = 0.5, 0.7, 0.6


@dataclass(frozen=True)
class Citation:
    """A document as cited: kind and date name it, the number should agree."""

    kind: str
    number: str
    day: tuple[int, int, int]
    after: str


def citations(text: str) -> list[Citation]:
    """Every citation in `text` that gives kind, number and date."""
    return [
        Citation(
            match["kind"].casefold(),
            match["number"].rstrip("-/"),
            (int(match["year"]), int(match["month"]), int(match["day"])),
            match["after"].strip(),
        )
        for match in _CITATION.finditer(text)
    ]


def slips(outline: Outline) -> list[Finding]:
    """Slips across the whole draft; each is a hint for people, never corrected by the machine."""
    text = "\n".join(texts_of(outline))
    return [*_two_numbers(citations(text)), *_two_spellings(text), *_two_tone_places(text)]


def texts_of(outline: Outline) -> Iterator[str]:
    """All text of the draft, one unit at a time."""
    yield from (outline.subject, *outline.preamble)
    for node in outline.walk():
        yield node.title
        yield from (part.text for part in node.parts)


def _two_numbers(found: list[Citation]) -> Iterator[Finding]:
    groups: dict[tuple[str, tuple[int, int, int]], list[Citation]] = defaultdict(list)
    for citation in found:
        groups[citation.kind, citation.day].append(citation)
    for group in groups.values():
        counts = Counter(citation.number for citation in group)
        first = group[0]
        usual = max(counts, key=lambda number: (counts[number], number == first.number))
        model = next(citation for citation in group if citation.number == usual)
        for number in counts:
            other = next(citation for citation in group if citation.number == number)
            if number != usual and _is_same_document(model, other):
                yield Finding(Fault.TWO_NUMBERS, first.kind, number, usual, counts[number])


def _is_same_document(one: Citation, other: Citation) -> bool:
    if one.after and other.after and fuzz.ratio(one.after, other.after) >= _SAME_TITLE:
        return True
    return sorted(filter(str.isalnum, one.number)) == sorted(filter(str.isalnum, other.number))


def _two_spellings(text: str) -> Iterator[Finding]:
    """Terms of two syllables, spelt in one way often and with one other mark a few times."""
    pairs = Counter(_pairs(text))
    words = Counter(word for one, two in pairs.elements() for word in (one, two))
    spellings: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in pairs:
        spellings[fold(" ".join(pair))].append(pair)
    for alike in spellings.values():
        usual = max(alike, key=lambda pair: pairs[pair])
        for pair in sorted(alike):
            if pair != usual and _is_slip(pair, usual, pairs, words):
                yield Finding(Fault.TWO_SPELLINGS, "", " ".join(pair), " ".join(usual), pairs[pair])


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for sentence in _SENTENCE.split(unify_tone(text).casefold()):
        words = _WORD.findall(sentence)
        yield from pairwise(words)


def _is_slip(
    pair: tuple[str, str],
    usual: tuple[str, str],
    pairs: Counter[tuple[str, str]],
    words: Counter[str],
) -> bool:
    """Whether `pair` is the term `usual` misspelt, and not two words that meet by chance.

    The term must be a firm one, and either the odd syllable lives only here or the syllable that
    both share hardly ever stands without the term.
    """
    if pairs[usual] < _OFTEN or pairs[pair] * _SELDOM > pairs[usual]:
        return False
    differs = [index for index in (0, 1) if pair[index] != usual[index]]
    if len(differs) != 1:
        return False
    odd, shared = pair[differs[0]], pair[1 - differs[0]]
    firm = pairs[usual] >= _FIRM * min(_times(words, usual[0]), _times(words, usual[1]))
    lonely = pairs[pair] >= _LONELY * _times(words, odd)
    bound = pairs[usual] >= _BOUND * _times(words, shared)
    return firm and (lonely or bound)


def _times(words: Counter[str], word: str) -> float:
    """About how often a word occurs: inside a sentence each stands in two pairs."""
    return words[word] / 2


def _two_tone_places(text: str) -> Iterator[Finding]:
    """Words written with both tone placements (ủy, uỷ) in one draft."""
    written = Counter(word.casefold() for word in _WORD.findall(text))
    alike: dict[str, set[str]] = defaultdict(set)
    for word in written:
        alike[unify_tone(word)].add(word)
    for words in alike.values():
        if len(words) > 1:
            usual, *others = sorted(words, key=lambda word: -written[word])
            for other in others:
                yield Finding(Fault.TWO_SPELLINGS, "", other, usual, written[other])
