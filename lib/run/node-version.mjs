// Loaded before every entry point. Plain JavaScript, because the Node it must refuse cannot read TypeScript.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const runsTypeScript = major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);

if (!runsTypeScript) {
  console.error(
    `Holdfast needs Node 22.18 or later and this is ${process.versions.node}; run it through npm, which uses the pinned Node.`,
  );
  process.exit(10);
}
