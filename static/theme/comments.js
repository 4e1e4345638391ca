// Loads comments when a reader asks for them: nothing of their service is on a page before. Whoever comes back from its login, or
// by a link to a comment, has asked.
{
  const place = document.currentScript.closest(".comments");
  const root = document.documentElement;

  /* How each service that can be light and dark is told: the attribute, its words for both and for the system's choice, and the
     message by which it changes later. */
  const THEMES = {
    giscus: {
      attribute: "data-theme", words: { "": "preferred_color_scheme", light: "light", dark: "dark" }, origin: "https://giscus.app",
      message: (theme) => ({ giscus: { setConfig: { theme } } }),
    },
    utterances: {
      attribute: "theme", words: { "": "preferred-color-scheme", light: "github-light", dark: "github-dark" },
      origin: "https://utteranc.es", message: (theme) => ({ type: "set-theme", theme }),
    },
  };

  const scheme = () => ["light", "dark"].find((name) => root.classList.contains(`scheme-${name}`)) ?? "";

  const element = (name, attributes) => {
    const made = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
    return made;
  };

  if (place?.dataset.embed) {
    const embed = JSON.parse(place.dataset.embed);
    const ask = place.querySelector(".comments-ask");
    const status = place.querySelector("[role=status]");
    let isAsked = false;

    const load = (isFocused) => {
      if (isAsked) return;
      isAsked = true;
      const theme = THEMES[place.dataset.service];
      const script = element("script", embed.script);
      if (theme && !script.hasAttribute(theme.attribute)) {
        script.setAttribute(theme.attribute, theme.words[scheme()]);
        // The switch in the footer changes the classes of the page.
        new MutationObserver(() => {
          const message = theme.message(theme.words[scheme()]);
          place.querySelector("iframe")?.contentWindow.postMessage(message, theme.origin);
        }).observe(root, { attributeFilter: ["class"] });
      }
      const thread = element("div", { class: "comments-thread", tabindex: "-1" });
      if (embed.thread) thread.append(element("section", embed.thread));
      script.addEventListener("error", () => {
        // As if nobody had asked, so that they can ask again.
        thread.remove();
        ask.hidden = isAsked = false;
        status.classList.remove("visually-hidden");
        status.textContent = status.dataset.failed;
      });
      status.textContent = "";
      for (const href of [place.dataset.style, embed.style]) {
        if (href && !document.querySelector(`link[href="${CSS.escape(href)}"]`)) document.head.append(element("link", { rel: "stylesheet", href }));
      }
      ask.hidden = true;
      place.append(thread);
      thread.append(script);
      if (isFocused) thread.focus();
    };

    ask.querySelector("button").addEventListener("click", () => load(true));
    ask.hidden = place.hidden = false;
    const isBack = ["giscus", "utterances"].some((name) => new URLSearchParams(location.search).has(name));
    const wanted = () => /^(comments|isso-.+)$/.test(location.hash.slice(1));
    if (isBack || wanted()) load(false);
    addEventListener("hashchange", () => wanted() && load(false));
    if (location.hash === "#comments") place.scrollIntoView();
  }
}
