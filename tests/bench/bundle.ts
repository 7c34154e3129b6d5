import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startChild } from "#lib/run/child.ts";
import { plainEnvironment, WORKER_NEEDS } from "#lib/run/settings.ts";
import type { Bench } from "./bench.ts";
import { attachFiles } from "./bundle-files.ts";
import { orderBundle } from "./bundle-order.ts";
import { aimed, type Figure, time } from "./measure.ts";
import { openPlace } from "./organisation.ts";
import { peakOf, watchChildren } from "./peak.ts";
import { fillRisks } from "./risk-rows.ts";
import { fillTrail } from "./trail-rows.ts";

const MiB = 1024 * 1024;
const run = promisify(execFile);

/** A bundle by the real worker, beside the least that anyone would do with the same files: sum them, zip them. */
export async function bundleFigures({ small, stops, world }: Bench): Promise<Figure[]> {
  const { owner, ownerUrl } = await world();
  const folder = mkdtempSync(join(tmpdir(), "holdfast-bench-"));
  stops.add(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, part] of [
    ["HOLDFAST_BUNDLES", "bundles"],
    ["HOLDFAST_FILES", "files"],
    ["HOLDFAST_SIGNING_KEYS", "keys"],
  ] as const) {
    process.env[name] = join(folder, part);
    mkdirSync(join(folder, part), { mode: 0o700 });
  }
  const [records, files] = small ? [50, 8] : [2_000, 256];
  const place = await openPlace(ownerUrl, "Bench");
  await fillRisks(owner, place, records);
  await fillTrail(owner, place);
  const paths = await attachFiles(owner, place, files, 4 * MiB);
  await owner`analyze`;
  const worker = startChild(["--conditions=react-server", "lib/run/worker.ts"], {
    env: { ...plainEnvironment(process.env), ...workerNeeds(), HOLDFAST_DEMO: "1" },
    log: join(folder, "worker.log"),
  });
  stops.add(() => worker.stop());
  const compiler = watchChildren(worker.pid);
  stops.add(() => {
    compiler();
  });
  const { assembled, issued } = await orderBundle(place);
  const peak = peakOf(worker.pid);
  const setting = compiler();
  const plain = await sumAndZip(paths, folder);
  const size = `${records.toLocaleString("en-GB")} records and ${files * 4} MiB of files`;
  const ratio = (assembled + issued) / plain;
  return [
    {
      what: `A bundle of ${size}, assembled and issued`,
      says: `${ratio.toFixed(2)} times sha256sum and a stored zip (${assembled.toFixed(1)} s and ${issued.toFixed(1)} s against ${plain.toFixed(1)} s)`,
      aim: aimed(ratio, { most: 1.5 }),
    },
    peak === undefined
      ? { what: "The worker's peak memory", says: "not known: only Linux tells it" }
      : {
          what: "The worker's peak memory",
          says: `${peak.toFixed(0)} MB; the process that sets the PDF, ${setting.toFixed(0)} MB`,
          aim: aimed(peak, { most: 300 }, " MB"),
        },
  ];
}

function workerNeeds(): Record<string, string> {
  return Object.fromEntries(WORKER_NEEDS.map((name) => [name, process.env[name] ?? ""]));
}

/** In seconds. The list goes by a file: it is longer than a command may be on some machines. */
async function sumAndZip(paths: readonly string[], folder: string): Promise<number> {
  const list = join(folder, "list");
  writeFileSync(list, `${paths.join("\n")}\n`);
  const zip = join(folder, "plain.zip");
  return (
    (await time(async () => {
      await run("sh", ["-c", 'xargs sha256sum < "$1" > "$1.sums" && zip -q -0 -j "$2" -@ < "$1"', "sh", list, zip]);
    })) / 1000
  );
}
