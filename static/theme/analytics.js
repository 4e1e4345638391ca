// Counts a visit, or rather lets a service count it: only where the site really stands, so that previews, copies and translating
// proxies do not count; only when a page is looked at, once; not against a reader's signal; and where the site asks first, after yes.
{
  const { site, script: attributes, style } = document.currentScript.dataset;
  const KEY = "newsprint-analytics";

  const isHere = location.href.startsWith(site) && !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname);
  const isRefused = navigator.globalPrivacyControl || navigator.doNotTrack === "1";

  let isLoaded = false;
  const load = () => {
    if (isLoaded) return;
    isLoaded = true;
    const script = document.createElement("script");
    for (const [name, value] of Object.entries(JSON.parse(attributes))) script.setAttribute(name, value);
    if (/\/pa-[^/]*$/.test(script.src)) {
      // Plausible's newer script waits for this.
      const plausible = window.plausible ??= (...visit) => (plausible.q ??= []).push(visit);
      plausible.init ??= (options) => { plausible.o = options ?? {}; };
      plausible.init();
    }
    document.head.append(script);
  };

  /* What is kept is the answer, and nothing else. Where nothing can be kept, none is taken for yes. */
  const answer = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return "no";
    }
  };

  const ask = () => {
    const [question, again] = [".analytics-ask", ".analytics-choice"].map((name) => document.querySelector(name));
    const show = () => {
      // What was answered before, if anything was.
      for (const button of question.querySelectorAll("button")) button.ariaPressed = answer() ? `${button.value === answer()}` : null;
      question.hidden = false;
    };
    question.addEventListener("click", ({ target }) => {
      const said = target.closest("button")?.value;
      if (!said) return;
      const before = answer();
      try {
        localStorage.setItem(KEY, said);
      } catch {
        // Whoever keeps nothing is not asked.
      }
      question.hidden = true;
      if (said === "yes") load();
      // What was loaded stays until the page is loaded anew.
      else if (before === "yes") location.reload();
    });
    again.addEventListener("click", () => {
      show();
      question.querySelector("button").focus();
    });
    // Nothing of it is shown before it has its style: it would push what is above it.
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: style });
    link.addEventListener("load", () => {
      again.hidden = false;
      if (!answer()) show();
    }, { once: true });
    document.head.append(link);
    if (answer() === "yes") load();
  };

  if (isHere && !isRefused) {
    const start = style ? ask : load;
    if (document.prerendering) document.addEventListener("prerenderingchange", start, { once: true });
    else start();
  }
}
