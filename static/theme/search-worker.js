// Answers queries from the index below /search/, off the page's own thread. src/search/segment.rs says how its files are written.
//
// The page sends `{ start: { base, words } }` once, then `{ ask: { id, query, filters, limit } }` and `{ excerpt: { id, key, text } }`;
// the answers have the same id. Whoever asks again has no use for the answer before: it is not finished.

let index; // A promise of the manifest.
let base;
let lib; // search-words.js
let latest = 0;
const FACET = "\u0001";
const NONE = 255;
const NEWEST_TABLES = 8;
const NAMES = 6;
const MOST_WORDS = 12;
const FIELD = 2; // What a field further back costs; a word that is only begun costs half of it.
const MISTYPED = 8;

/* Files */
const files = new Map();

/** The index is another than the one whose files are named: it was published anew. */
class Renewed extends Error {}

/** A file of the index, fetched once; what failed is fetched again by whoever asks next. */
function file(path, version, read, cache = "default") {
  if (!files.has(path)) {
    const answer = (async () => {
      const response = await fetch(base + path + (version ? `?v=${version}` : ""), { cache });
      // What the manifest names is there, unless the manifest is an old one.
      if (!response.ok) throw new (version && response.status === 404 ? Renewed : Error)(`${path}: ${response.status}`);
      return read(response);
    })();
    files.set(path, answer);
    answer.catch(() => files.delete(path));
  }
  return files.get(path);
}
const json = (response) => response.json();

/** The manifest; what failed is fetched again by whoever asks next. */
const known = () =>
  (index ??= manifest().catch((error) => {
    index = undefined;
    throw error;
  }));

async function manifest() {
  const { segments, ...rest } = await file("index.json", "", json, "no-cache");
  for (const segment of segments) {
    let [day, count] = [0, 0];
    segment.starts = segment.days.map(([gap, articles]) => {
      day += gap;
      count += articles;
      return [day, count - articles];
    });
    segment.count = count;
  }
  return { segments, ...rest };
}

const table = (segment, number) => file(`${segment.name}/${number}.json`, segment.version, json);

/** Of each word of a shard the articles by field. */
const shard = (segment, number) =>
  file(`${segment.name}/${number}.bin`, segment.version, async (response) => {
    const bytes = new Uint8Array(await response.arrayBuffer());
    let at = 5;
    const next = () => {
      let [value, shift, byte] = [0, 0, 0];
      do {
        if (at >= bytes.length) throw new Error("a file of the search is cut off");
        byte = bytes[at++];
        value |= (byte & 127) << shift;
        shift += 7;
      } while (byte > 127);
      return value;
    };
    const layout = new DataView(bytes.buffer).getUint32(1, true);
    if (bytes[0] !== 1 || layout !== segment.layout || next() !== segment.count) throw new Renewed("the search was renewed");
    const text = new TextDecoder();
    const words = [];
    let name = [];
    for (let left = next(); left > 0; left -= 1) {
      const common = next();
      const end = next();
      name = [...name.slice(0, common), ...bytes.subarray(at, at + end)];
      at += end;
      const flags = bytes[at++];
      const lists = [];
      for (let field = 0; field < 4; field += 1) {
        if (!((flags >> field) & 1)) continue;
        if (field === 3 && flags & 16) {
          const map = bytes.subarray(at, at + Math.ceil(segment.count / 8));
          at += map.length;
          const articles = [];
          for (let n = 0; n < segment.count; n += 1) if ((map[n >> 3] >> (n & 7)) & 1) articles.push(n);
          lists.push([field, articles]);
          continue;
        }
        const articles = new Uint32Array(next());
        let last = -1;
        for (let n = 0; n < articles.length; n += 1) articles[n] = last += next() + 1;
        lists.push([field, articles]);
      }
      words.push({ word: text.decode(Uint8Array.from(name)), lists });
    }
    if (at !== bytes.length) throw new Error("a file of the search is cut off");
    return words;
  });

function shardOf(segment, word) {
  const letters = [...word];
  const key = word[0] === FACET ? word : letters.slice(0, lib.isSolid(letters[0]) ? 1 : 3).join("");
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(key)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return ((hash ^ (hash >>> 15)) >>> 0) & (segment.shards - 1);
}

/* Queries */

