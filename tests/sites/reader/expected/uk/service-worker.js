const copy = {"scope":"/digest/uk/","version":"cc6a4cb45c100093","pages":["/digest/uk/","/digest/uk/2025/02/vote/"],"pictures":[],"fallback":"/digest/uk/offline.html"};
// Keeps a copy of the latest edition: its page, the home page, its articles, their pictures, and what these pages load of the site's
// own (styles, scripts, fonts). The line above says what that is; when it is another one, browsers take this worker for a new one.
//
// A page always comes from the network, and its copy is renewed by it; only where there is none the copy is shown. What has a hash
// in its name is taken from the copy, since it is never another.

const PREFIX = `newsprint ${copy.scope} `;
const CACHE = PREFIX + copy.version;
/** How many files that pages load are kept besides what is listed. */
const MORE = 64;
/** How many pictures that pages show are kept besides those that are listed: logos, portraits, cards of other articles. */
const SHOWN = 80;

const path = (address) => new URL(address, location.href).pathname;
const pages = new Set(copy.pages.map(path));

/** Of a picture one version is kept, under the address of what it is a version of: `/img/map.png.800w.webp` under `/img/map.png`. */
const picture = (pathname) =>
  pathname.replace(/\.(?:\d+w|(\d+x\d+)-\d+w((?:-\d+-\d+)?))\.(?:jpg|png|webp|avif)$/, (_, shape, focus) => (shape ? `.${shape}${focus}` : ""));

/** What a page or a style sheet loads of the site's own. */
function files(text, type, base) {
  const patterns = type.includes("css")
    ? [/url\(\s*["']?([^"')\s]+)/g, /@import\s+["']([^"']+)/g]
    : [/<(?:link|script)\b[^>]*?\s(?:href|src)="([^"]+\.(?:css|js|svg|png|ico|woff2?)(?:\?[^"]*)?)"/g];
  const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, address]) => address.replaceAll("&amp;", "&")));
  const urls = found.filter((address) => !address.startsWith("data:")).map((address) => new URL(address, base));
  return urls.filter((url) => url.origin === location.origin).map((url) => url.origin + url.pathname + url.search);
}

/** What a page shows of the site's own: of each picture the narrowest version. */
function shown(text, base) {
  const tags = [...text.matchAll(/<(?:img|source)\b[^>]*>/g)].map(([tag]) => tag);
  const first = (tag) => tag.match(/\ssrcset="([^"\s,]+)/)?.[1] ?? tag.match(/\ssrc="([^"]+)"/)?.[1] ?? "data:";
  const urls = tags.map((tag) => first(tag).replaceAll("&amp;", "&")).filter((address) => !address.startsWith("data:"));
  return urls.map((address) => new URL(address, base)).filter((url) => url.origin === location.origin).map((url) => url.pathname);
}

/** Fetches everything once, under the name that it is kept by, and what it loads. */
function keeper(cache) {
  const asked = new Map();
  const pictures = new Set();
  const keep = async (address, name) => {
    // What stands in the browser's own cache may be old: the server is asked whether it is.
    const response = await fetch(address, { cache: "no-cache" });
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    const type = response.headers.get("content-type") ?? "";
    const text = /html|css/.test(type) ? await response.clone().text() : "";
    // A redirected answer cannot be the answer to a navigation.
    await cache.put(name, response.redirected ? new Response(response.body, { headers: response.headers }) : response);
    if (type.includes("html")) shown(text, response.url).forEach((address) => pictures.add(address));
    await Promise.allSettled(files(text, type, response.url).map((file) => once(file)));
  };
  const once = (address, name = address) => {
    if (!asked.has(name)) asked.set(name, keep(address, name));
    return asked.get(name);
  };
  return { once, pictures };
}

async function install() {
  const { once, pictures } = keeper(await caches.open(CACHE));
  const [first, ...others] = copy.pages;
  try {
    await once(first);
    await once(copy.fallback);
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
  // One that is missing stops nothing: it is missing without a network, too.
  await Promise.allSettled(others.map((page) => once(page)));
  await Promise.allSettled(copy.pictures.map((address) => once(address, picture(path(address)))));
  await Promise.allSettled([...pictures].slice(0, SHOWN).map((address) => once(address, picture(address))));
  await skipWaiting();
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await registration.navigationPreload?.enable();
  await clients.claim();
}

/** Puts a newer version in the place of the copy. What is gone from the site goes from the copy. */
async function renew(cache, name, response) {
  if (response.ok && !response.redirected) await cache.put(name, response);
  else if (response.status === 404 || response.status === 410) await cache.delete(name);
}

async function page(event, { pathname }) {
  const cache = await caches.open(CACHE);
  try {
    const response = (await event.preloadResponse) ?? (await fetch(event.request));
    if (pages.has(pathname)) event.waitUntil(renew(cache, pathname, response.clone()));
    return response;
  } catch {
    return (await cache.match(pathname)) ?? (await cache.match(copy.fallback)) ?? Response.error();
  }
}

/** A file that never changes. */
async function hashed(event) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(event.request.url);
  if (kept) return kept;
  const response = await fetch(event.request);
  if (response.ok && (await cache.keys()).length < copy.pages.length + copy.pictures.length + SHOWN + MORE) {
    event.waitUntil(cache.put(event.request.url, response.clone()));
  }
  return response;
}

async function file(event, name) {
  try {
    return await fetch(event.request);
  } catch {
    return (await (await caches.open(CACHE)).match(name)) ?? Response.error();
  }
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || request.headers.has("range")) return;
  if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (/\.[0-9a-f]{10}\.(?:css|js)$/.test(url.pathname)) event.respondWith(hashed(event));
  else if (request.destination === "image") event.respondWith(file(event, picture(url.pathname)));
  else if (["style", "script", "font"].includes(request.destination)) event.respondWith(file(event, request.url));
});
