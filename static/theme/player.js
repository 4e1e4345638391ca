// Exchanges the link of a player for the player itself, when a reader asks for it: nothing is loaded from elsewhere
// before. Without this script the link leads to where the video or audio is.
for (const figure of document.querySelectorAll("figure[data-player]")) {
  const link = figure.querySelector("a");
  link?.addEventListener("click", (event) => {
    // A click that opens another tab stays one.
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const url = new URL(figure.dataset.player, location.href);
    if (url.protocol !== "https:") return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.src = url.href;
    frame.title = link.textContent.trim();
    frame.allow = "fullscreen; encrypted-media; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    link.replaceWith(frame);
    figure.classList.add("player-open");
    // Who came with the keyboard goes on from here.
    frame.tabIndex = 0;
    frame.focus();
  });
}