/** The words of a query. Of one that is only begun less than three letters say too little, if there are others. */
function read(query, stemmer) {
  const found = lib.tokens(query).slice(0, MOST_WORDS);
  const words = found.map(({ index: start, text }, at) => {
    const open = at === found.length - 1 && start + text.length === query.length;
    return { text, open, ...lib.terms(text, stemmer) };
  });
  const few = ({ open, parts, joined }) => open && !joined.length && parts.length < 2 && !(parts[0]?.word.length > 2 || lib.isSolid(parts[0]?.word ?? ""));
  return words.length > 1 ? words.filter((word) => !few(word)) : words;
}

/** What a part of a query finds: its stems, and what it may be the beginning of. */
function wanted({ word, stem }, open) {
  const begun = open && ([...word].length > 2 || lib.isSolid(word)) ? word : null;
  return { stems: new Set(lib.variants(stem)), begun };
}

/** What a word of the index costs: 0 as a form of the word, 1 as one that begins with it, NONE as neither. */
function cost(word, { stems, begun }, endings) {
  if (stems.has(word)) return 0;
  if (!begun) return NONE;
  // Of a word that is nearly whole the index has less than was typed.
  const isMore = word.length > 2 && begun.startsWith(word) && endings.has(begun.slice(word.length));
  return word.startsWith(begun) || isMore ? 1 : NONE;
}

/** What each article of a segment costs for a part; `penalty` is that of a correction. */
async function costs(segment, want, endings, penalty) {
  const found = new Uint8Array(segment.count).fill(NONE);
  const numbers = new Set([...want.stems, want.begun].filter(Boolean).map((word) => shardOf(segment, word)));
  for (const words of await Promise.all([...numbers].map((number) => shard(segment, number)))) {
    for (const { word, lists } of words) {
      const own = cost(word, want, endings);
      if (own === NONE || word[0] === FACET) continue;
      for (const [field, articles] of lists) {
        const sum = field * FIELD + own + penalty;
        for (const article of articles) if (sum < found[article]) found[article] = sum;
      }
    }
  }
  return found;
}

const hasAny = (found) => found.some((one) => one.some((cost) => cost !== NONE));

/** The beginnings of all endings: what may have been typed of one. */
function beginnings({ latin, cyrillic }) {
  const all = new Set();
  for (const [ending] of [...latin, ...cyrillic].flat()) {
    for (let end = 1; end <= ending.length; end += 1) all.add(ending.slice(0, end));
  }
  return all;
}

/** Words that may have been meant: the nearest, and of those the most frequent. */
async function meant({ word }, open, version) {
  const most = lib.tolerated(word);
  if (!most) return [];
  let [best, found] = [most, []];
  for (const other of await file("words.json", version, json)) {
    let away = lib.distance(word, other, best);
    if (open && other.length > word.length) away = Math.min(away, lib.distance(word, other.slice(0, word.length), best));
    if (away > best) continue;
    if (away < best) [best, found] = [away, []];
    found.push(other);
  }
  return found.slice(0, 2);
}

/** What a part finds in all segments. What nothing is found for may be mistyped. */
async function look(part, open, { segments, stemmer, version }, endings, seen) {
  const all = (want, penalty) => Promise.all(segments.map((segment) => costs(segment, want, endings, penalty)));
  const want = wanted(part, open);
  const found = await all(want, 0);
  if (hasAny(found)) {
    seen.wants.push(want);
    return found;
  }
  for (const word of await meant(part, open, version)) {
    const other = { stems: new Set(lib.variants(lib.stem(word, stemmer))), begun: null };
    const corrected = await all(other, MISTYPED);
    if (!hasAny(corrected)) continue;
    seen.wants.push(other);
    seen.corrections.push([part.word, word]);
    return corrected;
  }
  seen.wants.push(want);
  return near(part, await Promise.all(segments.map((segment) => shard(segment, shardOf(segment, part.stem)))), segments, seen);
}

/** What is nearest in the shards that begin as the word does. */
function near({ stem }, shards, segments, seen) {
  let [best, names] = [lib.tolerated(stem), new Set()];
  for (const { word } of best ? shards.flat() : []) {
    if (word[0] === FACET) continue;
    const away = lib.distance(stem, word, best);
    if (away > best) continue;
    if (away < best) names = new Set();
    best = away;
    names.add(word);
  }
  seen.wants.push({ stems: names, begun: null });
  return segments.map((segment, at) => {
    const found = new Uint8Array(segment.count).fill(NONE);
    for (const { word, lists } of shards[at].filter(({ word }) => names.has(word))) {
      for (const [field, articles] of lists) for (const n of articles) found[n] = Math.min(found[n], field * FIELD + MISTYPED);
    }
    return found;
  });
}

