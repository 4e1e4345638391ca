// The site keeps no copy any longer: takes away what browsers have of it, and itself.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  const kept = (await caches.keys()).filter((name) => name.startsWith(`newsprint ${scope} `));
  await Promise.all(kept.map((name) => caches.delete(name)));
  await registration.unregister();
})()));
