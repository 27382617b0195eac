// Charts of a page: each <figure data-chart> names the columns of its table, which stays there for whoever cannot see it.
"use strict";

(() => {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const compact = new Intl.NumberFormat("en", { maximumFractionDigits: 1, notation: "compact" });

  const LABEL = 18; // pixels that a slanted label takes of the axis
  const WHOLE = Array.from({ length: 13 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat();
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = "12px system-ui, sans-serif";

  /** The numbers of a table's column; a cell's `data-value` where its text is for people. */
  function column(table, index) {
    return [...table.tBodies[0].rows].map((row) => {
      const cell = row.cells[index];
      const text = cell.dataset.value ?? cell.textContent.replaceAll(",", "");
      return text.trim() === "" || Number.isNaN(Number(text)) ? null : Number(text);
    });
  }

  function draw(figure) {
    const table = figure.querySelector("details table");
    const place = figure.querySelector(".chart");
    const heads = [...table.tHead.rows[0].cells];
    const shown = heads.map((head, index) => ({ head, index })).filter(({ head }) => head.dataset.colour);
    const steps = [...table.tBodies[0].rows].map((row) => row.cells[0].textContent.trim());
    const axis = { stroke: colour("faint"), grid: { stroke: colour("line"), width: 1 }, ticks: { show: false } };
    const columns = shown.map(({ index }) => column(table, index));
    const whole = columns.flat().every((value) => value === null || Number.isInteger(value));
    const widest = Math.max(...steps.map((step) => pen.measureText(step).width));
    const room = (place.clientWidth - 46) / steps.length;
    const slanted = widest + 8 > room;
    const every = slanted ? Math.ceil(LABEL / room) : 1; // of labels left out the table and the legend tell
    const bars = figure.dataset.chart === "bars";
    const series = shown.map(({ head }) => ({
      label: head.textContent,
      stroke: colour(head.dataset.colour),
      fill: bars ? `color-mix(in srgb, ${colour(head.dataset.colour)} 35%, transparent)` : undefined,
      width: figure.dataset.chart === "points" ? 0 : 2,
      points: { show: !bars, size: 7, width: 2, stroke: colour(head.dataset.colour), fill: colour("card") },
      paths: bars ? uPlot.paths.bars({ size: [0.6, 60] }) : undefined,
    }));
    const options = {
      width: place.clientWidth,
      height: 200 + (slanted ? 0.9 * widest : 0),
      scales: {
        x: { time: false, range: (_, low, high) => [low - 0.5, high + 0.5] },
        y: { range: (_, low, high) => [0, high > 0 ? high * 1.1 : 1] },
      },
      cursor: { y: false, drag: { x: false, y: false } },
      axes: [
        {
          ...axis,
          grid: { show: false },
          splits: (_, __, low, high) => steps.map((___, index) => index).filter((index) => index >= low && index <= high),
          rotate: slanted ? 60 : 0,
          size: slanted ? 24 + 0.9 * widest : 34,
          values: (_, splits) => splits.map((index) => ((steps.length - 1 - index) % every ? "" : steps[index])),
        },
        { ...axis, size: 46, ...(whole ? { incrs: WHOLE } : {}), values: (_, values) => values.map((value) => compact.format(value)) },
      ],
      hooks: { setCursor: [({ cursor }) => place.classList.toggle("live", cursor.idx !== null && cursor.left >= 0)] },
      series: [{ label: heads[0].textContent, value: (_, index) => (index === null ? "–" : steps[index]) }, ...series],
    };
    const data = [steps.map((_, index) => index), ...columns];
    place.replaceChildren();
    place.classList.toggle("single", shown.length === 1);
    return new uPlot(options, data, place);
  }

  const figures = [...document.querySelectorAll("figure[data-chart]")];
  const drawAll = () => figures.forEach(draw);
  let waiting;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(drawAll, 150);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  addEventListener("beforeprint", drawAll);
  drawAll();
})();
