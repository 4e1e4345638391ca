// What the parts of the page of imports share: its elements and messages, and the server.

export const of = (id) => document.getElementById(id);

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** A message; what stands in files and commands is between backticks there. */
export function worded(text) {
  const parts = text.split("`");
  return parts.length % 2 === 0 ? [text] : parts.map((part, at) => (at % 2 === 1 ? element("code", {}, part) : part));
}

const token = document.querySelector("meta[name=newsprint-token]").content;
let last = Promise.resolve();

/** Asks the server: one thing after the other, since it takes no two at once. */
export function ask(name, body) {
  const asked = last.then(() => send(name, body));
  last = asked.catch(() => {});
  return asked;
}

async function send(name, body) {
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
  if (!reply.ok) throw Object.assign(new Error(value.error), { isRefused: reply.status === 403 });
  return value;
}

let busy = false;

/** Does one thing at a time. A button that is pressed has the focus also afterwards. */
export async function alone(work) {
  if (busy) return;
  busy = true;
  const before = document.activeElement;
  const buttons = [...document.querySelectorAll("button")];
  buttons.forEach((button) => { button.disabled = true; });
  try {
    await work();
  } finally {
    busy = false;
    buttons.forEach((button) => { button.disabled = false; });
    if (document.activeElement === document.body) before?.focus({ preventScroll: true });
  }
}

/** Shows how something ended: where it is seen, and so that it is heard. */
export function tell(place, isBad, ...lines) {
  place.setAttribute("role", isBad ? "alert" : "status");
  place.replaceChildren(...lines);
  place.scrollIntoView({ block: "nearest" });
}
