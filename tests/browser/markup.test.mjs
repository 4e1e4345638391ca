// The markup of the example digest, held against the rules of HTML: by html-validate, and by the checker of the W3C (vnu).

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";

import { FileSystemConfigLoader, HtmlValidate } from "html-validate";

import { example } from "./example.mjs";

/** All pages; mails are for programs that know another HTML. */
const pages = (files) => fs.readdirSync(files, { recursive: true })
  .filter((file) => /(?<!\/email)\.html$/.test(file))
  .map((file) => path.join(files, file));

// Identities may begin with a digit and hold colons (HTML, "the id attribute"): those of other generators do, and texts link to
// them.
const RULES = { extends: ["html-validate:recommended"], rules: { "valid-id": ["error", { relaxed: true }] } };

export default {
  async "html-validate finds nothing in any page"(t) {
    const { files } = await example(t);
    const validator = new HtmlValidate(new FileSystemConfigLoader(RULES));
    const faults = [];
    for (const file of pages(files)) {
      const { results } = await validator.validateString(fs.readFileSync(file, "utf8"), file);
      for (const { messages } of results) {
        faults.push(...messages.map(({ line, ruleId, message }) => `${path.relative(files, file)}:${line}: ${ruleId}: ${message}`));
      }
    }
    assert.deepEqual(faults, []);
  },

  async "vnu finds neither errors nor warnings in any page"(t) {
    const runs = await promisify(execFile)("java", ["-version"]).then(() => true, () => false);
    if (!runs && process.env.NEWSPRINT_REQUIRE_BROWSER !== "1") {
      t.skip("there is no Java");
      return;
    }
    const { files, at } = await example(t);
    const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
    // By their addresses, since `'self'` of a policy is none of a file's.
    const addresses = pages(files).map((file) => at(path.relative(files, file)));
    const run = promisify(execFile)("java", ["-Xss4m", "-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", jar, "--format", "json", ...addresses], { maxBuffer: 1 << 26 });
    const { stderr } = await run.catch((error) => {
      if (!error.stderr?.startsWith("{")) throw error;
      return error;
    });
    // Structured data is not run, so no policy is asked about it (HTML, "prepare the script element"); theme.test.mjs asks Chromium.
    const isData = ({ message }) => message.startsWith("Inline script violates Content Security Policy");
    const faults = JSON.parse(stderr).messages.filter((message) => !isData(message)).map(({ url, lastLine, message }) => `${url}:${lastLine}: ${message}`);
    assert.deepEqual(faults, []);
  },
};
