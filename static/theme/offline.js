// Lets the browser keep a copy of the latest edition, for when there is no network: only where the site really stands, so that no
// preview gets in the way of itself.
{
  const { site, worker, scope } = document.currentScript.dataset;
  const isHere = location.href.startsWith(site) && !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname);
  // After all that the reader came for. Where it is refused the site is as it was.
  const register = () => navigator.serviceWorker.register(worker, { scope }).catch(() => {});
  if (isHere && navigator.serviceWorker) {
    if (document.readyState === "complete") register();
    else addEventListener("load", register);
  }
}
