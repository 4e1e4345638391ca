// Runs before a page is painted: what the reader chose last, light or dark.
try {
  const chosen = localStorage.getItem("newsprint-scheme");
  if (chosen === "dark" || chosen === "light") document.documentElement.classList.add(`scheme-${chosen}`);
} catch {
  // Without storage the system's choice holds.
}
