"""LaTeX into Unicode, Vietnamese first: nested and flat accents, horns, dots below, then NFC.

Libraries put the marks on the wrong letter of Tr{\\`\\^a}n and leave {\\uhorn}, \\d and \\h as they are.
"""

import re
import unicodedata

_MARKS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    '"': "\u0308",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "h": "\u0309",
    "d": "\u0323",
    "horn": "\u031b",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "k": "\u0328",
    "r": "\u030a",
    "b": "\u0331",
}
_SHAPES = "\u031b\u0302\u0306"
"""Marks that make another letter: they go on before a tone."""

_LETTERS = {
    "DJ": "Đ",
    "dj": "đ",
    "DH": "Đ",
    "dh": "đ",
    "uhorn": "ư",
    "UHORN": "Ư",
    "Uhorn": "Ư",
    "ohorn": "ơ",
    "OHORN": "Ơ",
    "Ohorn": "Ơ",
    "abreve": "ă",
    "ABREVE": "Ă",
    "Abreve": "Ă",
    "acircumflex": "â",
    "ACIRCUMFLEX": "Â",
    "Acircumflex": "Â",
    "ecircumflex": "ê",
    "ECIRCUMFLEX": "Ê",
    "Ecircumflex": "Ê",
    "ocircumflex": "ô",
    "OCIRCUMFLEX": "Ô",
    "Ocircumflex": "Ô",
    "i": "i",
    "j": "j",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "textendash": "–",
    "textemdash": "—",
    "ldots": "…",
    "dots": "…",
    "textquoteright": "’",
    "textquoteleft": "‘",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textregistered": "®",
    "texttrademark": "™",
    "copyright": "©",
    "textdegree": "°",
    "degree": "°",
    "times": "×",
    "pm": "±",
    "leq": "≤",
    "geq": "≥",
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ε",
    "lambda": "λ",
    "mu": "μ",
    "pi": "π",
    "sigma": "σ",
    "omega": "ω",
    "Delta": "Δ",
    "Omega": "Ω",
}
_SILENT = frozenset(
    (
        *("emph", "textit", "textbf", "textsc", "textrm", "textsf", "texttt", "textsuperscript"),
        *("textsubscript", "mbox", "text", "mathrm", "mathit", "mathbf", "mathsf", "ensuremath"),
        *("uppercase", "lowercase", "url", "em", "it", "bf", "sc", "rm", "tt", "sl", "bfseries"),
        *("itshape", "scshape", "normalfont", "protect", "relax", "textnormal", "underline"),
    )
)
_DEEPEST = 40
_COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)


def decode(text: str) -> str:
    """The text without LaTeX, in NFC; commands that mean nothing here stay as they are."""
    if not re.search(r"[\\{}$~`'-]", text):
        return unicodedata.normalize("NFC", text)
    decoded = _Reader(text).until_end()
    decoded = decoded.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    return unicodedata.normalize("NFC", decoded)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text, self.place, self.depth = text, 0, 0

    def until_end(self, closing: str = "") -> str:
        """Read up to `closing` (taken) or the end of the text."""
        pieces: list[str] = []
        while self.place < len(self.text):
            char = self.text[self.place]
            if closing and char == closing:
                self.place += 1
                break
            pieces.append(self._next(char))
        return "".join(pieces)

    def _next(self, char: str) -> str:
        """One thing: a group, a command or a plain character."""
        if char == "\\":
            return self._command()
        self.place += 1
        if char == "{" and self.depth < _DEEPEST:
            self.depth += 1
            inner = self.until_end("}")
            self.depth -= 1
            return inner
        return {"{": "", "}": "", "$": "", "~": " "}.get(char, char)

    def _command(self) -> str:
        match = _COMMAND.match(self.text, self.place)
        if match is None:
            self.place += 1
            return ""
        self.place = match.end()
        name = match[1]
        if name in _MARKS:
            return self._accented(_MARKS[name])
        if name.isascii() and name.isalpha():
            return self._word(name)
        return " " if name in "\\ \n,;:" else "" if name in "/-!@" else name

    def _word(self, name: str) -> str:
        if name not in _LETTERS and name not in _SILENT:
            return "\\" + name
        while self.text[self.place : self.place + 1].isspace():
            self.place += 1
        return _LETTERS.get(name, "")

    def _accented(self, mark: str) -> str:
        while self.text[self.place : self.place + 1].isspace():
            self.place += 1
        if self.place >= len(self.text):
            return ""
        if self.depth >= _DEEPEST:
            return ""
        self.depth += 1
        base = self._next(self.text[self.place])
        self.depth -= 1
        return with_mark(base, mark)


def with_mark(text: str, mark: str) -> str:
    """Put the mark on the first letter, shapes before tones: ^ on à is ầ."""
    apart = unicodedata.normalize("NFD", text)
    if not apart or not apart[0].isalpha():
        return text
    end = 1
    while end < len(apart) and unicodedata.combining(apart[end]):
        end += 1
    marks = sorted(apart[1:end] + mark, key=lambda one: one not in _SHAPES)
    return unicodedata.normalize("NFC", apart[0] + "".join(marks) + apart[end:])