/** Costs of several parts, all of which are wanted. */
const both = (one, other) => one.map((found, at) => found.map((cost, n) => (cost === NONE || other[at][n] === NONE ? NONE : Math.min(254, cost + other[at][n]))));
/** Costs of two ways to write one thing. */
const either = (one, other) => one.map((found, at) => found.map((cost, n) => Math.min(cost, other[at][n])));

async function word({ parts, joined, open }, index, endings, seen) {
  const of = async (list) => {
    let sum = null;
    for (const [at, part] of list.entries()) {
      const found = await look(part, open && at === list.length - 1, index, endings, seen);
      sum = sum ? both(sum, found) : found;
    }
    return sum;
  };
  const [apart, together] = [parts.length ? await of(parts) : null, joined.length ? await of(joined) : null];
  return apart && together ? either(apart, together) : (apart ?? together);
}

/** What is only begun, by one letter or two: headlines of the newest articles. */
async function begin({ text }, { segments, table: size }, seen) {
  const start = lib.fold(text);
  const found = segments.map((segment) => new Uint8Array(segment.count).fill(NONE));
  seen.wants.push({ stems: new Set(), begun: start });
  const tables = segments.flatMap((segment, at) => {
    const count = Math.ceil(segment.count / size);
    return Array.from({ length: count }, (_, n) => [segment, at, count - 1 - n]);
  });
  await Promise.all(tables.slice(0, NEWEST_TABLES).map(async ([segment, at, number]) => {
    for (const [n, [, title]] of (await table(segment, number)).entries()) {
      const is = lib.tokens(title).some((token) => lib.fold(token.text).startsWith(start));
      if (is) found[at][number * size + n] = 1;
    }
  }));
  return found;
}

/** Which articles of a segment the filters leave: numbers in [from, to), and lists that all must have them. */
async function allowed(segment, filters) {
  const place = (day) => segment.starts.find(([start]) => start >= day)?.[1] ?? segment.count;
  const range = [filters.from ? place(dayOf(filters.from)) : 0, filters.to ? place(dayOf(filters.to) + 1) : segment.count];
  if (range[0] >= range[1]) return { range, lists: [] };
  const names = ["topic", "tag", "source", "author"].filter((kind) => filters[kind]).map((kind) => `${FACET}${kind}:${filters[kind]}`);
  const lists = await Promise.all(names.map(async (name) => {
    const found = (await shard(segment, shardOf(segment, name))).find(({ word }) => word === name);
    return new Set(found?.lists[0][1] ?? []);
  }));
  return { range, lists };
}
const dayOf = (date) => Math.floor(Date.parse(`${date}T00:00Z`) / 86400000);

/** All articles that a query finds, as `[segment, number]`, the best first, and what is marked in them. */
async function find(query, filters, index) {
  const seen = { wants: [], corrections: [], isBegun: false };
  const endings = (index.endings ??= beginnings(index.stemmer));
  const words = read(query, index.stemmer);
  let found = null;
  if (words.length === 1 && words[0].open && [...words[0].text].length < 3 && !lib.isSolid(words[0].text)) {
    seen.isBegun = true;
    found = await begin(words[0], index, seen);
    const [part] = words[0].parts;
    // Names of two letters are words: EU, UN.
    if (part) found = either(found, await Promise.all(index.segments.map((segment) => costs(segment, wanted(part, false), endings, 0))));
    if (part) seen.wants.push(wanted(part, false));
  } else {
    for (const one of words) {
      const own = await word(one, index, endings, seen);
      if (own) found = found ? both(found, own) : own;
    }
  }
  const filtered = Object.values(filters).some(Boolean);
  if (!found && !filtered) return { all: [], seen };
  const byCost = [];
  const limits = await Promise.all(index.segments.map((segment) => allowed(segment, filters)));
  for (const [at, { range: [from, to], lists }] of limits.entries()) {
    for (let n = to - 1; n >= from; n -= 1) {
      const sum = found ? found[at][n] : 0;
      if (sum !== NONE && lists.every((list) => list.has(n))) (byCost[sum] ??= []).push([index.segments[at], n]);
    }
  }
  return { all: byCost.flat(), seen };
}

/* What is shown */

/** A text in pieces: `[text, whether it is marked]`; and which of the wanted words are in it. */
function marked(text, wants, { stemmer, endings }, found = new Set()) {
  const pieces = [];
  let end = 0;
  for (const token of lib.tokens(text)) {
    const { parts, joined } = lib.terms(token.text, stemmer);
    const terms = [...parts, ...joined];
    const hit = wants.filter((want) => terms.some(({ word, stem }) => cost(stem, want, endings) !== NONE || (want.begun && word.startsWith(want.begun))));
    if (!hit.length) continue;
    hit.forEach((want) => found.add(want));
    if (token.index > end) pieces.push([text.slice(end, token.index), false]);
    end = token.index + token.text.length;
    pieces.push([text.slice(token.index, end), true]);
  }
  if (end < text.length) pieces.push([text.slice(end), false]);
  return pieces;
}

