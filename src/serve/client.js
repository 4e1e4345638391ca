// Keeps a page in step with the site while `newsprint serve` runs. No page of a build has it.
//
// The server is told which address this page shows and of which hash, so it knows at once whether anything was missed.
(() => {
  "use strict";
  const script = document.currentScript;
  const { path, hash, failed } = script.dataset;
  const own = new URL("./", script.src);
  const OWN = "/__newsprint/";
  const [SCROLL, BODY] = ["newsprint:scroll", "newsprint:body"];
  // How long the place on a page is held while pictures come in, in milliseconds.
  const HOLD = 5000;
  const [SOON, LATE] = [250, 4000];
  const body = shownBody();
  let assets = script.dataset.assets;
  let source = null;
  let again = 0;
  let pause = SOON;
  let leaving = false;

  // --- The place on the page

  function keepPlace() {
    if (failed) return; // A message has no place worth keeping; what was kept before it still counts.
    try {
      const place = { path, x: scrollX, y: scrollY };
      sessionStorage.setItem(SCROLL, JSON.stringify(place));
    } catch { /* Without storage the browser's own memory must do. */ }
  }

  function takePlace() {
    if (failed) return;
    let place = null;
    try {
      place = JSON.parse(sessionStorage.getItem(SCROLL));
      sessionStorage.removeItem(SCROLL);
    } catch { return; }
    if (!place || place.path !== path) return;
    const go = () => {
      if (Math.abs(scrollY - place.y) > 1 || Math.abs(scrollX - place.x) > 1) {
        scrollTo({ left: place.x, top: place.y, behavior: "instant" });
      }
    };
    // The page grows while pictures load; whoever scrolls meanwhile wants to be somewhere else.
    const growing = new ResizeObserver(go);
    const events = ["wheel", "touchmove", "pointerdown", "keydown"];
    const end = () => {
      growing.disconnect();
      events.forEach((event) => removeEventListener(event, end, true));
    };
    growing.observe(document.documentElement);
    events.forEach((event) => addEventListener(event, end, { capture: true, passive: true }));
    addEventListener("load", go, { once: true });
    setTimeout(end, HOLD);
    go();
  }

  // --- What was shown before it was gone

  // The server finds a text again by the hash of its body, also when the page that says so is "not found".
  function shownBody() {
    try {
      if (script.dataset.body) sessionStorage.setItem(BODY, JSON.stringify({ path, body: script.dataset.body }));
      const kept = JSON.parse(sessionStorage.getItem(BODY));
      return kept?.path === path ? kept.body : null;
    } catch { return script.dataset.body; }
  }

  // --- Addresses

  function plain(address) {
    try {
      const url = new URL(address, document.baseURI);
      return url.origin === location.origin ? decode(url.pathname) : null;
    } catch { return null; }
  }

  function decode(text) {
    try { return decodeURIComponent(text); } catch { return text; }
  }

  function anew(address) {
    const url = new URL(address, document.baseURI);
    url.searchParams.set("v", Date.now().toString(36));
    return url.href;
  }

  const named = (paths) => new Set(paths.map((path) => plain(path)).filter((path) => path !== null));

  function loaded(wanted) {
    const entries = performance.getEntriesByType("resource");
    return new Set(entries.map((entry) => plain(entry.name)).filter((path) => wanted.has(path)));
  }

  // --- Style sheets and pictures

  function styles(paths) {
    const wanted = named(paths);
    document.querySelectorAll("link[data-newsprint-next]").forEach((link) => link.remove());
    const all = [...document.querySelectorAll('link[rel~="stylesheet"][href]')].filter((link) => plain(link.href));
    const direct = all.filter((link) => wanted.has(plain(link.href)));
    direct.forEach((link) => wanted.delete(plain(link.href)));
    // What another sheet imports comes in anew with it; what stands in a <style> only with the page.
    const imported = loaded(wanted).size > 0;
    if (imported && all.length === 0) return reload();
    (imported ? all : direct).forEach(swap);
  }

  function swap(link) {
    const next = link.cloneNode();
    next.dataset.newsprintNext = "";
    next.removeAttribute("integrity");
    next.href = anew(link.href);
    // The old sheet stays until the new one is there: nothing flashes.
    next.onload = () => {
      delete next.dataset.newsprintNext;
      next.onload = next.onerror = null;
      link.remove();
    };
    next.onerror = () => next.remove();
    link.after(next);
  }

  function pictures(paths) {
    const wanted = named(paths);
    const rest = loaded(wanted);
    const fresh = (address) => {
      const found = plain(address);
      // What is made of a picture changes with it: /a.jpg.800w.webp, /a.jpg.3x2-400w-30-50.jpg.
      const original = found?.replace(/\.\d+(w|x\d+[-\dw]*)\.(jpg|png|webp|avif)$/, "");
      if (!wanted.has(found) && !wanted.has(original)) return address;
      rest.delete(found);
      return anew(address);
    };
    const renew = (selector, attribute, change) => {
      for (const element of document.querySelectorAll(selector)) {
        const before = element.getAttribute(attribute);
        const after = change(before);
        if (after !== before) element.setAttribute(attribute, after);
      }
    };
    renew("img[src], input[type=image][src]", "src", fresh);
    renew("video[poster]", "poster", fresh);
    renew('link[rel~="icon"][href]', "href", fresh);
    renew("[srcset]", "srcset", (set) =>
      set.replace(/(^|,\s+)(\S+?)(?=,?(?:\s|$))/g, (_, before, address) => before + fresh(address)));
    // Backgrounds, fonts, scripts, films: only the page as a whole brings them anew.
    if (rest.size > 0) reload();
  }

  // --- Messages over the page

  const SHEET = `
    :host { all: initial !important; position: fixed !important; inset: 0 !important; z-index: 2147483647 !important;
      display: block !important; overflow: auto !important; background: rgb(20 20 20 / 60%) !important; }
    :host([below]) { position: static !important; max-width: 60rem !important; margin: 2rem auto !important; padding: 0 1rem !important;
      background: none !important; }
    :host([below]) button, :host([below]) p { display: none; }
    section { box-sizing: border-box; max-width: 70rem; margin: 4vh auto; padding: 1.25rem clamp(.75rem, 4vw, 1.5rem); color: #f5f2ea;
      background: #1b1917; border-top: 6px solid #ff6b5e; border-radius: 4px; font: 16px/1.5 system-ui, sans-serif; }
    h2 { margin: 1.5rem 0 .75rem; font-size: 1.1rem; }
    h2:first-child { margin-top: 0; }
    pre { margin: .75rem 0; padding: .75rem 1rem; overflow-x: auto; background: #2a2724; border-radius: 3px;
      font: 14px/1.45 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; white-space: pre; tab-size: 4; }
    strong { color: #ff9b91; }
    pre strong, pre span { white-space: pre-wrap; overflow-wrap: anywhere; }
    button { float: right; margin-top: -.35rem; padding: .2rem .7rem; color: inherit; background: none; border: 1px solid currentColor;
      border-radius: 3px; font: inherit; cursor: pointer; }
    p { margin: .75rem 0 0; color: #cfc9bd; font-size: .9rem; }`;
  let overlay = null;

  function messages(html) {
    if (path === OWN) return; // It lists them all.
    if (html === null) return hide();
    if (!overlay) overlay = frame();
    overlay.shadowRoot.querySelector("[role=alert]").innerHTML = html; // Escaped by the server.
    if (!overlay.isConnected) document.documentElement.append(overlay);
  }

  function frame() {
    const element = document.createElement("newsprint-overlay");
    element.toggleAttribute("below", Boolean(failed));
    const root = element.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheetOf(SHEET)];
    root.innerHTML = '<section><button type="button">Hide (Esc)</button><div role="alert"></div>' +
      "<p>What was good last is shown below. This goes as soon as it is mended.</p></section>";
    root.querySelector("button").addEventListener("click", hide);
    return element;
  }

  function hide() {
    if (overlay) overlay.remove();
  }

  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (overlay?.isConnected) hide();
    else close();
  }, true);

  // --- What is not live, wherever it shows

  const BADGE = `
    :host { all: initial !important; display: inline-block !important; margin: 0 0 0 .4em !important; padding: .1em .45em !important;
      color: #201500 !important; background: #ffc83d !important; border: 1px dashed #7a5200 !important; border-radius: 3px !important;
      font: bold 12px/1.3 system-ui, sans-serif !important; vertical-align: middle !important; white-space: nowrap !important;
      text-transform: none !important; letter-spacing: 0 !important; cursor: inherit !important; }
    @media print { :host { display: none !important; } }`;
  let held = new Map();

  function sheetOf(text) {
    // Unlike a <style>, such a sheet is allowed under any policy that a page may state.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  }

  const badges = sheetOf(BADGE);

  function mark(root) {
    const links = root.matches?.("a[href]") ? [root] : root.querySelectorAll?.("a[href]") ?? [];
    for (const link of links) {
      const to = plain(link.href);
      // A link within the page leads to nothing else.
      const why = to === plain(location.href) ? null : held.get(to);
      const badge = link.querySelector(":scope > newsprint-badge");
      // A picture's link stands beside that of its headline.
      if (!why || !link.textContent.trim() || link.closest("newsprint-ribbon")) {
        badge?.remove();
      } else if (!badge) {
        const element = document.createElement("newsprint-badge");
        const root = element.attachShadow({ mode: "open" });
        root.adoptedStyleSheets = [badges];
        root.textContent = why;
        link.append(element);
      } else if (badge.shadowRoot.textContent !== why) {
        badge.shadowRoot.textContent = why;
      }
    }
  }

  // Results of a search, and whatever else scripts put there, come later.
  const arriving = new MutationObserver((changes) => {
    for (const { addedNodes } of changes) addedNodes.forEach((node) => node.nodeType === Node.ELEMENT_NODE && mark(node));
  });

  function notLive(addresses) {
    held = new Map(Object.entries(addresses).map(([url, why]) => [plain(url), why.replace(/^a /, "")]));
    mark(document.body);
    arriving.disconnect();
    if (held.size > 0) arriving.observe(document.body, { childList: true, subtree: true });
  }

  // --- The warnings of the site

  const COUNTER = `
    :host { all: initial !important; position: fixed !important; inset: auto auto 0 0 !important; z-index: 2147483646 !important;
      display: block !important; max-width: 100vw !important; font: 15px/1.45 system-ui, sans-serif !important; color: #f5f2ea !important; }
    @media print { :host { display: none !important; } }
    button { display: block; margin: 0 0 .75rem .75rem; padding: .35rem .8rem; color: #201500; background: #ffc83d; border: 1px solid #7a5200;
      border-radius: 99px; font: inherit; font-weight: bold; cursor: pointer; box-shadow: 0 1px 4px rgb(0 0 0 / 35%); }
    button:focus-visible, a:focus-visible, pre:focus-visible, section:focus-visible { outline: 3px solid #1a73e8; outline-offset: 2px; }
    section { box-sizing: border-box; width: min(46rem, 100vw - 1.5rem); max-height: 60vh; margin: 0 .75rem .5rem; padding: .9rem 1rem;
      overflow: auto; background: #1b1917; border-top: 5px solid #ffc83d; border-radius: 4px; box-shadow: 0 2px 12px rgb(0 0 0 / 45%); }
    section[hidden] { display: none; }
    [role=status] { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    h2 { margin: 0 0 .5rem; font-size: 1.05rem; }
    pre { margin: .6rem 0; padding: .6rem .8rem; overflow-x: auto; background: #2a2724; border-radius: 3px;
      font: 13px/1.45 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; white-space: pre; tab-size: 4; }
    pre strong, pre span { white-space: pre-wrap; overflow-wrap: anywhere; }
    strong { color: #ffd76e; }
    a { color: #9ecbff; }
    p { margin: .6rem 0 0; }`;
  let counter = null;

  function warnings({ count, html }) {
    if (path === OWN) return; // It lists them all.
    if (count === 0) return counter?.remove();
    if (!counter) counter = warningsFrame();
    const root = counter.shadowRoot;
    const text = count === 1 ? "1 warning" : `${count} warnings`;
    // What is said when it changes is no name of a button (ARIA 1.2, 5.2.8.3).
    for (const part of ["button", "[role=status]"]) root.querySelector(part).textContent = text;
    root.querySelector("h2").textContent = text;
    root.querySelector("div").innerHTML = html; // Escaped by the server.
    if (!counter.isConnected) document.documentElement.append(counter);
  }

  function warningsFrame() {
    const element = document.createElement("newsprint-warnings");
    const root = element.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheetOf(COUNTER)];
    root.innerHTML = '<section id="list" tabindex="-1" aria-labelledby="title" hidden><h2 id="title"></h2><div></div>' +
      '<p><a>All that is to be said of the site</a></p></section>' +
      '<button type="button" aria-expanded="false" aria-controls="list"></button><span role="status"></span>';
    root.querySelector("a").href = own.pathname;
    root.querySelector("button").addEventListener("click", () => {
      const list = root.querySelector("section");
      list.hidden = !list.hidden;
      root.querySelector("button").setAttribute("aria-expanded", String(!list.hidden));
      // It stands before the button: who opened it reads on in it.
      if (!list.hidden) list.focus();
    });
    return element;
  }

  function close() {
    const list = counter?.shadowRoot.querySelector("section");
    if (!list || list.hidden) return;
    list.hidden = true;
    const button = counter.shadowRoot.querySelector("button");
    button.setAttribute("aria-expanded", "false");
    button.focus();
  }

  // --- The server

  function reload() {
    if (leaving) return;
    leaving = true;
    keepPlace();
    location.reload();
  }

  function follow(to) {
    if (leaving) return;
    leaving = true;
    location.replace(to + location.search + location.hash);
  }

  function listen() {
    clearTimeout(again);
    if (source || leaving) return;
    const url = new URL("events", own);
    url.searchParams.set("path", path);
    url.searchParams.set("hash", hash);
    url.searchParams.set("assets", assets);
    if (body) url.searchParams.set("body", body);
    if (failed) url.searchParams.set("failed", "1");
    source = new EventSource(url);
    const on = (event, act) => source.addEventListener(event, ({ data }) => act(JSON.parse(data)));
    on("hello", () => { pause = SOON; });
    on("reload", reload);
    on("moved", ({ to }) => follow(to));
    on("style", (event) => { assets = event.assets; styles(event.paths); });
    on("asset", (event) => { assets = event.assets; pictures(event.paths); });
    on("overlay", ({ html }) => messages(html));
    on("site", (site) => { notLive(site.held); warnings(site.warnings); });
    // The browser would ask with what this page was at first; and after some answers it would ask no more.
    source.onerror = () => {
      stop();
      again = setTimeout(listen, pause);
      pause = Math.min(pause * 1.5, LATE);
    };
  }

  function stop() {
    clearTimeout(again);
    if (source) source.close();
    source = null;
  }

  // Browsers open few connections to a server: pages that nobody sees give theirs back, and ask what they missed when they
  // are looked at again.
  function attend() {
    clearTimeout(again);
    if (document.hidden) {
      again = setTimeout(stop, 1000);
    } else {
      pause = SOON;
      listen();
    }
  }

  // A reload would take back where the reader is just going; after a while it was a download, and the page stays.
  addEventListener("beforeunload", () => {
    leaving = true;
    setTimeout(() => {
      leaving = false;
      if (!document.hidden) listen();
    }, LATE);
  });
  document.addEventListener("visibilitychange", attend);
  addEventListener("pagehide", stop);
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      leaving = false;
      attend();
    }
  });
  takePlace();
  if (!document.hidden) listen();
})();
