"""A deck written with python-pptx as most people write it: `plain.py WORDS.json TARGET.pptx`."""

import json
import sys

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

LEFT, TOP, WIDTH, HEIGHT = Inches(5), Inches(1.6), Inches(4.8), Inches(3.0)

with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123 - as most people write it
    pages = json.load(file)
deck = Presentation()
for page in pages:
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = page["title"]
    slide.placeholders[1].text = "\n".join(page["lines"])
    if page["table"]:
        rows = page["table"]
        table = slide.shapes.add_table(len(rows), len(rows[0]), LEFT, TOP, WIDTH, HEIGHT).table
        for y, row in enumerate(rows):
            for x, text in enumerate(row):
                table.cell(y, x).text = text
    if page["picture"]:
        slide.shapes.add_picture(page["picture"], LEFT, TOP, WIDTH)
    if page["bars"]:
        data = CategoryChartData()
        data.categories = page["bars"]["labels"]
        data.add_series(page["bars"]["name"], page["bars"]["values"])
        slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, LEFT, TOP, WIDTH, HEIGHT, data)
    slide.notes_slide.notes_text_frame.text = "\n".join(page["notes"])
deck.save(sys.argv[2])
