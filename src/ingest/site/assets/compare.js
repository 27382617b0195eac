// Roles side by side: which ones stands in the address, as `#CODE,CODE`. What differs from the first is marked by the word.
"use strict";

(() => {
  const { element, load } = ingest;
  const chosen = document.getElementById("chosen");
  const add = document.getElementById("add");
  const offers = document.getElementById("offers");
  const sides = document.getElementById("sides");
  const told = document.getElementById("told");
  const MOST = 4;
  const TITLES = {
    description: "Description",
    level: "Level",
    responsibilities: "Responsibilities",
    guidelines: "Guidelines",
    skills: "Skills",
    experience: "Experience",
    classifications: "Classification",
    sections: "Also on the page",
  };
  const decoded = (name) => {
    try {
      return decodeURIComponent(name);
    } catch {
      return name; // no address of ours
    }
  };
  const beginDraw = ingest.turns();
  const beginOffer = ingest.turns();

  const names = () => location.hash.slice(1).split(",").filter(Boolean).map(decoded).slice(0, MOST);
  const choose = (list) => {
    location.hash = list.map(encodeURIComponent).join(",");
  };

  async function draw() {
    const isLast = beginDraw();
    const wanted = names();
    const found = await Promise.all(wanted.map((name) => load(`compare/${name}`).catch(() => null)));
    if (!isLast()) return;
    const roles = found.filter(Boolean);
    const distances = roles.length > 1 ? await load("distances") : null;
    if (!isLast()) return;
    chosen.replaceChildren(...wanted.map((name, n) => chip(name, found[n], wanted)));
    document.querySelector(".adder").hidden = wanted.length >= MOST;
    const missing = wanted.filter((_, n) => !found[n]);
    if (missing.length) told.textContent = `No role here is called ${missing.join(", ")}.`;
    else if (roles.length === 0) told.textContent = "Add two roles to begin.";
    else if (roles.length === 1) told.textContent = "Add another role to compare it with.";
    else told.textContent = summary(roles);
    sides.replaceChildren(...(roles.length ? [table(roles, distances)] : []));
    sides.hidden = roles.length === 0;
  }

  function chip(name, role, wanted) {
    const title = role ? role.title : name;
    const button = element("button", { type: "button", "aria-label": `Remove ${title}` }, "×");
    button.addEventListener("click", () => choose(wanted.filter((one) => one !== name)));
    return element("li", { class: role ? "chip" : "chip bad" }, title, button);
  }

  // Rows: what has a label stands beside what has the same; what has none, beside the text that shares most words.

  function rowsOf(roles, part) {
    const rows = [];
    const alone = [];
    roles.forEach((role, side) => {
      const free = new Set(rows);
      alone[side] = [];
      for (const [label, text] of role.parts[part]) {
        const row = [...free].find((one) => one.label && label && one.key === label.toLowerCase()) ?? (label ? null : alike([...free], text));
        if (row) {
          row.cells[side] = text;
          free.delete(row);
        } else if (!label && side > 0) {
          alone[side].push(text);
        } else {
          rows.push({ label, key: label?.toLowerCase(), cells: Array.from(roles, (_, n) => (n === side ? text : null)) });
        }
      }
      rows.push(...alone[side].map((text) => ({ label: null, cells: roles.map((_, n) => (n === side ? text : null)) })));
    });
    return packed(rows);
  }

  /** Texts without a name that stand in one role only share rows: side by side they say no more than one below the other. */
  function packed(rows) {
    const isSingle = (row) => !row.label && row.cells.filter((cell) => cell !== null).length === 1;
    const single = rows.filter(isSingle);
    const sides = single.length ? single[0].cells.map((_, n) => single.map((row) => row.cells[n]).filter((cell) => cell !== null)) : [];
    const most = Math.max(0, ...sides.map((texts) => texts.length));
    const shared = Array.from({ length: most }, (_, n) => ({ label: null, apart: true, cells: sides.map((texts) => texts[n] ?? null) }));
    return [...rows.filter((row) => !isSingle(row)), ...shared];
  }

  function alike(rows, text) {
    const mine = new Set(search.words(text));
    let best = null;
    let most = 0.5;
    for (const row of rows) {
      const theirs = new Set(search.words(row.cells.find((cell) => cell !== null)));
      const shared = [...mine].filter((word) => theirs.has(word)).length;
      const share = (2 * shared) / (mine.size + theirs.size || 1);
      if (share > most) [best, most] = [row, share];
    }
    return best;
  }

  /** Whether two texts share so many words that those that differ are worth a mark. */
  function isNear(one, other) {
    const mine = new Set(search.words(one));
    const theirs = new Set(search.words(other));
    return [...mine].filter((word) => theirs.has(word)).length * 2 >= Math.min(mine.size, theirs.size);
  }

  const plain = (text) => text.trim().replace(/\s+/g, " ");
  const isSame = (row) => !row.apart && row.cells.every((cell) => cell !== null && plain(cell) === plain(row.cells[0] ?? ""));

  const every = (roles) => (roles.length === 2 ? "both" : `all ${roles.length}`);

  function summary(roles) {
    const values = Object.keys(TITLES).flatMap((part) => rowsOf(roles, part));
    const same = values.filter(isSame).length;
    return `${same} of ${values.length} values are the same in ${every(roles)}`;
  }

  /** A text in pieces, with the words marked that the first text does not have in this order. */
  function against(first, text) {
    if (first === null || first === text || !isNear(first, text)) return [text];
    const theirs = first.split(/\s+/);
    const mine = text.split(/\s+/);
    const longest = Array.from({ length: theirs.length + 1 }, () => new Uint16Array(mine.length + 1));
    for (let i = theirs.length - 1; i >= 0; i -= 1) {
      for (let j = mine.length - 1; j >= 0; j -= 1) {
        longest[i][j] = theirs[i] === mine[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    const pieces = [];
    let i = 0;
    for (let j = 0; j < mine.length; j += 1) {
      while (i < theirs.length && theirs[i] !== mine[j] && longest[i + 1][j] >= longest[i][j + 1]) i += 1;
      const kept = i < theirs.length && theirs[i] === mine[j];
      if (kept) i += 1;
      const last = pieces[pieces.length - 1];
      if (last && last.kept === kept) last.words.push(mine[j]);
      else pieces.push({ kept, words: [mine[j]] });
    }
    return pieces.flatMap(({ kept, words }, n) => [n ? " " : "", kept ? words.join(" ") : element("mark", {}, words.join(" "))]);
  }

  // Distances: looked up in what was computed for all levels and paths that there are.

  function apart([path, level], [other, otherLevel], { apart, told }) {
    const difference = apart[level][otherLevel];
    if (difference === null) return null;
    const shared = path.findIndex((segment, n) => segment !== other[n]);
    return told[Math.max(path.length, other.length)][shared < 0 ? path.length : shared][difference];
  }

  function distance(first, role, distances) {
    const lacking = [role, first].find(({ place }) => !place);
    if (lacking) return [`None: ${lacking.title} has no ${lacking.code ? "level" : "code"}`];
    const found = apart(first.place, role.place, distances);
    if (found === null) return ["None: the tracks have no scale in common"];
    const [total, band, parts, why] = found;
    return [element("b", {}, total), " ", element("span", { class: `chip ${band}` }, band), element("small", {}, why, element("span", { class: "soft" }, parts))];
  }

  function distanceRow(roles, distances) {
    const cells = roles.map((role, n) =>
      n ? element("td", { "data-role": role.title }, ...distance(roles[0], role, distances)) : element("td", { class: "none origin" }, "measured from here"),
    );
    return element("tbody", {}, element("tr", { class: "distance" }, element("th", { scope: "row" }, "Distance"), ...cells));
  }

  function table(roles, distances) {
    const columns = roles.map((role) =>
      element(
        "th",
        { scope: "col" },
        element("a", { href: `profiles/${role.page}` }, role.title),
        role.level ? element("span", { class: "chip own" }, role.level) : null,
        role.code ? element("code", {}, role.code) : null,
      ),
    );
    const head = element("tr", {}, element("td", {}), ...columns);
    const bodies = Object.entries(TITLES).flatMap(([part, title]) => {
      const rows = rowsOf(roles, part);
      if (!rows.length) return [];
      const heading = element("tr", { class: "part" }, element("th", { scope: "rowgroup", colspan: roles.length + 1 }, title));
      return [element("tbody", {}, heading, ...rows.map((row) => rowOf(row, roles)))];
    });
    return element("table", { class: `of-${roles.length}` }, element("caption", { class: "hidden" }, "Roles side by side"), element("thead", {}, head), distances ? distanceRow(roles, distances) : null, ...bodies);
  }

  function rowOf(row, roles) {
    const first = row.cells.find((cell) => cell !== null);
    const cells = row.cells.map((cell, n) => {
      if (cell === null) return element("td", { class: "none", "data-role": roles[n].title }, element("span", { class: "hidden" }, "not stated"), "–");
      return element("td", { "data-role": isSame(row) ? every(roles) : roles[n].title }, ...(row.cells[0] !== null && n > 0 && !row.apart ? against(first, cell) : [cell]));
    });
    const head = row.label ? element("th", { scope: "row" }, row.label) : element("td");
    return element("tr", { class: isSame(row) ? "same" : null }, head, ...cells);
  }

  // Choosing

  const close = () => {
    offers.hidden = true;
    add.setAttribute("aria-expanded", "false");
    add.removeAttribute("aria-activedescendant");
  };

  async function offer() {
    const isLast = beginOffer();
    const query = add.value.trim();
    if (!query) return close();
    const { roles } = await search.find(query);
    const cards = await Promise.all(roles.slice(0, 8).map(ingest.card));
    if (!isLast()) return undefined;
    const typed = search.words(query);
    offers.replaceChildren(
      ...cards.map(([page, code, title], n) => {
        const item = element("li", { role: "option", id: `offer-${n}`, "aria-selected": "false" }, ...search.marked(title, typed), " ", element("code", {}, code ?? ""));
        item.dataset.name = page.replace(/\.html$/, "");
        return item;
      }),
    );
    offers.hidden = cards.length === 0;
    add.setAttribute("aria-expanded", String(cards.length > 0));
    return undefined;
  }

  function take(item) {
    add.value = "";
    close();
    const list = names();
    if (!list.includes(item.dataset.name)) choose([...list, item.dataset.name]);
  }

  add.addEventListener("input", offer);
  add.addEventListener("keydown", (event) => {
    const items = [...offers.children];
    const at = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
    if (event.key === "Escape") close();
    if (event.key === "Enter" && items.length && !offers.hidden) take(items[Math.max(at, 0)]);
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const next = Math.min(Math.max(at + (event.key === "ArrowDown" ? 1 : -1), 0), items.length - 1);
    items.forEach((item, n) => item.setAttribute("aria-selected", String(n === next)));
    if (items[next]) add.setAttribute("aria-activedescendant", items[next].id);
  });
  offers.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (item) take(item);
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".adder")) close();
  });
  addEventListener("hashchange", draw);
  draw();
})();
