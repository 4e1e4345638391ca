// The page that searches, and the box in the header of all others. A worker answers (search-worker.js); here answers become
// elements, by the templates of the page. Texts are put in as texts, never as HTML.
const PAGE = 10;
const KINDS = ["topic", "tag", "source", "author", "from", "to"];

/** A worker for an index: `ask(query, filters, limit, take)` calls `take` with each part of the answer to the last question. */
function engine({ index, worker: script, words }) {
  let [id, take] = [0, () => {}];
  const failed = () => take({ failed: true });
  let worker = null;
  const send = (message) => {
    try {
      if (!worker) {
        worker = new Worker(script, { type: "module" });
        worker.addEventListener("message", ({ data }) => (data.id === undefined || data.id === id) && take(data));
        worker.addEventListener("error", failed);
        worker.postMessage({ start: { base: new URL(index, location.href).href, words: new URL(words, location.href).href } });
      }
      worker.postMessage(message);
    } catch {
      failed(); // Where pages are files, or a browser refuses.
    }
  };
  return {
    start: () => send({ names: true }),
    ask(query, filters, limit, then) {
      [id, take] = [id + 1, then];
      send({ ask: { id, query, filters, limit } });
    },
    excerpt: (key, text) => send({ excerpt: { id, key, text } }),
  };
}

/** Pieces of a text, those that were looked for in `mark`. */
function fill(element, pieces) {
  element.replaceChildren(...pieces.map(([text, is]) => {
    if (!is) return text;
    const mark = document.createElement("mark");
    mark.textContent = text;
    return mark;
  }));
}

/** What a text of the page says with values in its {places}. */
const put = (text, values) => text.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);

/** Moves between links with the arrow keys, from the box and back to it. */
function arrows(box, links) {
  return (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = [box, ...links()];
    const at = all.indexOf(document.activeElement);
    const next = all[at + step];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  };
}

