"""Numbers in Vietnamese words, as receipts and decisions write them."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu")
_BILLION = 1_000_000_000


def vietnamese_number_words(n: int) -> str:
    """105 → "một trăm linh năm", 21 → "hai mươi mốt", 1_000_000_000 → "một tỷ"."""
    if n < 0:
        return "âm " + vietnamese_number_words(-n)
    if n == 0:
        return _DIGITS[0]
    return " ".join(_words(n, leading=True))


def _words(n: int, *, leading: bool) -> list[str]:
    """The words of `n`; `leading` is False where missing hundreds must be said ("không trăm")."""
    above, below = divmod(n, _BILLION)
    words = [*_words(above, leading=leading), "tỷ"] if above else []
    leading = leading and not above
    for scale in (2, 1, 0):
        group = below // 1000**scale % 1000
        if group:
            words += _group(group, leading=leading)
            if _SCALES[scale]:
                words.append(_SCALES[scale])
            leading = False
    return words


def _group(n: int, *, leading: bool) -> list[str]:
    hundreds, tens, ones = n // 100, n // 10 % 10, n % 10
    words = [] if leading and not hundreds else [_DIGITS[hundreds], "trăm"]
    if tens == 0:
        return words + (["linh"] if words and ones else []) + ([_DIGITS[ones]] if ones else [])
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones:
        words.append(_last_digit(tens, ones))
    return words


def _last_digit(tens: int, ones: int) -> str:
    if ones == 5:
        return "lăm"
    if tens > 1 and ones in (1, 4):
        return "mốt" if ones == 1 else "tư"
    return _DIGITS[ones]
