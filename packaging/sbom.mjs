// The software bill of materials of a release (CycloneDX 1.5, JSON): every crate that goes into the window, and every npm package
// that goes into its interface, each with its version, licence and checksum. Same lock files, same bytes.
//   node packaging/sbom.mjs > sbom.cdx.json
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const metadata = JSON.parse(
  execFileSync("cargo", ["metadata", "--locked", "--offline", "--format-version=1", "--filter-platform=x86_64-unknown-linux-gnu"], {
    cwd: root, maxBuffer: 1 << 28, encoding: "utf8",
  }),
);
const sums = new Map();
for (const block of readFileSync(join(root, "Cargo.lock"), "utf8").split("[[package]]")) {
  const field = (name) => block.match(new RegExp(`^${name} = "(.*)"$`, "m"))?.[1];
  if (field("checksum")) sums.set(`${field("name")}@${field("version")}`, field("checksum"));
}

/** What the product is built from: dependencies of the window, without what only tests use. */
function crates() {
  const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
  const start = metadata.packages.find((one) => one.name === "mingbian-desktop").id;
  const reached = new Set();
  const visit = (id) => {
    if (reached.has(id)) return;
    reached.add(id);
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) if (kinds.some(({ kind }) => kind !== "dev")) visit(pkg);
  };
  visit(start);
  return metadata.packages.filter((one) => reached.has(one.id)).map(({ name, version, license, source }) => component("cargo", name, version, license, source ? sums.get(`${name}@${version}`) : undefined));
}

/** What the interface is built from and what builds it: the build tools do not go into the product, and are marked so. */
function packages() {
  const lock = JSON.parse(readFileSync(join(root, "ui/package-lock.json"), "utf8"));
  return Object.entries(lock.packages).filter(([path]) => path).map(([path, one]) => {
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    const own = component("npm", name, one.version, one.license);
    if (one.integrity) own.hashes = [{ alg: "SHA-512", content: Buffer.from(one.integrity.replace(/^sha512-/, ""), "base64").toString("hex") }];
    own.scope = one.dev && !BUNDLED.has(name) ? "excluded" : "required";
    return own;
  });
}

/** Development dependencies by their lock file that vite nevertheless builds in. */
const BUNDLED = new Set(["svelte", "pdfjs-dist"]);

function component(kind, name, version, license, sum) {
  const purl = `pkg:${kind}/${kind === "npm" ? name.replace("@", "%40") : name}@${version}`;
  const own = { type: "library", "bom-ref": purl, name, version, purl };
  if (license) own.licenses = [{ expression: license.replaceAll("/", " OR ") }];
  if (sum) own.hashes = [{ alg: "SHA-256", content: sum }];
  return own;
}

const version = metadata.packages.find((one) => one.name === "mingbian-desktop").version;
const seen = new Set();
const components = [...crates(), ...packages()]
  .filter((one) => !seen.has(one["bom-ref"]) && seen.add(one["bom-ref"]))
  .sort((a, b) => (a["bom-ref"] < b["bom-ref"] ? -1 : 1));
const print = createHash("sha256").update(JSON.stringify(components)).digest("hex");
const serial = [print.slice(0, 8), print.slice(8, 12), `5${print.slice(13, 16)}`, `a${print.slice(17, 20)}`, print.slice(20, 32)].join("-");
const bom = {
  bomFormat: "CycloneDX", specVersion: "1.5", serialNumber: `urn:uuid:${serial}`, version: 1,
  metadata: { component: { type: "application", "bom-ref": `pkg:generic/mingbian@${version}`, name: "mingbian", version } },
  components,
};
process.stdout.write(`${JSON.stringify(bom, null, 1)}\n`);
