// What was found, as a draft or as briefs: shown, corrected, written.

import { alone, ask, element, of, tell, worded } from "./import-common.js";

const LABELS = {
  title: "Headline", summary: "Summary", url: "Address", outlet: "Outlet", published: "Published", author: "Author", role: "Role",
  language: "Language of the source", licence: "Licence", reporter: "First reported by", reporter_url: "Address of that report",
  dateline: "Dateline",
};
const MORE = new Set(["reporter", "reporter_url", "dateline"]);
/** What a line of an edition is made of. */
const OF_ENTRY = new Set(["title", "summary", "url", "outlet"]);
/** How many lines in a row that were left out are shown; more of them stand behind a line that counts them. */
const SHOWN = 2;
const heard = {};
let previewed = null;
/** What is typed into the next draft. */
let waiting = null;
let isWritten = false;
let edits = 0;
let saved = 0;

/** Has somebody told that a draft was saved, that another article is to be previewed, or that the server refuses this page. */
export function on(name, take) {
  heard[name] = take;
}

export const isShown = () => previewed !== null;
export const isUnsaved = () => edits !== saved;

of("save").addEventListener("input", () => { edits += 1; });

/** What the form holds. */
export const edited = () => ({ ...draft(false), number: undefined });

/** Puts what was typed before into the draft that is shown next. */
export function willEdit(kept) {
  waiting = kept;
}

// --- What was found

export function show(found) {
  previewed = found;
  isWritten = false;
  notes(found);
  of("source").replaceChildren(...source(found));
  of("source").scrollTop = 0;
  fields(found);
  topics(found);
  for (const id of ["topics", "tags", "slug"]) of(id).value = "";
  for (const id of ["republished", "again"]) of(id).checked = false;
  of("article").checked = true;
  of("edition").replaceChildren();
  of("again-label").hidden = !found.known?.stops;
  of("markdown").value = found.markdown;
  for (const id of ["outcome", "added"]) of(id).replaceChildren();
  of("file").hidden = true;
  // Of a list there is no draft: what it names comes first.
  of("save").hidden = found.list;
  document.querySelector(".beside").classList.toggle("alone", found.list);
  briefs(found);
  editions(found.editions);
  of("result").hidden = false;
  saved = edits;
  if (waiting) again(waiting);
  waiting = null;
  marked();
  of("result").focus({ preventScroll: true });
  of("result").scrollIntoView({ block: "start" });
}

/** What was typed before the server was started anew. */
function again({ fields, topics, tags, slug, brief, edition, markdown }) {
  of(brief ? "brief" : "article").checked = true;
  of("edition").value = edition;
  if (of("edition").value !== edition) of("edition").value = "";
  mode();
  for (const [name, value] of Object.entries(fields)) {
    of(`field-${name}`).value = value;
    of(`field-${name}`).dispatchEvent(new Event("input"));
  }
  of("topics").value = topics.join(", ");
  of("tags").value = tags.join(", ");
  of("slug").value = slug;
  of("markdown").value = markdown;
  edits += 1;
  named();
}

/** The lines of a page, in their order. */
function source(found) {
  const shown = [];
  let run = [];
  const end = () => {
    const lines = run.map(({ text, why }) => element("p", { className: "out" }, text, " ", element("span", { className: "why" }, `(${why})`)));
    if (run.length > SHOWN) shown.push(element("details", { className: "run" }, element("summary", { className: "out" }, counted(run)), ...lines));
    else shown.push(...lines);
    run = [];
  };
  for (const line of found.source) {
    if (line.why) {
      run.push(line);
      continue;
    }
    end();
    if (line.headline) shown.push(element("p", {}, element("strong", {}, line.text), " ", element("span", { className: "why" }, "(the headline)")));
    else shown.push(element("p", {}, line.text));
  }
  end();
  if (found.lines > found.source.length) shown.push(element("p", { className: "out" }, "… and more"));
  return shown;
}

/** "14 lines left out: the page's frame, related article and more" */
function counted(run) {
  const reasons = new Map();
  for (const { why } of run) reasons.set(why, (reasons.get(why) ?? 0) + 1);
  const sorted = [...reasons.entries()].sort((one, other) => other[1] - one[1]).map(([why]) => why);
  return `${run.length} lines left out: ${sorted.slice(0, 2).join(", ")}${sorted.length > 2 ? " and more" : ""}`;
}

function notes({ known, warnings, remarks }) {
  const all = [];
  if (known) all.push(element("p", { className: known.stops ? "bad" : "warn" }, ...worded(`${known.said}.`)));
  all.push(...warnings.map((text) => element("p", { className: "warn" }, ...worded(text))));
  all.push(...remarks.map((text) => element("p", {}, ...worded(text))));
  of("notes").replaceChildren(...all);
}

function fields(found) {
  const groups = [[], []];
  for (const [name, label] of Object.entries(LABELS)) {
    groups[MORE.has(name) ? 1 : 0].push(field(name, label, found.fields[name]));
  }
  of("fields").replaceChildren(...groups[0]);
  of("more-fields").replaceChildren(...groups[1]);
  of("more").open = [...MORE].some((name) => found.fields[name]);
}

