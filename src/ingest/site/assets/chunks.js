// What pages that look at all roles share: data in chunks, which come when they are needed, and elements made of it.
// A page that is opened from disk may fetch nothing, so a chunk is a script that calls one of the functions at the end.
"use strict";

const ingest = (() => {
  const facts = JSON.parse(document.getElementById("facts").textContent); // how much there is, and how it is cut
  const base = document.currentScript.src.replace(/assets\/[^/]*$/, "data/");
  const asked = new Map();
  const waiting = new Map();

  /** Names of data, and of nothing outside of it: they come from the address, too, which anybody may have written. */
  const isName = (name) => name.split("/").every((part) => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(part));

  /** A promise of the data in `data/NAME.js`; each is loaded once. */
  function load(name) {
    if (!isName(name)) return Promise.reject(new Error(`${name} is no name of data`));
    if (!asked.has(name)) {
      asked.set(
        name,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = `${base}${name.split("/").map(encodeURIComponent).join("/")}.js`;
          script.onerror = () => {
            asked.delete(name);
            reject(new Error(`${name}.js is missing`));
          };
          waiting.set(name, resolve);
          document.head.append(script);
        }),
      );
    }
    return asked.get(name);
  }

  const given = (name, data) => waiting.get(name)?.(data);

  /** What a list shows of a role. */
  const card = async (role) => (await load(`roles/${Math.floor(role / facts.chunk)}`))[role % facts.chunk];

  /** For what takes time and may be begun anew meanwhile: each call begins, and returns whether it is still the last. */
  function turns() {
    let last = 0;
    return () => {
      last += 1;
      const mine = last;
      return () => mine === last;
    };
  }

  /** An element with attributes and children; texts are texts, whatever they hold. */
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }

  return {
    facts,
    load,
    card,
    turns,
    element,
    words: (list, starts) => given("words", { list: list.split(" "), starts }),
    levels: (text) => given("levels", text),
    postings: (number, data) => given(`postings/${number}`, data),
    rows: (number, data) => given(`map/${number}`, data),
    roles: (number, data) => given(`roles/${number}`, data),
    distances: (data) => given("distances", data),
    role: (name, data) => given(`compare/${name}`, data),
  };
})();
