// The words of a text, as the index has them: src/search/words.rs and src/search/stem.rs do the same, and say why.
const LETTER = "\\p{Alphabetic}\\p{N}\\u0300-\\u036F\\u0591-\\u05C7\\u0610-\\u061A\\u064B-\\u065F\\u0670";
const APOSTROPHES = "'’‘ʼʹʻ`′";
const INVISIBLE = "\\u00AD\\u200C\\u200D\\u2060";
const HYPHENS = "\\-\\u2010\\u2011";
const SOLID =
  "\\u0E00-\\u0EFF\\u1000-\\u109F\\u1780-\\u17FF\\u2E80-\\u2FDF\\u3005-\\u30FF\\u3400-\\u4DBF\\u4E00-\\u9FFF\\uF900-\\uFAFF\\u{20000}-\\u{3FFFF}";
// Modifier letters that are apostrophes are letters to Unicode.
const ONE = `(?![${APOSTROPHES}])[${LETTER}]`;
const TOKEN = new RegExp(`${ONE}(?:${ONE}|[${INVISIBLE}]|[${APOSTROPHES}.${HYPHENS}](?=${ONE}))*`, "gu");
const DROPPED = new RegExp(`[\\u0300-\\u036F\\u0591-\\u05C7\\u0610-\\u061A\\u064B-\\u065F\\u0670${INVISIBLE}]`, "gu");
const APOSTROPHE = new RegExp(`[${APOSTROPHES}]`, "gu");
const SEPARATOR = new RegExp(`[.${HYPHENS}]`, "u");
const SOLID_RUNS = new RegExp(`[${SOLID}]+|[^${SOLID}]+`, "gu");
const IS_SOLID = new RegExp(`[${SOLID}]`, "u");
const PLAIN = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ŧ: "t", ı: "i", ŋ: "n", ς: "σ", ґ: "г", ђ: "д", ћ: "т", ѣ: "е",
};
const LETTERS = new RegExp(`[${Object.keys(PLAIN).join("")}]`, "gu");

/** Characters of scripts that are written without blanks. */
export const isSolid = (text) => IS_SOLID.test(text);

export const fold = (text) =>
  text.normalize("NFKD").toLowerCase().replace(DROPPED, "").replace(LETTERS, (letter) => PLAIN[letter]);

/** The tokens of a text: `{ index, text }`. */
export const tokens = (text) => Array.from(text.matchAll(TOKEN), (match) => ({ index: match.index, text: match[0] }));

/** A folded word without its ending, by the tables of the index. */
export function stem(word, { latin, cyrillic }) {
  if (/[0-9]/.test(word)) return word;
  const first = word.codePointAt(0);
  const steps = first >= 97 && first <= 122 ? latin : first >= 0x400 && first <= 0x52f ? cyrillic : [];
  for (const step of steps) {
    for (const [ending, instead, least, vowel] of step) {
      if (!word.endsWith(ending)) continue;
      const before = word.slice(0, word.length - ending.length);
      if (before.length + instead.length < least || (vowel && !/[aeiouy]/.test(before))) continue;
      word = before + instead;
      break;
    }
  }
  return word;
}

/** What a token is looked up by: `parts`, all of which are in the index, or `joined`, the same in one word. Each is
 * `{ word, stem }`. */
export function terms(token, stemmer) {
  const folded = fold(token);
  const plain = folded.replace(APOSTROPHE, "");
  const parts = plain.split(SEPARATOR).filter(Boolean);
  const count = (text) => [...text].length;
  if (parts.length > 1 && parts.every((part) => count(part) === 1)) return { parts: part(parts.join(""), stemmer), joined: [] };
  const found = { parts: parts.flatMap((one) => part(one, stemmer)), joined: [] };
  const last = parts.at(-1);
  if (parts.length > 1 && !folded.includes(".") && (count(parts[0]) <= 3 || /^[0-9]+$/.test(last))) {
    found.joined = part(parts.join(""), stemmer);
  }
  const elided = /^([\x00-\x7F]{0,2}?)['’‘ʼʹʻ`′](.*)$/su.exec(folded);
  if (parts.length === 1 && elided) {
    found.joined = found.parts;
    found.parts = part(elided[2].replace(APOSTROPHE, ""), stemmer);
  }
  return found;
}

function part(text, stemmer) {
  if (!isSolid(text)) {
    if (/^[a-z]$/.test(text) || text.length === 0 || [...text].length > 40) return [];
    return [{ word: text, stem: stem(text, stemmer) }];
  }
  return text.match(SOLID_RUNS).flatMap((run) => {
    if (!isSolid(run)) return part(run, stemmer);
    const letters = [...run];
    if (letters.length === 1) return [{ word: run, stem: run }];
    return letters.slice(1).map((letter, at) => ({ word: letters[at] + letter, stem: letters[at] + letter }));
  });
}

/** Other spellings of a stem in which і stands for о or е: Київ, Києва. */
export function variants(word) {
  const found = /^([\u0400-\u052F]+)([іоеє])([бвгґджзйклмнпрстфхцчшщь]+)$/u.exec(word);
  if (!found) return [word];
  const [, before, vowel, after] = found;
  const others = vowel === "і" ? ["о", "е", "є"] : ["і"];
  return [word, ...others.map((other) => before + other + after)];
}

/** How many letters are to be changed, left out, put in or swapped to make one word of another; more than `most` if it takes
 * more. */
export function distance(one, other, most) {
  const [a, b] = [[...one], [...other]];
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last] = [null, Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}

/** How many letters of a word may be wrong. */
export const tolerated = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);