function field(name, label, found) {
  const isLong = name === "summary" || name === "title";
  const isWide = isLong || name === "url";
  const input = element(isLong ? "textarea" : "input", { id: `field-${name}`, value: found?.value ?? "" });
  if (isLong) input.rows = name === "title" ? 2 : 3;
  else input.type = "text";
  input.dataset.field = name;
  const from = element("div", { className: "from", id: `from-${name}` });
  input.setAttribute("aria-describedby", from.id);
  const box = element("div", { className: isWide ? "field wide" : "field" }, element("label", { htmlFor: input.id }, label), input, from);
  if (!found) return box;
  const said = element("span", { title: found.place });
  from.append(said);
  const sure = element("input", { type: "checkbox" });
  const tick = element("label", {}, sure, "it is right");
  if (found.guess) {
    sure.dataset.sure = name;
    from.append(tick);
    sure.addEventListener("change", () => look());
  }
  const look = () => {
    const isOther = input.value !== found.value;
    const isOfPage = name === "summary" && of("brief").checked && found.value !== "";
    const own = isOfPage ? [`the page says: ${found.value}`] : input.value === "" ? [] : ["yours"];
    said.replaceChildren(...(isOther ? own : worded(found.from)));
    box.classList.toggle("guess", found.guess && !isOther && !sure.checked);
    tick.hidden = isOther;
  };
  input.addEventListener("input", look);
  look();
  return box;
}

const names = (id) => of(id).value.split(",").map((name) => name.trim()).filter((name) => name !== "");

function topics({ topics }) {
  of("offered").replaceChildren(...topics.map((name) => {
    const button = element("button", { type: "button" }, name);
    button.addEventListener("click", () => {
      const chosen = names("topics");
      const rest = chosen.filter((other) => other !== name);
      of("topics").value = (rest.length < chosen.length ? rest : [...chosen, name]).join(", ");
      edits += 1;
      marked();
    });
    return button;
  }));
}

function marked() {
  const chosen = names("topics");
  for (const button of of("offered").children) button.setAttribute("aria-pressed", String(chosen.includes(button.textContent)));
}

of("topics").addEventListener("input", marked);

// --- Other articles that the page names

function briefs({ briefs: all, list }) {
  of("briefs").querySelector("ul").replaceChildren(...all.map(({ headline, url, markdown }, at) => {
    const copy = element("button", { type: "button" }, "Copy as a brief");
    copy.addEventListener("click", async () => {
      const isDone = await navigator.clipboard.writeText(markdown).then(() => true, () => false);
      copy.textContent = isDone ? "Copied" : "It cannot be copied here";
    });
    const look = element("button", { type: "button" }, "Preview it");
    look.addEventListener("click", () => heard.next?.(url));
    const tick = element("input", { type: "checkbox", value: String(at) });
    const name = url ? element("label", {}, tick, headline) : element("span", {}, headline);
    return element("li", {}, name, copy, ...(url ? [look] : []));
  }));
  of("briefs-title").textContent = list ? "The articles that the page names" : "Other articles that the page names";
  of("briefs").hidden = all.length === 0;
  if (list) of("result").insertBefore(of("briefs"), document.querySelector(".beside"));
  else of("result").append(of("briefs"));
}

const ticked = () => [...of("briefs").querySelectorAll("input:checked")];

of("add").addEventListener("click", () => alone(async () => {
  const ticks = ticked();
  of("added").replaceChildren();
  try {
    if (ticks.length === 0) throw new Error("tick those that are to be briefs");
    const cards = ticks.map(({ value }) => Number(value));
    const { edition, added, problems } = await ask("briefs", { number: previewed.number, edition: of("briefs-edition").value, cards });
    const lines = added.length === 0 ? [] : [entries("Added to ", edition, added, true)];
    lines.push(...problems.map((why) => element("p", { className: "bad" }, ...worded(`Not added: ${why}`))));
    ticks.forEach((tick) => { tick.checked = false; });
    tell(of("added"), problems.length > 0, ...lines);
  } catch (error) {
    failed(of("added"), "Not added: ", error);
  }
}));

// --- Editions

/** Offers the editions that are drafts; what was chosen stays chosen. */
function editions(all) {
  const option = ({ path, title }) => element("option", { value: path }, title);
  for (const id of ["edition", "briefs-edition"]) {
    const chosen = of(id).value;
    const none = id === "edition" ? [element("option", { value: "" }, "none")] : [];
    of(id).replaceChildren(...none, ...all.map(option));
    if (all.some(({ path }) => path === chosen)) of(id).value = chosen;
  }
  previewed.editions = all;
  mode();
}

// Somebody who comes back from the terminal may have made one there.
addEventListener("focus", async () => {
  if (!previewed) return;
  const { number } = previewed;
  const value = await ask("editions", { number }).catch(() => null);
  if (value && previewed.number === number && JSON.stringify(value.editions) !== JSON.stringify(previewed.editions)) editions(value.editions);
});

