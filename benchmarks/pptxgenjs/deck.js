// A deck written with PptxGenJS: `node deck.js MODULE WORDS.json TARGET.pptx`.
"use strict";

const fs = require("fs");
const [module_, words, target] = process.argv.slice(2);
const PptxGenJS = require(module_);

const deck = new PptxGenJS();
deck.layout = "LAYOUT_WIDE";
for (const page of JSON.parse(fs.readFileSync(words, "utf8"))) {
  const slide = deck.addSlide();
  const right = { x: 6.8, y: 1.4, w: 6.0 };
  slide.addText(page.title, { x: 0.5, y: 0.3, w: 12.3, h: 0.8, fontSize: 28, bold: true });
  if (page.lines.length) {
    const bullets = page.lines.map((text) => ({ text, options: { bullet: true, breakLine: true } }));
    slide.addText(bullets, { x: 0.5, y: 1.4, w: 6.0, h: 5.2, fontSize: 14 });
  }
  if (page.table.length) {
    slide.addTable(page.table.map((row) => row.map((text) => ({ text }))), { ...right, fontSize: 12 });
  }
  if (page.picture) {
    slide.addImage({ ...right, h: 3.7, path: page.picture });
  }
  if (page.bars) {
    slide.addChart(deck.charts.BAR, [page.bars], { ...right, h: 3.7, barDir: "bar" });
  }
  slide.addNotes(page.notes.join("\n"));
}
deck.writeFile({ fileName: target }).catch((problem) => {
  console.error(problem);
  process.exit(1);
});
