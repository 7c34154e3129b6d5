import { setTimeout as wait } from "node:timers/promises";
import { readAs } from "#db/client.ts";
import { assembleBundle, clearTexts, issueBundle, prepareBundle } from "#lib/evidence/commands.ts";
import { findBundle, listTexts } from "#lib/evidence/queries/register.ts";
import { time } from "./measure.ts";
import type { Opened } from "./organisation.ts";

const patience = 20 * 60_000;

/** Prepares a bundle of all risks, ticks what is flagged and issues it. Answers what the worker took, in seconds. */
export async function orderBundle(place: Opened): Promise<{ assembled: number; issued: number }> {
  const lead = place.actor("quality-compliance-lead");
  const issuer = place.actor("nominated-individual");
  const { id } = await prepareBundle(lead, {
    purpose: "cqc-inspection",
    title: "Digital resilience assurance",
    recipient: "Care Quality Commission",
    marking: "Commercial in confidence",
    bodyId: undefined,
    supersedesId: undefined,
    periodFrom: "2020-01-01",
    periodTo: "2035-12-31",
    framework: "Single assessment framework",
    sections: ["risks"],
    serviceIds: [...place.services],
  });
  const now = async () => {
    const bundle = await readAs(lead, (tx) => findBundle(tx, lead, id));
    if (!bundle) throw new Error("The bundle is not there.");
    return bundle;
  };
  const until = async (state: string) => {
    for (const end = Date.now() + patience; ; await wait(50)) {
      const bundle = await now();
      if (bundle.state === state) return;
      if (Date.now() > end || !["assembling", "issuing"].includes(bundle.state))
        throw new Error(`The bundle is ${bundle.state} and not ${state}.`);
    }
  };
  await assembleBundle(lead, { id, version: (await now()).version });
  const assembled = (await time(() => until("ready"))) / 1000;
  const flagged = (await readAs(lead, (tx) => listTexts(tx, lead, id))).filter((text) => text.kinds.length > 0);
  if (flagged.length > 0) await clearTexts(lead, { id, cleared: flagged.map((text) => text.id) });
  await issueBundle(issuer, { id, version: (await now()).version });
  const issued = (await time(() => until("issued"))) / 1000;
  return { assembled, issued };
}
