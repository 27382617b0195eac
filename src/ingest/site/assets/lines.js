// Values and their lines: pointing at one marks the other. A click on a value opens the dump there; Escape closes it.
"use strict";

(() => {
  const dump = document.getElementById("dump");
  const list = dump.querySelector("ol.lines");
  const where = dump.querySelector(".where");
  const values = [...document.querySelectorAll("[data-lines]")].filter((value) => value.dataset.lines);
  const beside = matchMedia("(min-width: 75rem)");
  const rows = [...(list?.children ?? [])].map((row) => [row.value, Number(row.dataset.last ?? row.value), row]);
  let pinned = null;
  let opener = null;

  /** "5-6 9-9" as [[5, 6], [9, 9]]. */
  const spans = (value) => value.dataset.lines.split(" ").map((span) => span.split("-").map(Number));

  function told(value) {
    const places = spans(value).map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`));
    const one = places.length === 1 && !places[0].includes("–");
    return `, ${one ? "line" : "lines"} ${places.join(", ")}`;
  }

  /** Mark the lines of a value, and the value; null: of none. */
  function mark(value) {
    for (const marked of document.querySelectorAll(".marked")) marked.classList.remove("marked");
    where.textContent = value ? told(value) : "";
    dump.classList.toggle("peek", Boolean(value) && Boolean(list));
    if (!value) return;
    value.classList.add("marked");
    const places = spans(value);
    const touches = (from, to) => places.some(([first, last]) => first <= to && from <= last);
    const lines = rows.filter(([from, to]) => touches(from, to)).map(([, , row]) => row);
    for (const line of lines) line.classList.add("marked");
    if (list && lines[0] && (beside.matches || dump.classList.contains("open"))) show(lines[0]);
  }

  /** Scroll the dump, and nothing else, to a line. */
  function show(line) {
    const offset = line.getBoundingClientRect().top - list.getBoundingClientRect().top;
    list.scrollTo({ top: list.scrollTop + offset - list.clientHeight / 3, behavior: "instant" });
  }

  function open(value) {
    pinned = value;
    if (!beside.matches && !dump.classList.contains("open")) {
      opener = value.querySelector(".cite");
      dump.classList.add("open");
      dump.focus({ preventScroll: true });
    }
    mark(value);
  }

  function close() {
    pinned = null;
    dump.classList.remove("open");
    opener?.focus({ preventScroll: true });
    opener = null;
    mark(null); // at last, since focus marks too
  }

  const valueOf = (event) => (event.target instanceof Element ? event.target.closest("[data-lines]") : null);

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const value = valueOf(event);
    if (value && value.dataset.lines) mark(value);
    else if (!dump.contains(event.target)) mark(pinned);
  });
  document.addEventListener("focusin", (event) => {
    const value = valueOf(event);
    if (value && value.dataset.lines) mark(value);
  });
  document.addEventListener("click", (event) => {
    const value = valueOf(event);
    if (event.target.closest(".close")) close();
    if (!value || !value.dataset.lines) return;
    const link = event.target.closest("a, button, summary");
    if (link && !link.classList.contains("cite")) return;
    if (String(getSelection()) && !link) return;
    event.preventDefault();
    open(value);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  // The other way round: a line of the dump marks what cites it.
  list?.addEventListener("pointerover", (event) => {
    const line = event.target.closest("li");
    if (!line) return;
    const [from, to] = [line.value, Number(line.dataset.last ?? line.value)];
    for (const marked of document.querySelectorAll(".cited")) marked.classList.remove("cited");
    for (const value of values) {
      if (spans(value).some(([first, last]) => first <= to && from <= last)) value.classList.add("cited");
    }
  });
  list?.addEventListener("pointerleave", () => {
    for (const marked of document.querySelectorAll(".cited")) marked.classList.remove("cited");
  });

  addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("article details")) part.open = true;
  });
})();