function searchPage(root) {
  const find = (selector) => root.querySelector(selector);
  const [form, box, status, results, more] = [".search-form", "#search-q", ".search-status", ".search-results", ".search-more"].map(find);
  const texts = find(".search-texts").content;
  const text = (kind, value) => texts.querySelector(`.${kind}[value="${CSS.escape(value)}"]`)?.textContent ?? value;
  const { dataset } = root;
  const search = engine(dataset);
  let [limit, busy, said, shown] = [PAGE, 0, 0, []];
  let wished = {}; // Filters of the address whose names are not there yet.

  const filters = () => Object.fromEntries(KINDS.map((name) => [name, form.elements[name].value || wished[name] || ""]));

  /** "{count} articles": the page has the text for a number of each plural form. */
  function counted(count) {
    let rules = null;
    try {
      rules = new Intl.PluralRules(document.documentElement.lang);
    } catch {
      rules = new Intl.PluralRules();
    }
    const samples = [...texts.querySelectorAll(".count")];
    const sample = samples.find(({ value }) => rules.select(Number(value)) === rules.select(count)) ?? samples.at(-1);
    return sample.textContent.replace(sample.value, count);
  }

  function say(message) {
    // Whoever listens hears the number when the reader has stopped, not at each key.
    clearTimeout(said);
    said = setTimeout(() => { status.textContent = message; }, status.textContent ? 300 : 0);
  }

  function element({ url, title, summary, date, kind, isPast, topic, outlets, language }) {
    const item = find(".search-result").content.cloneNode(true);
    const get = (selector) => item.querySelector(selector);
    const [link, digest, type, time] = [".card-title a", ".summary", ".type", "time"].map(get);
    link.href = url;
    fill(link, title);
    if (language) [link.lang, digest.lang, link.dir, digest.dir] = [language, language, "auto", "auto"];
    fill(digest, summary);
    if (kind === "news") type.remove();
    else {
      type.classList.add(`type-${kind}`);
      if (isPast) type.classList.add("type-over");
      type.textContent = text("type", isPast ? "over" : kind);
    }
    get(".card-topic").textContent = topic ?? "";
    [time.dateTime, time.textContent] = date;
    if (outlets.length) get(".card-via").textContent = put(dataset.reported, { names: outlets.join(", ") });
    else get(".card-via").remove();
    return item.firstElementChild;
  }

  function show(answer, query) {
    clearTimeout(busy);
    if (answer.failed) return say(dataset.failed);
    if (answer.all) offer(answer.all);
    if (answer.names) names(answer.names);
    if (answer.excerpt) {
      const summary = results.children[answer.key]?.querySelector(".summary");
      if (summary) fill(summary, answer.excerpt);
    }
    if (!answer.shown) return;
    shown = answer.shown;
    results.replaceChildren(...shown.map(element));
    more.hidden = answer.count <= shown.length;
    const corrected = answer.corrections.map(([, word]) => put(dataset.corrected, { word }));
    const note = answer.isBegun ? [dataset.begun] : corrected;
    say([answer.count ? counted(answer.count) : dataset.none, ...note].join(" "));
    excerpts(query);
  }

  /** Texts in which a word stands that is not in what is shown: the articles' own pages have them. */
  async function excerpts(query) {
    await new Promise((resolve) => { setTimeout(resolve, 400); });
    const wanted = shown.map((result, key) => ({ ...result, key })).filter(({ needsText }) => needsText).slice(0, 4);
    for (const { url, key } of wanted) {
      if (box.value !== query || shown[key]?.url !== url) return;
      try {
        const response = await fetch(url);
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        const article = page.querySelector("article .content") ?? page.querySelector("article, main");
        // Or the words of two cells would be one.
        article?.querySelectorAll("td, th, li, dt, dd").forEach((cell) => cell.append(" "));
        if (response.ok && article && shown[key]?.url === url) search.excerpt(key, article.textContent);
      } catch {
        return; // The summary is there.
      }
    }
  }

  function names(found) {
    find(".search-names").replaceChildren(...found.map(({ kind, name, url }) => {
      const [item, link, label] = ["li", "a", "span"].map((tag) => document.createElement(tag));
      [link.href, link.textContent, label.textContent] = [url, name, text("kind", kind)];
      item.append(label, " ", link);
      return item;
    }));
  }

  function offer(all) {
    for (const name of KINDS.slice(0, 4)) {
      const select = form.elements[name];
      if (select.length > 1) continue;
      select.append(...all[name].filter(({ count }) => count).map(({ name, key, count }) => new Option(`${name} (${count})`, key)));
      select.value = wished[name] ?? "";
      if (select.selectedIndex < 0) select.value = "";
      delete wished[name];
      select.closest("p").hidden = select.length < 2;
    }
  }

  function address() {
    const wanted = new URLSearchParams(Object.entries({ q: box.value.trim(), ...filters() }).filter(([, value]) => value));
    return location.pathname + (`${wanted}` && `?${wanted}`);
  }

  function ask({ keep = "replaceState", pages = PAGE } = {}) {
    limit = pages;
    const query = box.value;
    if (keep && address() !== location.pathname + location.search) history[keep](null, "", address());
    clearTimeout(busy);
    if (!query.trim() && !Object.values(filters()).some(Boolean)) {
      [results, find(".search-names")].forEach((list) => list.replaceChildren());
      more.hidden = true;
      search.ask("", {}, 0, () => {});
      return say("");
    }
    busy = setTimeout(() => say(dataset.busy), 600);
    search.ask(query, filters(), limit, (answer) => show(answer, query));
  }

  function read() {
    const wanted = new URLSearchParams(location.search);
    box.value = (wanted.get("q") ?? "").slice(0, box.maxLength);
    wished = {};
    for (const name of KINDS) {
      const value = wanted.get(name) ?? "";
      const field = form.elements[name];
      field.value = value;
      if (field.value !== value && field.length === 1) wished[name] = value;
      if (field.selectedIndex < 0) field.value = "";
      if (value) find(".search-filters").open = true;
    }
    ask({ keep: null });
  }

  box.addEventListener("input", () => ask());
  form.addEventListener("change", (event) => event.target !== box && ask({ keep: "pushState" }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask({ keep: "pushState" });
  });
  find(".search-clear button").addEventListener("click", () => {
    wished = {};
    KINDS.forEach((name) => { form.elements[name].value = ""; });
    ask({ keep: "pushState" });
  });
  more.addEventListener("click", () => {
    const next = results.children.length;
    ask({ keep: null, pages: limit + PAGE });
    new MutationObserver((_, observer) => {
      results.children[next]?.querySelector("a").focus();
      observer.disconnect();
    }).observe(results, { childList: true });
  });
  root.addEventListener("keydown", arrows(box, () => results.querySelectorAll(".card-title a")));
  addEventListener("popstate", read);
  search.start();
  if (!location.search && matchMedia("(pointer: fine)").matches) box.focus();
  read();
}

/** The box in the header: the first results below it, and the way to all of them. */
export function headerBox(form) {
  const box = form.elements.q;
  const search = engine(form.dataset);
  const list = document.createElement("ul");
  list.className = "search-drop";
  list.hidden = true;
  const status = Object.assign(document.createElement("p"), { className: "visually-hidden" });
  status.setAttribute("role", "status");
  form.append(list, status);
  const show = (query) => ({ shown, count, failed }) => {
    if (failed) list.hidden = true;
    if (!shown) return;
    const all = Object.assign(document.createElement("a"), { href: `${form.action}?q=${encodeURIComponent(query.trim())}` });
    all.textContent = `${form.dataset.all} (${count})`;
    const links = shown.map(({ url, title, date: [, day] }) => {
      const [link, time] = ["a", "time"].map((tag) => document.createElement(tag));
      link.href = url;
      fill(link, title);
      time.textContent = day;
      link.append(" ", time);
      return link;
    });
    list.replaceChildren(...[...links, all].map((link) => {
      const item = document.createElement("li");
      item.append(link);
      return item;
    }));
    list.hidden = false;
    status.textContent = all.textContent;
  };
  const ask = () => {
    if (box.value.trim()) return search.ask(box.value, {}, 5, show(box.value));
    list.hidden = true;
    return search.ask("", {}, 0, () => {});
  };
  box.addEventListener("input", ask);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    list.hidden = true;
    box.focus();
  });
  form.addEventListener("keydown", arrows(box, () => (list.hidden ? [] : list.querySelectorAll("a"))));
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (!form.contains(relatedTarget)) list.hidden = true;
  });
  if (box.value) ask();
  else search.start();
}

const page = document.querySelector(".search");
if (page) searchPage(page);
