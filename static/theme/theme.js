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
  offer(".share-system", navigator.share, () => navigator.share({ url, title }));
  const label = share.querySelector(".share-copy")?.textContent;
  offer(".share-copy", navigator.clipboard, async (button) => {
    await navigator.clipboard.writeText(url);
    status.textContent = button.textContent = button.dataset.done;
    setTimeout(() => {
      status.textContent = "";
      button.textContent = label;
    }, 3000);
  });
}

/* Dates: those of the last six days as "3 hours ago", in the page's language; the date itself stays as a tip. */
if (root.classList.contains("dates-relative")) {
  const words = new Intl.RelativeTimeFormat(root.lang, { numeric: "auto" });
  for (const time of document.querySelectorAll(".card time, .headline time")) {
    const written = time.dateTime;
    const minutes = Math.round((Date.parse(written) - Date.now()) / 60000);
    const day = written.length === 10;
    if (Number.isNaN(minutes) || minutes > 0 || minutes < -8640) continue;
    const shown = time.textContent.trim();
    if (day || minutes <= -1440) {
      const today = new Date();
      const then = new Date(day ? `${written}T00:00` : written);
      const days = Math.round((then.setHours(0, 0, 0, 0) - today.setHours(0, 0, 0, 0)) / 86400000);
      // A day that has not begun where the reader is.
      if (days > 0) continue;
      time.title = shown;
      time.textContent = words.format(days, "day");
    } else {
      time.title = shown;
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
  show();
}