const NO_EDITION = "No edition is a draft. The command `newsprint new edition` makes one, and it appears here.";

/** A brief has no text, and a summary of our own: the page's is not put into it. In an edition it has no file, either. */
function mode() {
  const brief = of("brief").checked;
  const edition = of("edition").value !== "";
  const isEntry = brief && edition;
  document.querySelector(".of-text").hidden = brief;
  document.querySelector(".of-file").hidden = isEntry;
  of("more").hidden = isEntry;
  for (const input of document.querySelectorAll("#fields [data-field]")) {
    input.closest(".field").hidden = isEntry && !OF_ENTRY.has(input.dataset.field);
  }
  of("save").querySelector("[type=submit]").textContent = brief ? "Save the brief" : "Save the draft";
  of("dry").textContent = isEntry ? "Show the line" : "Show the file";
  const alone = brief ? "Without one it is an article of its own, without a text." : "";
  const into = brief ? "It is a line of the edition, and no file of its own." : "The edition gets its card.";
  const hint = previewed.editions.length === 0 ? `${NO_EDITION} ${alone}` : edition ? into : alone;
  of("edition-hint").replaceChildren(...worded(hint.trim()));
  of("briefs-hint").replaceChildren(...worded(previewed.editions.length === 0 ? NO_EDITION : ""));
  of("add").parentElement.hidden = previewed.editions.length === 0;
  const summary = of("field-summary");
  const pages = previewed.fields.summary?.value ?? "";
  summary.placeholder = brief ? "Your own sentence; without one, TK" : "";
  if (brief && summary.value === pages) summary.value = "";
  else if (!brief && summary.value === "") summary.value = pages;
  summary.dispatchEvent(new Event("input"));
  named();
}

for (const id of ["article", "brief", "edition"]) of(id).addEventListener("change", mode);

/** What the file would be called, as long as that is known. */
function named() {
  const isSame = of("field-title").value === (previewed.fields.title?.value ?? "") && of("slug").value.trim() === "";
  const isKnown = previewed.path && isSame && !isWritten;
  of("path").replaceChildren(...(isKnown ? ["It would be ", element("code", {}, previewed.path)] : []));
}

of("save").addEventListener("input", () => named());

// --- What is written

function draft(dry) {
  const all = [...document.querySelectorAll("[data-field]")].map((input) => [input.dataset.field, input.value]);
  const sure = [...document.querySelectorAll("[data-sure]:checked")].map((input) => input.dataset.sure);
  return {
    number: previewed.number, fields: Object.fromEntries(all), sure, topics: names("topics"), tags: names("tags"),
    edition: of("edition").value, slug: of("slug").value, brief: of("brief").checked, republished: of("republished").checked,
    again: of("again").checked, dry, markdown: of("markdown").value,
  };
}

function write(dry) {
  return alone(async () => {
    of("outcome").replaceChildren();
    of("file").hidden = true;
    try {
      const sent = edits;
      const value = await ask("save", draft(dry));
      if (value.written) {
        saved = sent;
        isWritten = true;
        named();
        heard.saved?.();
      }
      if (!value.known) return outcome(value);
      of("again-label").hidden = false;
      throw new Error(`${value.known}.`);
    } catch (error) {
      failed(of("outcome"), dry ? "It would not be saved: " : "Not saved: ", error);
    }
  });
}

function failed(place, what, error) {
  if (error.isRefused) heard.refused?.();
  tell(place, true, element("p", { className: "bad" }, ...worded(`${what}${error.message}`)));
}

/** What an edition has got, or would get. */
function entries(what, edition, all, isDone) {
  const line = element("p", { className: "good" }, what, `“${edition.title}” `, element("code", {}, edition.path));
  if (isDone) line.append(" · ", element("a", { href: edition.url }, "see the edition"));
  for (const entry of all) line.append(element("br"), element("code", {}, entry));
  return line;
}

function outcome({ path, url, text, remarks, entry, edition, written, problem }) {
  const all = [];
  if (path) {
    const line = element("p", { className: "good" }, written ? "Saved: " : "Would write ", element("code", {}, path));
    if (written && url) line.append(" · ", element("a", { href: url }, "see it"), " (if this server shows drafts)");
    if (written) line.append(". What is to be changed from here on, change in that file.");
    all.push(line);
  }
  if (entry && !problem) all.push(entries(written ? "Added to " : "Would add to ", edition, [entry], written));
  if (problem) all.push(element("p", { className: "bad" }, ...worded(`The edition is as it was: ${problem}`)));
  all.push(...remarks.map((remark) => element("p", {}, ...worded(remark))));
  if (!written && text) {
    of("file").textContent = text;
    of("file").hidden = false;
  }
  tell(of("outcome"), Boolean(problem), ...all);
  if (!of("file").hidden) of("outcome").scrollIntoView({ block: "start" });
}

of("save").addEventListener("submit", (event) => {
  event.preventDefault();
  write(false);
});
of("dry").addEventListener("click", () => write(true));