/** The part of a text that has the most of the wanted words. */
function excerpt(text, wants, index) {
  const LENGTH = 220;
  const plain = text.replace(/\s+/g, " ").trim();
  const places = [];
  let at = 0;
  for (const [piece, is] of marked(plain, wants, index)) {
    if (is) places.push([at, piece.toLowerCase()]);
    at += piece.length;
  }
  if (!places.length) return null;
  let [best, most] = [0, 0];
  for (const [start] of places) {
    const words = new Set(places.filter(([place]) => place >= start && place < start + LENGTH * 0.75).map(([, word]) => word)).size;
    if (words > most) [best, most] = [start, words];
  }
  const start = best < 60 ? 0 : plain.indexOf(" ", best - 60) + 1;
  const cut = plain.lastIndexOf(" ", start + LENGTH);
  const end = start + LENGTH >= plain.length || cut <= best ? plain.length : cut;
  const pieces = marked(plain.slice(start, end), wants, index);
  if (start > 0) pieces.unshift(["… ", false]);
  if (end < plain.length) pieces.push([" …", false]);
  return pieces;
}

let last = { wants: [], index: null };

async function ask({ id, query, filters, limit }) {
  const isOver = () => id !== latest;
  const index = await known();
  const { all, seen } = await find(query, filters, index);
  if (isOver()) return;
  const shown = await Promise.all(all.slice(0, limit).map(async ([segment, n]) => {
    const entry = (await table(segment, Math.floor(n / index.table)))[n % index.table];
    const [url, title, date, kind, isPast, summary, topic, outlets, language] = entry;
    const words = new Set();
    const result = { url, date, kind, isPast, topic, outlets, language, title: marked(title, seen.wants, index, words), summary: marked(summary, seen.wants, index, words) };
    return { ...result, needsText: words.size < seen.wants.filter((want) => want.stems.size).length };
  }));
  if (isOver()) return;
  last = { wants: seen.wants, index };
  postMessage({ id, count: all.length, shown, corrections: seen.corrections, isBegun: seen.isBegun });
  // What was found is there without the names.
  const names = await file("names.json", index.version, json).catch(() => null);
  if (names && !isOver()) postMessage({ id, names: named(names, query, index), all: names });
}

/** Topics, tags, people and pages whose names have all the words of a query. */
function named(names, query, { stemmer, endings }) {
  const words = read(query, stemmer).map(({ parts, joined, open, text }) => {
    const short = { stems: new Set(), begun: open ? lib.fold(text) : null };
    return [...parts, ...joined].map((part) => wanted(part, open)).concat(short);
  });
  if (!words.length) return [];
  const order = ["topic", "story", "tag", "source", "author", "edition", "page"];
  const found = order.flatMap((kind) => names[kind].map((one) => ({ kind, ...one })));
  const fits = ({ name }) => {
    const own = lib.tokens(name).flatMap(({ text }) => Object.values(lib.terms(text, stemmer)).flat());
    return words.every((wants) => own.some(({ word, stem }) => wants.some((want) => cost(stem, want, endings) !== NONE || (want.begun && word.startsWith(want.begun)))));
  };
  return found.filter(fits).slice(0, NAMES);
}

/** What `answer` gives, from the newest index if the one that was known is not there any more. */
async function again(answer) {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof Renewed)) throw error;
    files.clear();
    index = undefined;
    return answer();
  }
}

async function start({ base: where, words }) {
  base = where;
  lib = await import(words);
}

if (typeof WorkerGlobalScope !== "undefined") {
  let ready = null;
  addEventListener("message", async ({ data }) => {
    try {
      if (data.start) ready = start(data.start);
      if (data.ask) latest = data.ask.id;
      await ready;
      if (data.ask && data.ask.id === latest) await again(() => ask(data.ask));
      if (data.names) postMessage({ all: await again(async () => file("names.json", (await known()).version, json)) });
      if (data.excerpt) {
        const { id, key, text } = data.excerpt;
        if (id === latest && last.index) postMessage({ id, key, excerpt: excerpt(text, last.wants, last.index) });
      }
    } catch (error) {
      postMessage({ id: data.ask?.id ?? latest, failed: String(error.message) });
    }
  });
}
