// Makes the photographs of a site as Eleventy's plugin does, without Eleventy around it: pages cost it next to nothing here.

import fs from "node:fs/promises";
import path from "node:path";
import Image from "@11ty/eleventy-img";

const site = process.argv[2];
const folder = path.join(site, "photographs");
const names = await fs.readdir(folder);
await Promise.all(names.map((name) => Image(path.join(folder, name), {
  widths: [400, 800, 1200, 1600],
  formats: ["webp", "jpeg"],
  sharpWebpOptions: { quality: 80 },
  sharpJpegOptions: { quality: 80 },
  outputDir: path.join(site, "public"),
  urlPath: "/",
})));
