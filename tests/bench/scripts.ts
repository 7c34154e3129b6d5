import { get } from "node:http";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import postgres from "postgres";
import { startPortal } from "#tests/support/portal.ts";
import { ask, readerOf } from "./ask.ts";
import type { Bench } from "./bench.ts";
import { aimed, type Figure } from "./measure.ts";
import { openPlace } from "./organisation.ts";
import { fillRisks } from "./risk-rows.ts";

const most = 30;
const registers = [
  "/risks",
  "/disruptions",
  "/resilience-tests",
  "/action-items",
  "/systems",
  "/materials",
  "/meetings",
];
const others = ["/evidence", "/organisation", "/trail"];

/** What a browser fetches of script for a page, in kB as sent, beyond what it fetches for a page with nothing on it. */
export async function scriptFigures({ stops, built }: Bench): Promise<Figure[]> {
  await built();
  let email = "";
  const portal = await startPortal({
    bench: true,
    fill: async (ownerUrl) => {
      const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
      const place = await openPlace(ownerUrl, "Bench");
      email = place.email;
      await fillRisks(owner, place, 60).finally(() => owner.end());
    },
  });
  stops.add(portal.stop);
  const reader = await readerOf(portal, email);
  const known = new Map<string, Script>();
  const scriptsOf = async (path: string) => {
    const html = await ask(`${reader.origin}${path}`, { cookie: reader.cookie });
    const scripts = [];
    for (const src of sourcesIn(html)) {
      const script = known.get(src) ?? (await fetched(`${reader.origin}${src}`));
      known.set(src, script);
      scripts.push(script);
    }
    return { kB: scripts.reduce((sum, one) => sum + one.bytes, 0) / 1000, charts: scripts.some((one) => one.charts) };
  };
  const least = await scriptsOf("/bench/bare");
  const figures: Figure[] = [];
  for (const path of [...registers, ...others]) {
    const { kB, charts } = await scriptsOf(path);
    const aim = aimed(kB - least.kB, { most }, " kB, no charts");
    figures.push({
      what: `Client script of ${path}`,
      says: `${kB.toFixed(1)} kB, the framework's ${least.kB.toFixed(1)} and ${(kB - least.kB).toFixed(1)} of ours${charts ? ", recharts among them" : ""}`,
      ...(aim ? { aim: { words: aim.words, met: aim.met && !charts } } : {}),
    });
  }
  return figures;
}

/** Script tags with an address; what old browsers alone would load is left out. */
function sourcesIn(html: string): Set<string> {
  const tags = [...html.matchAll(/<script\b([^>]*)>/g)].map(([, attributes = ""]) => attributes);
  const loaded = tags.filter((attributes) => !/\bnomodule\b/i.test(attributes));
  return new Set(loaded.flatMap((attributes) => /\bsrc="([^"]+)"/.exec(attributes)?.[1] ?? []));
}

type Script = { bytes: number; charts: boolean };

function fetched(url: string): Promise<Script> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": "gzip" } }, async (answer) => {
      const body = await buffer(answer);
      const text = answer.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
      if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}`));
      else resolve({ bytes: body.length, charts: text.includes("recharts") });
    }).once("error", reject);
  });
}
