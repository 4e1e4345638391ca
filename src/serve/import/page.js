// The page of imports: sends what was typed, pasted or handed over, and shows what came of it. Whatever comes from elsewhere is
// shown as text, nothing is fetched or written before somebody clicks, and what was edited is not given up unasked.
(() => {
  "use strict";
  const token = document.querySelector("meta[name=newsprint-token]").content;
  const MOST = 8 * 1024 * 1024;
  const of = (id) => document.getElementById(id);
  const LABELS = {
    title: "Headline", summary: "Summary", url: "Address", outlet: "Outlet", published: "Published", author: "Author", role: "Role",
    language: "Language of the source", licence: "Licence", reporter: "First reported by", reporter_url: "Address of that report",
    dateline: "Dateline",
  };
  const MORE = new Set(["reporter", "reporter_url", "dateline"]);
  /** How many lines in a row that were left out are shown; more of them stand behind a line that counts them. */
  const SHOWN = 2;
  let previewed = null;

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  /** A message; what stands in files and commands is between backticks there. */
  function worded(text) {
    const parts = text.split("`");
    return parts.length % 2 === 0 ? [text] : parts.map((part, at) => (at % 2 === 1 ? element("code", {}, part) : part));
  }

  // --- What would be lost

  let edits = 0;
  let saved = 0;
  const isUnsaved = () => edits !== saved;

  of("save").addEventListener("input", () => { edits += 1; });
  addEventListener("beforeunload", (event) => {
    if (isUnsaved()) event.preventDefault();
  });

  function mayReplace() {
    return !isUnsaved() || confirm("The draft has changes that are not saved. Preview another page, and lose them?");
  }

  // --- The server

  async function ask(name, body) {
    let reply;
    try {
      reply = await fetch(`import/${name}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Newsprint-Token": token },
        body: JSON.stringify(body),
      });
    } catch {
      throw new Error("the server does not answer: does it still run?");
    }
    const value = await reply.json().catch(() => ({ error: `the server answered with ${reply.status}` }));
    if (!reply.ok) throw new Error(value.error);
    return value;
  }

  let busy = false;

  async function alone(work) {
    if (busy) return;
    busy = true;
    const buttons = [...document.querySelectorAll("form .row button")];
    buttons.forEach((button) => { button.disabled = true; });
    try {
      await work();
    } finally {
      busy = false;
      buttons.forEach((button) => { button.disabled = false; });
    }
  }

  function say(text, isBad = false) {
    of("said").replaceChildren(...worded(text));
    of("said").classList.toggle("bad", isBad);
  }

  // --- What is to be previewed

  of("preview").addEventListener("submit", (event) => {
    event.preventDefault();
    if (mayReplace()) preview();
  });

  function preview() {
    return alone(async () => {
      say("Reading …");
      // What is edited meanwhile would be lost.
      of("result").inert = true;
      try {
        previewed = await ask("preview", {
          url: of("url").value, text: of("text").value, kind: of("kind").value, selector: of("selector").value,
          into: of("into")?.value ?? "",
        });
        say("");
        show(previewed);
      } catch (error) {
        say(error.message, true);
      } finally {
        of("result").inert = false;
      }
    });
  }

  // What is copied from a page brings its marks along. From an editor of programs they are those of its colours: there the text is
  // the source itself.
  of("text").addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    const plain = event.clipboardData?.getData("text/plain") ?? "";
    if (html.trim() === "" || plain.trimStart().startsWith("<")) return;
    event.preventDefault();
    take(html, "Pasted with its marks. For the words alone, paste without formatting (Ctrl+Shift+V).");
  });

  of("text").addEventListener("input", () => {
    if (of("text").value === "") of("kind").value = "auto";
  });

  function take(html, said) {
    if (html.length > MOST) return say("This is longer than 8 MB.", true);
    of("text").value = html;
    of("kind").value = "page";
    say(said);
  }

  // --- From the bookmarklet

  const handed = new URLSearchParams(location.hash.slice(1));
  if (handed.has("url")) {
    of("url").value = handed.get("url").slice(0, 4096);
    say(`The address of “${(handed.get("title") ?? "").slice(0, 200)}” is here.`);
  }

  // Anybody may open this page and send it something: it is put into the form, once, and only as long as that is untouched.
  if (window.opener) {
    let isTouched = false;
    addEventListener("input", () => { isTouched = true; }, { once: true });
    const hear = ({ source, data }) => {
      if (source !== window.opener || data?.newsprint !== "page" || isTouched || previewed || of("text").value !== "") return;
      if (typeof data.html !== "string" || typeof data.url !== "string" || data.html.length > MOST) return;
      removeEventListener("message", hear);
      of("url").value = data.url.slice(0, 4096);
      take(data.html, `“${String(data.title).slice(0, 200)}” is here as you saw it.`);
    };
    addEventListener("message", hear);
    window.opener.postMessage("newsprint:ready", "*");
  }

  // In a page it leads nowhere; in the bar of bookmarks it does.
  of("bookmarklet").addEventListener("click", (event) => {
    event.preventDefault();
    say("Drag it to the bar of bookmarks: it does its work on other pages.");
  });

  // --- What was found

  function show(found) {
    notes(found);
    of("source").replaceChildren(...source(found));
    of("source").scrollTop = 0;
    fields(found);
    topics(found);
    of("edition").replaceChildren(
      element("option", { value: "" }, "none"),
      ...found.editions.map(({ path, title }) => element("option", { value: path }, title)),
    );
    for (const id of ["topics", "tags", "slug"]) of(id).value = "";
    for (const id of ["brief", "republished", "again"]) of(id).checked = false;
    of("again-label").hidden = !found.known?.stops;
    of("markdown").value = found.markdown;
    of("outcome").replaceChildren();
    of("file").hidden = true;
    briefs(found.briefs);
    of("result").hidden = false;
    isBrief();
    marked();
    saved = edits;
    of("result").scrollIntoView({ block: "start" });
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

  function notes({ known, warnings, remarks, path }) {
    const all = [];
    if (known) all.push(element("p", { className: known.stops ? "bad" : "warn" }, ...worded(`${known.said}.`)));
    all.push(...warnings.map((text) => element("p", { className: "warn" }, ...worded(text))));
    all.push(...remarks.map((text) => element("p", {}, ...worded(text))));
    if (path) all.push(element("p", {}, "The draft would be ", element("code", {}, path)));
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
    from.append(element("span", { title: found.place }, ...worded(found.from)));
    if (found.guess) {
      box.classList.add("guess");
      const sure = element("input", { type: "checkbox" });
      sure.dataset.sure = name;
      const tick = element("label", {}, sure, "it is right");
      from.append(tick);
      const look = () => {
        const isOther = input.value !== found.value;
        box.classList.toggle("guess", !isOther && !sure.checked);
        tick.hidden = isOther;
      };
      input.addEventListener("input", look);
      sure.addEventListener("change", look);
    }
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

  function briefs(all) {
    of("briefs").querySelector("ul").replaceChildren(...all.map(({ headline, url, markdown }) => {
      const copy = element("button", { type: "button" }, "Copy as a brief");
      copy.addEventListener("click", async () => {
        const isDone = await navigator.clipboard.writeText(markdown).then(() => true, () => false);
        copy.textContent = isDone ? "Copied" : "It cannot be copied here";
      });
      const look = element("button", { type: "button" }, "Preview it");
      look.addEventListener("click", () => {
        if (!mayReplace()) return;
        of("url").value = url;
        of("text").value = "";
        of("kind").value = "auto";
        of("url").focus();
        preview();
      });
      return element("li", {}, element("span", {}, headline), copy, ...(url ? [look] : []));
    }));
    of("briefs").hidden = all.length === 0;
  }

  /** A brief has no text, and a summary of our own: the page's is not offered for it. */
  function isBrief() {
    const brief = of("brief").checked;
    of("markdown").disabled = brief;
    of("republished").disabled = brief;
    of("save").querySelector("[type=submit]").textContent = brief ? "Save the brief" : "Save the draft";
    const summary = of("field-summary");
    if (!summary) return;
    const pages = previewed?.fields.summary?.value ?? "";
    summary.placeholder = brief ? "Your own sentence; without one, TK" : "";
    if (brief && summary.value === pages) summary.value = "";
    else if (!brief && summary.value === "") summary.value = pages;
  }

  of("brief").addEventListener("change", isBrief);

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
        if (value.written) saved = sent;
        if (!value.known) return outcome(value);
        of("again-label").hidden = false;
        failed(`${value.known}.`);
      } catch (error) {
        failed(error.message);
      }
    });
  }

  function failed(why) {
    of("outcome").replaceChildren(element("p", { className: "bad" }, ...worded(`Not saved: ${why}`)));
  }

  function outcome({ path, url, text, remarks, entry, edition, written, problem }) {
    const all = [];
    if (path) {
      const line = element("p", { className: "good" }, written ? "Saved: " : "Would write ", element("code", {}, path));
      if (written && url) line.append(" · ", element("a", { href: url }, "see it"), " (if this server shows drafts)");
      if (written) line.append(". What is to be changed from here on, change in that file.");
      all.push(line);
    }
    if (entry && !problem) {
      const line = element("p", { className: "good" }, written ? "Added to " : "Would add to ", `“${edition.title}” `, element("code", {}, edition.path));
      if (written) line.append(" · ", element("a", { href: edition.url }, "see the edition"));
      line.append(element("br"), element("code", {}, entry));
      all.push(line);
    }
    if (problem) all.push(element("p", { className: "bad" }, ...worded(`The edition is as it was: ${problem}`)));
    all.push(...remarks.map((remark) => element("p", {}, ...worded(remark))));
    of("outcome").replaceChildren(...all);
    if (!written && text) {
      of("file").textContent = text;
      of("file").hidden = false;
    }
  }

  of("save").addEventListener("submit", (event) => {
    event.preventDefault();
    write(false);
  });
  of("dry").addEventListener("click", () => write(true));
})();
