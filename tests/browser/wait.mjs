// Waiting for what has to happen: nothing here sleeps for a time and hopes.

/** How long anything may take, in milliseconds: generous, since machines that test are busy. */
export const LIMIT = 60_000;

const PAUSE = 20;

/** What `condition` gives as soon as that is true; an error that says `what` after the limit. */
export async function until(what, condition) {
  const end = Date.now() + LIMIT;
  for (;;) {
    const result = await condition();
    if (result) return result;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
