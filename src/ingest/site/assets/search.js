// Search as you type: words to roles, tolerant of typing errors, ranked, with the reason of each match.
"use strict";

const search = (() => {
  const WEIGHTS = [6, 5, 4, 2]; // code, name, alias, skill
  const EXACT = 1;
  const BEGINS = 0.7;
  const NEAR = 0.45;
  const MOST = 60; // words that one typed word may stand for
  const CHUNKS = 6; // chunks that one typed word may load

  /** Lower-case words without accents, as the index has them. */
  function words(text) {
    const plain = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
    return plain.match(/[\p{L}\p{N}+#]+/gu) ?? [];
  }

  /** First place in a sorted list that is not less than `word`, by code points as the index is sorted. */
  function lower(list, word) {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (less(list[middle], word)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function less(one, other) {
    const a = [...one];
    const b = [...other];
    for (let n = 0; n < Math.min(a.length, b.length); n += 1) {
      if (a[n] !== b[n]) return a[n].codePointAt(0) < b[n].codePointAt(0);
    }
    return a.length < b.length;
  }

  /** Whether two words differ by at most `limit` letters added, left out, changed or swapped. */
  function near(one, other, limit) {
    if (Math.abs(one.length - other.length) > limit) return false;
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, n) => n);
    for (let i = 1; i <= one.length; i += 1) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1];
        let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          cost = Math.min(cost, before[j - 2] + 1);
        }
        row.push(cost);
        least = Math.min(least, cost);
      }
      if (least > limit) return false;
      before = last;
      last = row;
    }
    return last[other.length] <= limit;
  }

  /** Errors that are likelier than another word is meant, as `ingest search` has it. No number is another one. */
  function errors(word) {
    if (/^\d+$/.test(word) || (word.length < 6 && /\d/.test(word))) return 0;
    return word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  }

  /** Which words of the index a typed word may stand for, each with how well it fits. */
  function meant(typed, list) {
    const found = [];
    for (let n = lower(list, typed); n < list.length && list[n].startsWith(typed) && found.length < MOST; n += 1) {
      found.push([n, list[n] === typed ? EXACT : BEGINS]);
    }
    const limit = errors(typed);
    if (limit && !found.some(([, fit]) => fit === EXACT)) {
      const known = new Set(found.map(([n]) => n));
      for (let n = 0; n < list.length && found.length < MOST; n += 1) {
        if (!known.has(n) && (near(typed, list[n], limit) || near(typed, list[n].slice(0, typed.length), 1))) {
          found.push([n, NEAR]);
        }
      }
    }
    return found;
  }

  /** Postings of words, by their number. */
  async function postings(numbers, starts) {
    const chunkOf = (number) => {
      let chunk = 0;
      while (chunk + 1 < starts.length && starts[chunk + 1] <= number) chunk += 1;
      return chunk;
    };
    const wanted = [...new Set(numbers.map(chunkOf))].slice(0, CHUNKS);
    const loaded = new Map(await Promise.all(wanted.map(async (chunk) => [chunk, await ingest.load(`postings/${chunk}`)])));
    return (number) => loaded.get(chunkOf(number))?.[number - starts[chunkOf(number)]];
  }

  /** Roles that have all typed words; if there are none, those that have most. Best first: `{roles, every}`. */
  async function find(query) {
    const total = ingest.facts.roles;
    const typed = [...new Set(words(query))].slice(0, 8);
    const index = await ingest.load("words");
    const scores = new Float32Array(total);
    const hits = new Uint8Array(total);
    for (const word of typed) {
      const candidates = meant(word, index.list);
      const listsOf = await postings(
        candidates.map(([number]) => number),
        index.starts,
      );
      const best = new Map();
      for (const [number, fit] of candidates) {
        (listsOf(number) ?? []).forEach((steps, field) => {
          let role = 0;
          for (const step of steps) {
            role += step;
            const score = WEIGHTS[field] * fit;
            if (score > (best.get(role) ?? 0)) best.set(role, score);
          }
        });
      }
      for (const [role, score] of best) {
        scores[role] += score;
        hits[role] += 1;
      }
    }
    const most = hits.reduce((one, other) => Math.max(one, other), 0);
    const roles = [];
    for (let role = 0; role < total; role += 1) if (most && hits[role] === most) roles.push(role);
    roles.sort((one, other) => scores[other] - scores[one] || one - other);
    return { roles, every: most === typed.length };
  }

  /** A text as nodes, with what a query meant in it marked. */
  function marked(text, typed) {
    return text.split(/([\p{L}\p{N}\p{M}+#]+)/u).map((piece) => {
      const [word] = words(piece);
      return word && typed.some((one) => fits(one, word)) ? ingest.element("mark", {}, piece) : piece;
    });
  }

  function fits(typed, word) {
    if (word.startsWith(typed)) return true;
    const limit = errors(typed);
    return limit > 0 && (near(typed, word, limit) || near(typed, word.slice(0, typed.length), 1));
  }

  return { find, marked, words, fits, weights: WEIGHTS };
})();
