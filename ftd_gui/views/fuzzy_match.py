"""How well a few typed letters fit a line of text. Knows no widget."""

AT_WORD_START = 100.0
WITHIN_WORD = 60.0
SCATTERED = 30.0
MAX_GAP = 12
"""Letters further apart than this are no abbreviation any more."""


def fuzzy_score(query: str, text: str) -> float | None:
    """How well the words of a query fit a text; None where one does not fit at all.

    Each word is found as it stands, best at the start of a word, or as letters in this order, such
    as "cpt" in "command palette". Among equal fits a shorter text is better.
    """
    line = text.casefold()
    total = 0.0
    for word in query.casefold().split():
        score = _word_score(word, line)
        if score is None:
            return None
        total += score
    return total - len(line) / 1000


def _word_score(word: str, line: str) -> float | None:
    place = _start_of_word(word, line)
    if place >= 0:
        # what stands further in front is more likely meant
        return AT_WORD_START - place / 100
    place = line.find(word)
    if place >= 0:
        return WITHIN_WORD - place / 100
    return _scattered_score(word, line)


def _start_of_word(word: str, line: str) -> int:
    place = line.find(word)
    while place > 0 and line[place - 1].isalnum():
        place = line.find(word, place + 1)
    return place


def _scattered_score(word: str, line: str) -> float | None:
    """The letters in this order, the first at the start of a word."""
    if len(word) < 2:
        return None
    best: float | None = None
    for start, letter in enumerate(line):
        if letter != word[0] or (start > 0 and line[start - 1].isalnum()):
            continue
        at, gaps = start, 0
        for wanted in word[1:]:
            found = line.find(wanted, at + 1)
            if found < 0 or found - at > MAX_GAP:
                break
            gaps += found - at - 1
            at = found
        else:
            score = SCATTERED - gaps / 4
            best = score if best is None else max(best, score)
    return best
