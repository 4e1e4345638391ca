// What the theme can do with a script: pass a page on, say how long ago something was, change between light and dark. All
// pages work without it.
const root = document.documentElement;

/* Sharing: the buttons are in the page, hidden until it is known what the browser can do. */
for (const share of document.querySelectorAll(".share")) {
  const { url, title } = share.dataset;
  const status = share.querySelector("[role=status]");
  const offer = (name, able, act) => {
    const button = share.querySelector(name);
    if (!button || !able) return;
    button.parentElement.hidden = false;
    button.addEventListener("click", () => act(button).catch(() => {}));
  };
  offer(".share-system", navigator.share, async () => navigator.share({ url, title }));
  const label = share.querySelector(".share-copy")?.textContent;
  offer(".share-copy", navigator.clipboard, async (button) => {
    try {
      await navigator.clipboard.writeText(url);
    } catch {
      // Where that is refused the reader copies it.
      prompt(label, url);
      return;
    }
    status.textContent = button.textContent = button.dataset.done;
    setTimeout(() => {
      status.textContent = "";
      button.textContent = label;
    }, 3000);
  });
}

/* The box in the header: what answers there is loaded when somebody goes to it. */
const search = document.querySelector(".site-search");
search?.elements.q?.addEventListener("focus", async () => {
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: search.dataset.style });
  document.head.append(style);
  const { headerBox } = await import(search.dataset.script);
  headerBox(search);
}, { once: true });

/* The menu: a link in it closes it, and so does a screen that has room for it; Escape closes what is open below an entry. */
const menu = document.querySelector(".menu[popover]");
if (menu?.hidePopover) {
  menu.addEventListener("click", (event) => event.target.closest("a") && menu.hidePopover());
  matchMedia("(min-width: 60rem)").addEventListener("change", () => menu.hidePopover());
}
menu?.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && menu.querySelector("details[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

/* Dates: those of the last six days as "3 hours ago", in the page's language; the date itself stays as a tip. */
const locale = (() => {
  try {
    return Intl.getCanonicalLocales(root.lang)[0];
  } catch {
    return undefined; // A tag that is registered and that browsers do not know.
  }
})();
if (root.classList.contains("dates-relative")) {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  for (const time of document.querySelectorAll(".card time, .headline time")) {
    const day = time.dateTime.length === 10;
    const then = new Date(day ? `${time.dateTime}T00:00` : time.dateTime);
    const minutes = Math.round((then - Date.now()) / 60000);
    if (Number.isNaN(minutes) || minutes > 0 || minutes < -8640) continue;
    time.title = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: day ? undefined : "short" }).format(then);
    if (day || minutes <= -1440) {
      const days = Math.round((then.setHours(0, 0, 0, 0) - new Date().setHours(0, 0, 0, 0)) / 86400000);
      time.textContent = words.format(days, "day");
    } else {
      time.textContent = minutes > -60 ? words.format(minutes, "minute") : words.format(Math.round(minutes / 60), "hour");
    }
  }
}

/* Light and dark: the system's choice until the reader makes another. */
const choice = document.querySelector(".scheme-switch");
if (choice) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => (root.classList.contains("scheme-dark") ? "dark" : root.classList.contains("scheme-light") ? "light" : "");
  const isDark = () => chosen() === "dark" || (!chosen() && dark.matches);
  const show = () => choice.setAttribute("aria-pressed", isDark());
  choice.hidden = false;
  choice.addEventListener("click", () => {
    const next = isDark() ? "light" : "dark";
    root.classList.remove("scheme-dark", "scheme-light");
    root.classList.add(`scheme-${next}`);
    try {
      localStorage.setItem("newsprint-scheme", next);
    } catch {
      // Whoever keeps nothing is asked again on the next page.
    }
    show();
  });
  dark.addEventListener("change", show);
  // Another tab, or this one as it comes back from the past, may know of a later choice.
  const follow = () => {
    try {
      const kept = localStorage.getItem("newsprint-scheme");
      root.classList.toggle("scheme-dark", kept === "dark");
      root.classList.toggle("scheme-light", kept === "light");
    } catch {
      // Without storage what the page shows holds.
    }
    show();
  };
  addEventListener("storage", follow);
  addEventListener("pageshow", follow);
  show();
}
