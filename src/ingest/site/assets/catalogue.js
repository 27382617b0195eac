// The catalogue's page: what is typed and chosen decides the list, and stands in the address; the map shows the family
// that is chosen, else all of them or, where focuses are many, one at a time.
"use strict";

(() => {
  const { element, facts, load } = ingest;
  const form = document.getElementById("find");
  const field = Object.fromEntries(["q", "family", "focus", "track", "level"].map((name) => [name, form.elements[name]]));
  const list = document.getElementById("results");
  const told = document.getElementById("told");
  const more = document.getElementById("more");
  const mapPlace = document.getElementById("map-table");
  const mapFamily = document.getElementById("map-family");
  const PAGE = 20;
  const beginList = ingest.turns();
  const beginMap = ingest.turns();
  let shown = PAGE;

  // Roles and rows of the map are numbered through all families.
  const families = [];
  facts.families.forEach(([code, roles, focuses], number) => {
    const { role, roles: before, row, focuses: rows } = families[number - 1] ?? { role: 0, roles: 0, row: 0, focuses: 0 };
    families.push({ code, value: code ?? "-", role: role + before, roles, row: row + rows, focuses });
  });

  /** The first rows of a family, or all. */
  async function rowsOf({ row, focuses }, limit = focuses) {
    const end = row + Math.min(limit, focuses);
    const first = Math.floor(row / facts.rows);
    const chunks = Array.from({ length: Math.ceil(end / facts.rows) - first }, (_, n) => load(`map/${first + n}`));
    return (await Promise.all(chunks)).flat().slice(row - first * facts.rows, end - first * facts.rows);
  }

  const option = (value, text) => element("option", { value }, text);
  const optionOf = ({ code, roles }, value) => option(value, `${code ?? "No code"} (${roles.toLocaleString("en")})`);

  // Address

  function read() {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const name of ["q", "family", "track", "level"]) field[name].value = given.get(name) ?? "";
    for (const name of ["family", "track", "level"]) if (field[name].selectedIndex < 0) field[name].value = "";
    return fillFocuses(given.get("focus") ?? "");
  }

  function write() {
    const given = new URLSearchParams();
    for (const [name, input] of Object.entries(field)) if (input.value) given.set(name, input.value);
    const hash = String(given);
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  }

  async function fillFocuses(chosen) {
    const family = field.family.value;
    field.focus.replaceChildren(option("", "Any focus"));
    field.focus.disabled = family === "";
    if (family === "") return;
    const rows = (await rowsOf(familyCalled(family))).filter(([path]) => path);
    if (family !== field.family.value) return;
    field.focus.append(...rows.map(([path, name]) => option(path, name)));
    field.focus.value = rows.some(([path]) => path === chosen) ? chosen : "";
  }

  const familyCalled = (value) => families.find((family) => family.value === value);

  // List

  async function allowed() {
    const { family, focus, track, level } = field;
    const tests = [];
    if (family.value) {
      const { role: first, roles } = familyCalled(family.value);
      tests.push((role) => role >= first && role < first + roles);
    }
    if (focus.value) {
      const row = (await rowsOf(familyCalled(family.value))).find(([path]) => path === focus.value);
      if (row) tests.push((role) => role >= row[2] && role < row[2] + row[3]);
    }
    if (track.value || level.value) {
      const letters = await load("levels");
      const fits = facts.levels.map((one) => (!track.value || one.track === track.value) && (!level.value || one.code === level.value));
      tests.push((role) => fits[place(letters, role)]);
    }
    return tests.length ? (role) => tests.every((test) => test(role)) : null;
  }

  const place = (letters, role) => letters.charCodeAt(role) - facts.letter;

  async function update() {
    const isLast = beginList();
    const query = field.q.value.trim();
    try {
      const test = await allowed();
      let roles = [];
      let every = true;
      if (query) ({ roles, every } = await search.find(query));
      else if (test) roles = Array.from({ length: facts.roles }, (_, role) => role);
      if (test) roles = roles.filter(test);
      const cards = await Promise.all(roles.slice(0, shown).map(ingest.card));
      if (!isLast()) return;
      show(query, roles, cards, every, Boolean(query || test));
    } catch (error) {
      if (isLast()) told.textContent = `The catalogue is not complete: ${error.message}`;
    }
  }

  function show(query, roles, cards, every, asked) {
    const typed = search.words(query);
    list.replaceChildren(...cards.map((card) => entry(card, typed)));
    more.hidden = roles.length <= cards.length;
    document.body.classList.toggle("asked", asked);
    const count = roles.length === 1 ? "1 role" : `${roles.length.toLocaleString("en")} roles`;
    if (!asked) told.textContent = "";
    else if (!roles.length) told.textContent = "No role matches. Try fewer words, or the start of one.";
    else told.textContent = every ? count : `No role has all these words; ${count} have some of them`;
  }

  function entry([page, code, title, level, levelName, aliases, skills, score], typed) {
    const why = reasons({ aliases, skills }, [title, code ?? ""], typed);
    return element(
      "li",
      {},
      element("a", { href: `profiles/${page}` }, ...search.marked(title, typed)),
      level ? element("span", { class: "chip own" }, levelName ? `${level} ${levelName}` : level) : null,
      score && score < facts.passMark ? element("span", { class: "chip bad" }, `panel ${score} of 5`) : null,
      code ? element("code", {}, ...search.marked(code, typed)) : null,
      why,
    );
  }

  /** Which alias or skill matched, for words that neither title nor code has. */
  function reasons({ aliases, skills }, names, typed) {
    const has = (text, word) => search.words(text).some((one) => search.fits(word, one));
    const left = typed.filter((word) => !names.some((name) => has(name, word)));
    const told = [
      ["also called", aliases],
      ["skill", skills],
    ].flatMap(([kind, texts]) =>
      texts
        .filter((text) => left.some((word) => has(text, word)))
        .slice(0, 3)
        .map((text) => element("span", {}, element("small", {}, kind), " ", ...search.marked(text, typed))),
    );
    return told.length ? element("span", { class: "why" }, ...told) : null;
  }

  // Map

  async function drawMap(limit = facts.rows) {
    const isLast = beginMap();
    const whole = mapFamily.value === "";
    const drawn = whole ? families : [families[Number(mapFamily.value)]];
    const groups = await Promise.all(drawn.map((family) => rowsOf(family, whole ? family.focuses : limit)));
    if (!isLast()) return;
    const used = new Set(groups.flat().flatMap((row) => row[4].map(([level]) => level ?? "")));
    const levels = facts.levels.map((one) => one.code ?? "").filter((code) => used.has(code));
    const extra = [...used].filter((code) => !levels.includes(code)).sort();
    const columns = [...levels, ...extra];
    const head = element("tr", {}, element("th", { scope: "col" }, "focus"), ...columns.map((code) => element("th", { scope: "col", class: "level" }, code || "no level")));
    const table = element(
      "table",
      { class: "map" },
      element("thead", {}, head),
      ...groups.map((rows, n) =>
        element("tbody", {}, whole ? mapGroup(drawn[n], columns.length + 1) : null, ...rows.map((row) => mapRow(row, columns))),
      ),
    );
    const left = drawn.reduce((sum, { focuses }) => sum + focuses, -groups.flat().length);
    const rest = left ? element("button", { type: "button" }, `${left.toLocaleString("en")} more ${left === 1 ? "focus" : "focuses"}`) : null;
    rest?.addEventListener("click", () => drawMap(limit + 4 * facts.rows));
    mapPlace.replaceChildren(table, ...(rest ? [rest] : []));
  }

  /** The map of the family that the list is of. */
  async function followFamily() {
    if (!mapFamily) return;
    const family = familyCalled(field.family.value);
    const wanted = family ? String(families.indexOf(family)) : mapFamily.options[0].value;
    if (mapFamily.value === wanted && mapPlace.hasChildNodes()) return;
    mapFamily.value = wanted;
    await drawMap();
  }

  function mapGroup({ code, roles }, width) {
    const count = element("small", {}, roles === 1 ? "1 role" : `${roles.toLocaleString("en")} roles`);
    return element("tr", { class: "group" }, element("th", { scope: "rowgroup", colspan: width }, code ?? "No code", " ", count));
  }

  function mapRow([path, name, , , cells], columns) {
    const places = columns.map((code) => {
      const here = cells.filter(([level]) => (level ?? "") === code);
      return element("td", {}, ...here.map((cell) => mapCell(name, cell)));
    });
    return element("tr", {}, element("th", { scope: "row" }, name, path ? element("small", {}, ...breakable(path)) : null), ...places);
  }

  /** A path that may go on in the next line behind a dot. */
  const breakable = (path) => path.split(/(?<=\.)/).flatMap((segment, n) => (n ? [element("wbr"), segment] : [segment]));

  function mapCell(name, [level, page, score]) {
    const state = score === null ? "derived" : score === 0 ? "there" : score < facts.passMark ? "fails" : "passes";
    const what = { derived: "derived: no page of its own", there: "has a page", fails: `fails the panel with ${score}`, passes: `passes the panel with ${score}` }[state];
    const label = `${name}, ${level ?? "no level"}: ${what}`;
    return element("a", { href: `profiles/${page}`, class: `cell ${state}`, title: label, "aria-label": label }, score ? String(score) : "");
  }

  // Start

  let waiting;
  form.addEventListener("input", (event) => {
    shown = PAGE;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      if (event.target === field.family) await fillFocuses("");
      write();
      await update();
      if (event.target === field.family) await followFamily();
    }, event.target === field.q ? 60 : 0);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(async () => {
    await fillFocuses("");
    write();
    await update();
    await followFamily();
  }));
  field.q.addEventListener("focus", () => load("words"), { once: true });
  more.addEventListener("click", () => {
    shown += PAGE;
    update();
  });
  mapFamily?.addEventListener("input", () => drawMap());
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, select, textarea")) {
      event.preventDefault();
      field.q.focus();
    }
  });

  async function start() {
    await read();
    await update();
    await followFamily();
  }

  field.family.append(...families.map((family) => optionOf(family, family.value)));
  mapFamily?.append(...(facts.wholeMap ? [option("", "All families")] : []), ...families.map(optionOf));
  addEventListener("hashchange", start);
  start();
})();
