// The page of imports: sends what was typed, pasted or handed over, and has shown what came of it (`draft.js`). Whatever comes from
// elsewhere is shown as text, nothing is fetched or written before somebody clicks, and what was edited is not given up unasked.

import { alone, ask, of, worded } from "./import-common.js";
import * as draft from "./import-draft.js";

const MOST = 8 * 1024 * 1024;

function say(text, isBad = false) {
  of("said").replaceChildren(...worded(text));
  of("said").classList.toggle("bad", isBad);
  if (isBad) of("said").scrollIntoView({ block: "nearest" });
}

// --- What would be lost

/** Whether the server was started anew: this page is of the one before, and must be loaded again. */
let isOld = false;
const KEPT = "newsprint-import";

addEventListener("beforeunload", (event) => {
  if (draft.isUnsaved() && !isOld) event.preventDefault();
});

function mayReplace() {
  return !draft.isUnsaved() || confirm("The draft has changes that are not saved. Preview another page, and lose them?");
}

// What was typed outlives that, in this tab alone, until the page is there again.
addEventListener("pagehide", () => {
  if (!isOld) return;
  const form = { url: of("url").value, text: of("text").value, kind: of("kind").value, selector: of("selector").value };
  const edited = draft.isUnsaved() ? draft.edited() : null;
  // Browsers keep some megabytes: the page can be pasted again, and the address be asked again.
  for (const kept of [{ form, edited }, { form: { ...form, text: "" }, edited }]) {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(kept));
      return;
    } catch {
      continue;
    }
  }
});

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  if (!kept) return false;
  for (const [id, value] of Object.entries(kept.form)) of(id).value = value;
  draft.willEdit(kept.edited);
  say("What you typed is here again. Click on Preview.");
  return true;
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
      const found = await ask("preview", {
        url: of("url").value, text: of("text").value, kind: of("kind").value, selector: of("selector").value,
        into: of("into")?.value ?? "",
      });
      say("");
      of("result").inert = false;
      draft.show(found);
    } catch (error) {
      say(error.message, true);
      if (error.isRefused) isOld = true;
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

// What the form holds is found out anew for each text: it says nothing of one that was there before.
of("text").addEventListener("beforeinput", ({ target }) => {
  const rest = target.value.slice(0, target.selectionStart) + target.value.slice(target.selectionEnd);
  if (target.value !== "" && rest.trim() === "") of("kind").value = "auto";
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

// What is saved is done with: the next article has another address and another text.
draft.on("saved", () => {
  for (const id of ["url", "text", "selector"]) of(id).value = "";
  of("kind").value = "auto";
});

draft.on("next", (url) => {
  if (!mayReplace()) return;
  for (const id of ["text", "selector"]) of(id).value = "";
  of("kind").value = "auto";
  of("url").value = url;
  of("url").focus();
  preview();
});

draft.on("refused", () => { isOld = true; });

const isRestored = restore();

// --- From the bookmarklet

const handed = new URLSearchParams(location.hash.slice(1));
if (handed.has("url") && !isRestored) {
  of("url").value = handed.get("url").slice(0, 4096);
  say(`The address of “${(handed.get("title") ?? "").slice(0, 200)}” is here.`);
}

// Anybody may open this page and send it something: it is put into the form, once, and only as long as that is untouched.
if (window.opener) {
  let isTouched = false;
  addEventListener("input", () => { isTouched = true; }, { once: true });
  const hear = ({ source, data }) => {
    if (source !== window.opener || data?.newsprint !== "page" || isTouched || draft.isShown() || of("text").value !== "") return;
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
