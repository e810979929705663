"""A chart of lines over two logarithmic axes, as SVG without any package."""

import html
import math
from typing import NamedTuple

WIDTH, HEIGHT = 760, 520
LEFT, RIGHT, TOP, BOTTOM = 92, 28, 104, 70
INSET = 34  # Between the frame and the first and last size, so that values stand beside no label of the axis.
INK, QUIET, GRID, DECADE = "#1c2733", "#5b6875", "#e3e7eb", "#c9d0d6"


class Line(NamedTuple):
    label: str
    color: str
    points: list  # Pairs of size and milliseconds.
    dashes: str = ""
    # Where the values stand: above or below the points.
    side: int = -1


class Axis:
    """From one power of ten to another, onto a range of the picture."""

    def __init__(self, values, start, end):
        self.low, self.high = math.floor(math.log10(min(values)) + 1e-9), math.ceil(math.log10(max(values)) - 1e-9)
        self.high = max(self.high, self.low + 1)
        self.start, self.end = start, end

    def __call__(self, value):
        return self.start + (self.end - self.start) * (math.log10(value) - self.low) / (self.high - self.low)

    def decades(self):
        return [10.0**power for power in range(self.low, self.high + 1)]

    def steps(self):
        """The lines between the powers of ten."""
        return [decade * step for decade in self.decades()[:-1] for step in range(2, 10)]


def size_text(value):
    return f"{value / 1e6:g} million" if value >= 1e6 else f"{value:,.0f}"


def time_text(milliseconds):
    if milliseconds >= 1000:
        return f"{milliseconds / 1000:.3g} s"
    return f"{milliseconds:.3g} ms" if milliseconds >= 1 else f"{milliseconds * 1000:.3g} µs"


def text(x, y, words, **attributes):
    options = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<text x="{x:.1f}" y="{y:.1f}"{options}>{html.escape(words)}</text>'


def rule(x1, y1, x2, y2, color, width):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{color}" stroke-width="{width}"/>'


def frame(across, up, x_title, y_title):
    parts = []
    for value in up.steps():
        parts.append(rule(LEFT, up(value), WIDTH - RIGHT, up(value), GRID, 0.5))
    for value in across.steps():
        parts.append(rule(across(value), TOP, across(value), HEIGHT - BOTTOM, GRID, 0.5))
    for value in up.decades():
        parts.append(rule(LEFT, up(value), WIDTH - RIGHT, up(value), DECADE, 1))
        parts.append(text(LEFT - 10, up(value) + 4, time_text(value), text_anchor="end", fill=QUIET))
    for value in across.decades():
        parts.append(rule(across(value), TOP, across(value), HEIGHT - BOTTOM, DECADE, 1))
        parts.append(text(across(value), HEIGHT - BOTTOM + 20, size_text(value), text_anchor="middle", fill=QUIET))
    middle = (TOP + HEIGHT - BOTTOM) / 2
    parts.append(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 22, x_title, text_anchor="middle", fill=INK))
    parts.append(f'<g transform="translate(24 {middle:.0f}) rotate(-90)">{text(0, 0, y_title, text_anchor="middle", fill=INK)}</g>')
    return parts


def drawn(line, across, up):
    places = [(across(x), up(y)) for x, y in line.points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dashes = f' stroke-dasharray="{line.dashes}"' if line.dashes else ""
    parts = [f'<polyline points="{path}" fill="none" stroke="{line.color}" stroke-width="2.2" stroke-linejoin="round"{dashes}/>']
    for (x, y), (_, value) in zip(places, line.points):
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{line.color}" stroke="#fff" stroke-width="1.5"/>')
        parts.append(text(x, y + (20 if line.side > 0 else -10), time_text(value), text_anchor="middle", fill=line.color,
                          font_size=12, stroke="#fff", stroke_width=3, paint_order="stroke"))
    return parts


def legend(lines):
    parts, x = [], LEFT
    for line in lines:
        dashes = f' stroke-dasharray="{line.dashes}"' if line.dashes else ""
        parts.append(f'<line x1="{x}" y1="75" x2="{x + 26}" y2="75" stroke="{line.color}" stroke-width="2.2"{dashes}/>')
        parts.append(text(x + 33, 79, line.label, fill=line.color))
        x += 33 + 7 * len(line.label) + 16
    return parts


def chart(title, subtitle, x_title, y_title, lines):
    lines = [line for line in lines if line.points]
    across = Axis([x for line in lines for x, _ in line.points], LEFT + INSET, WIDTH - RIGHT - INSET)
    up = Axis([y for line in lines for _, y in line.points], HEIGHT - BOTTOM, TOP)
    parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
             text(LEFT, 28, title, font_size=17, font_weight=600, fill=INK), text(LEFT, 48, subtitle, fill=QUIET)]
    parts += legend(lines) + frame(across, up, x_title, y_title)
    for line in lines:
        parts += drawn(line, across, up)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-size="13" '
            f'font-family="system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif">\n<title>{html.escape(title)}</title>\n'
            + "\n".join(parts) + "\n</svg>\n")
