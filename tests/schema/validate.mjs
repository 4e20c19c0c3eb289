// Holds every data file against the schema that its first line names, with a validator that is not ours; then holds
// files with one fault each against it, which must be refused for the reason that their second line states.
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const ajv = addFormats(new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false }));
const compiled = new Map();

function validatorFor(path, text) {
  const named = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text);
  if (!named) throw new Error(`${path}: the first line names no schema`);
  const schema = resolve(dirname(path), named[1]);
  if (!compiled.has(schema)) compiled.set(schema, ajv.compile(JSON.parse(readFileSync(schema, "utf8"))));
  return compiled.get(schema);
}

function yamlFiles(folder) {
  return readdirSync(folder).filter((name) => name.endsWith(".yaml")).sort().map((name) => join(folder, name));
}

let failures = 0;
const fail = (message) => {
  failures += 1;
  console.error(message);
};

const real = [...yamlFiles(join(root, "data")), ...yamlFiles(join(root, "data/countries"))];
for (const path of real) {
  const text = readFileSync(path, "utf8");
  const validate = validatorFor(path, text);
  if (validate(parse(text))) continue;
  for (const error of validate.errors) {
    fail(`${relative(root, path)}: ${error.instancePath || "/"} ${error.message}`);
  }
}

const refused = yamlFiles(join(here, "refused"));
for (const path of refused) {
  const text = readFileSync(path, "utf8");
  const expected = /^# refused: (\S+) (\S+)$/m.exec(text);
  if (!expected) {
    fail(`${basename(path)}: the second line must be "# refused: KEYWORD PATH"`);
    continue;
  }
  const validate = validatorFor(path, text);
  if (validate(parse(text))) {
    fail(`${basename(path)}: taken, but must be refused`);
    continue;
  }
  const [, keyword, where] = expected;
  const met = validate.errors.some((error) => error.keyword.replace(" ", "_") === keyword && (error.instancePath || "/") === where);
  if (!met) {
    const errors = validate.errors.map((error) => `${error.keyword} ${error.instancePath || "/"}`);
    fail(`${basename(path)}: refused for ${errors.join(", ")} and not for ${keyword} ${where}`);
  }
}

console.log(`${real.length} data files and ${refused.length} faulty ones: ${failures} failures`);
process.exitCode = failures === 0 && real.length > 100 && refused.length > 20 ? 0 : 1;
