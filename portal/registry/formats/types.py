"""Other people's words for a kind of work, in ORCID's."""

from portal.registry.models.work_type import WorkType as W

CSL = {
    "article": W.PREPRINT,
    "article-journal": W.JOURNAL_ARTICLE,
    "article-magazine": W.MAGAZINE_ARTICLE,
    "article-newspaper": W.NEWSPAPER_ARTICLE,
    "bill": W.STANDARDS_AND_POLICY,
    "book": W.BOOK,
    "broadcast": W.MOVING_IMAGE,
    "chapter": W.BOOK_CHAPTER,
    "classic": W.BOOK,
    "collection": W.EDITED_BOOK,
    "dataset": W.DATA_SET,
    "entry": W.ENCYCLOPEDIA_ENTRY,
    "entry-dictionary": W.DICTIONARY_ENTRY,
    "entry-encyclopedia": W.ENCYCLOPEDIA_ENTRY,
    "event": W.CONFERENCE_OUTPUT,
    "figure": W.IMAGE,
    "graphic": W.IMAGE,
    "legislation": W.STANDARDS_AND_POLICY,
    "manuscript": W.WORKING_PAPER,
    "map": W.CARTOGRAPHIC_MATERIAL,
    "motion_picture": W.MOVING_IMAGE,
    "musical_score": W.MUSICAL_COMPOSITION,
    "pamphlet": W.BOOK,
    "paper-conference": W.CONFERENCE_PAPER,
    "patent": W.PATENT,
    "performance": W.ARTISTIC_PERFORMANCE,
    "periodical": W.JOURNAL_ISSUE,
    "post": W.BLOG_POST,
    "post-weblog": W.BLOG_POST,
    "regulation": W.STANDARDS_AND_POLICY,
    "report": W.REPORT,
    "review": W.REVIEW,
    "review-book": W.BOOK_REVIEW,
    "software": W.SOFTWARE,
    "song": W.SOUND,
    "speech": W.LECTURE_SPEECH,
    "standard": W.STANDARDS_AND_POLICY,
    "thesis": W.DISSERTATION_THESIS,
    "webpage": W.ONLINE_RESOURCE,
}

CROSSREF = {
    "monograph": W.BOOK,
    "reference-book": W.BOOK,
    "book-series": W.BOOK,
    "book-set": W.BOOK,
    "book-section": W.BOOK_CHAPTER,
    "book-part": W.BOOK_CHAPTER,
    "book-track": W.BOOK_CHAPTER,
    "reference-entry": W.ENCYCLOPEDIA_ENTRY,
    "proceedings": W.CONFERENCE_PROCEEDINGS,
    "proceedings-series": W.CONFERENCE_PROCEEDINGS,
    "proceedings-article": W.CONFERENCE_PAPER,
    "dissertation": W.DISSERTATION_THESIS,
    "report-component": W.REPORT,
    "report-series": W.REPORT,
    "posted-content": W.PREPRINT,
    "peer-review": W.REVIEW,
    "journal": W.JOURNAL_ISSUE,
    "journal-volume": W.JOURNAL_ISSUE,
    "database": W.DATA_SET,
}

BIBTEX = {
    "article": W.JOURNAL_ARTICLE,
    "inproceedings": W.CONFERENCE_PAPER,
    "conference": W.CONFERENCE_PAPER,
    "proceedings": W.CONFERENCE_PROCEEDINGS,
    "mvproceedings": W.CONFERENCE_PROCEEDINGS,
    "book": W.BOOK,
    "mvbook": W.BOOK,
    "booklet": W.BOOK,
    "collection": W.EDITED_BOOK,
    "inbook": W.BOOK_CHAPTER,
    "bookinbook": W.BOOK_CHAPTER,
    "incollection": W.BOOK_CHAPTER,
    "suppbook": W.BOOK_CHAPTER,
    "inreference": W.ENCYCLOPEDIA_ENTRY,
    "phdthesis": W.DISSERTATION_THESIS,
    "mastersthesis": W.DISSERTATION_THESIS,
    "bachelorsthesis": W.DISSERTATION_THESIS,
    "thesis": W.DISSERTATION_THESIS,
    "techreport": W.REPORT,
    "report": W.REPORT,
    "manual": W.MANUAL,
    "unpublished": W.WORKING_PAPER,
    "patent": W.PATENT,
    "dataset": W.DATA_SET,
    "software": W.SOFTWARE,
    "online": W.ONLINE_RESOURCE,
    "electronic": W.ONLINE_RESOURCE,
    "www": W.ONLINE_RESOURCE,
    "periodical": W.JOURNAL_ISSUE,
    "standard": W.STANDARDS_AND_POLICY,
    "legislation": W.STANDARDS_AND_POLICY,
    "review": W.REVIEW,
    "artwork": W.IMAGE,
    "image": W.IMAGE,
    "audio": W.SOUND,
    "music": W.MUSICAL_COMPOSITION,
    "movie": W.MOVING_IMAGE,
    "video": W.MOVING_IMAGE,
    "performance": W.ARTISTIC_PERFORMANCE,
}

