"""Breaks the text of a cue into lines: balanced, the lower line the longer one, at places where readers
pause.
"""

from __future__ import annotations

from collections.abc import Sequence

from studio.captions.breaks import GLUED, break_cost, join, spaced, tokens, width

_MAX_TOKENS = 400
_TOP_HEAVY = 6.0
_IMBALANCE = 30.0
_OVERLONG = 2000.0


def break_lines(text: str | Sequence[str], max_line: int = 42, max_lines: int = 2) -> str:
    """The text with ``\\n`` between lines of at most ``max_line`` columns, in as few lines as it needs.

    text: running text (its own line ends count as spaces) or its tokens. More than ``max_lines`` lines come
    out only when it does not fit otherwise; a single word wider than a line stays whole.
    """
    parts = tokens(text) if isinstance(text, str) else [part for part in text if part]
    whole = join(parts)
    if width(whole) <= max_line or len(parts) < 2:
        return whole
    if len(parts) > _MAX_TOKENS:
        return "\n".join(join(line) for line in _greedy(parts, max_line))
    needed = len(_greedy(parts, max_line))
    lines = _best(parts, needed, max_line)
    if needed < max_lines and any(width(join(line)) > max_line for line in lines):
        lines = _best(parts, needed + 1, max_line)
    return "\n".join(join(line) for line in lines)


def needed_lines(text: str, max_line: int = 42) -> int:
    """How many lines a running text needs at least."""
    return len(_greedy(tokens(text), max_line))


def _greedy(parts: Sequence[str], max_line: int) -> list[list[str]]:
    """Fill each line; the least number of lines, glued pairs not regarded."""
    lines: list[list[str]] = []
    used = 0
    for part in parts:
        size = width(part)
        gap = 1 if lines and spaced(lines[-1][-1], part) else 0
        if lines and used + gap + size <= max_line:
            lines[-1].append(part)
            used += gap + size
        else:
            lines.append([part])
            used = size
    return lines


def _best(parts: Sequence[str], count: int, max_line: int) -> list[list[str]]:
    """The cheapest way to make ``count`` lines, by dynamic programming over the break places."""
    size = len(parts)
    sums = [0]
    for left, right in zip(("", *parts), parts, strict=False):
        sums.append(sums[-1] + width(right) + (1 if spaced(left, right) else 0))
    leading = [1 if at and spaced(parts[at - 1], parts[at]) else 0 for at in range(size)]
    target = sums[-1] / count

    def line_width(start: int, end: int) -> int:
        return sums[end] - sums[start] - leading[start]

    def line_cost(start: int, end: int, row: int) -> float:
        wide = line_width(start, end)
        cost = _IMBALANCE * ((wide - target) / target) ** 2
        if wide > max_line:
            cost += _OVERLONG + 100 * (wide - max_line)
        if row < count - 1 and wide > target:
            cost += _TOP_HEAVY * (wide - target) / target
        return cost

    best = {(0, 0): (0.0, 0)}  # (tokens used, lines) -> (cost, where the last line begins)
    for row in range(count):
        for end in range(row + 1, size - (count - row - 1) + 1):
            options: list[tuple[float, int]] = []
            for start in range(row, end):
                if (start, row) not in best or (row == 0 and start):
                    continue
                cut = min(break_cost(parts[start - 1], parts[start]), GLUED) if start else 0.0
                options.append((best[start, row][0] + line_cost(start, end, row) + cut, start))
            if options:
                best[end, row + 1] = min(options)
    lines: list[list[str]] = []
    end = size
    for row in range(count, 0, -1):
        start = best[end, row][1]
        lines.append(list(parts[start:end]))
        end = start
    return lines[::-1]