RIS = {
    "JOUR": W.JOURNAL_ARTICLE,
    "EJOUR": W.JOURNAL_ARTICLE,
    "ABST": W.CONFERENCE_ABSTRACT,
    "INPR": W.JOURNAL_ARTICLE,
    "CPAPER": W.CONFERENCE_PAPER,
    "CONF": W.CONFERENCE_PROCEEDINGS,
    "BOOK": W.BOOK,
    "WHOLE": W.BOOK,
    "EBOOK": W.BOOK,
    "EDBOOK": W.EDITED_BOOK,
    "SER": W.BOOK,
    "CHAP": W.BOOK_CHAPTER,
    "ECHAP": W.BOOK_CHAPTER,
    "THES": W.DISSERTATION_THESIS,
    "RPRT": W.REPORT,
    "GOVDOC": W.REPORT,
    "PAT": W.PATENT,
    "DATA": W.DATA_SET,
    "COMP": W.SOFTWARE,
    "UNPB": W.PREPRINT,
    "MANSCPT": W.WORKING_PAPER,
    "MUSIC": W.MUSICAL_COMPOSITION,
    "SOUND": W.SOUND,
    "VIDEO": W.MOVING_IMAGE,
    "MPCT": W.MOVING_IMAGE,
    "ADVS": W.MOVING_IMAGE,
    "ART": W.IMAGE,
    "FIGURE": W.IMAGE,
    "MAP": W.CARTOGRAPHIC_MATERIAL,
    "STAND": W.STANDARDS_AND_POLICY,
    "STAT": W.STANDARDS_AND_POLICY,
    "BILL": W.STANDARDS_AND_POLICY,
    "SLIDE": W.LECTURE_SPEECH,
    "NEWS": W.NEWSPAPER_ARTICLE,
    "MGZN": W.MAGAZINE_ARTICLE,
    "ELEC": W.ONLINE_RESOURCE,
    "WEB": W.ONLINE_RESOURCE,
    "BLOG": W.BLOG_POST,
    "ENCYC": W.ENCYCLOPEDIA_ENTRY,
    "DICT": W.DICTIONARY_ENTRY,
    "J": W.JOURNAL_ARTICLE,
    "B": W.BOOK,
    "S": W.BOOK_CHAPTER,
    "P": W.PATENT,
    "C": W.CONFERENCE_PAPER,
}
"""The last five are Web of Science's PT."""

_TO_CSL = {work: csl for csl, work in reversed(CSL.items())} | {
    W.BOOK: "book",
    W.EDITED_BOOK: "book",
    W.PREPRINT: "article",
    W.STANDARDS_AND_POLICY: "standard",
    W.MOVING_IMAGE: "motion_picture",
    W.IMAGE: "graphic",
    W.CONFERENCE_ABSTRACT: "paper-conference",
    W.CONFERENCE_PROCEEDINGS: "book",
    W.WORKING_PAPER: "manuscript",
    W.MANUAL: "report",
    W.BLOG_POST: "post-weblog",
    W.WEBSITE: "webpage",
}


def of_csl(word: str) -> W:
    """CSL's, Crossref's or ORCID's own word; anything else is `other`."""
    word = word.strip().lower()
    if known := CSL.get(word) or CROSSREF.get(word):
        return known
    return W(word) if word in set(W) else W.OTHER


def of_orcid(word: str) -> W:
    """ORCID's word (also as its version 2 wrote it, JOURNAL_ARTICLE), else one it reads too."""
    word = word.strip().lower().replace("_", "-")
    return W(word) if word in set(W) else of_csl(word)


_TO_RIS = {work: tag for tag, work in reversed(RIS.items()) if len(tag) > 1}


def to_ris(work_type: W) -> str:
    """The RIS type of a work; GEN for what RIS has no word for."""
    return _TO_RIS.get(work_type, "GEN")


def to_csl(work_type: W) -> str:
    return _TO_CSL.get(work_type, "document")
