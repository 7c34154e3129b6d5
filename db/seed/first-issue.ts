import { setTimeout as wait } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { own } from "#db/client.ts";
import { ownerDoor } from "#db/owner.ts";
import { bundles } from "#db/schema/evidence.ts";
import type { Actor } from "#lib/access/actor.ts";
import { clearTextsIn, issueBundleIn } from "#lib/evidence/commands.ts";
import { listTexts } from "#lib/evidence/queries/register.ts";
import { firstIssued } from "./fennmoor/evidence.ts";
import type { Story } from "./story.ts";

type Cast = Pick<Story["people"], "qualityLead" | "nominatedIndividual">;

/**
 * Issues the sample bundle by the road that every bundle takes: the worker assembles it, the quality lead ticks the
 * flagged texts, the nominated individual issues it, the worker signs it. False when it did not come about in time;
 * then it waits in the register for a person.
 */
export async function issueFirstBundle(ownerUrl: string, people: Cast, seconds = 120): Promise<boolean> {
  const door = ownerDoor(ownerUrl);
  const until = Date.now() + seconds * 1000;
  const find = (actor: Actor) =>
    door.changeAs(actor, "bundle.read", async (tx) => {
      const [row] = await tx
        .select({ id: bundles.id, version: bundles.version, state: bundles.state })
        .from(bundles)
        .where(own(bundles, actor, eq(bundles.title, firstIssued)));
      return row && { ...row, texts: await listTexts(tx, actor, row.id) };
    });
  const reached = async (state: string) => {
    for (;;) {
      const bundle = await find(people.qualityLead);
      if (bundle?.state === state) return bundle;
      if (!bundle || Date.now() > until) return undefined;
      await wait(250);
    }
  };
  try {
    const ready = await reached("ready");
    if (!ready) return false;
    const { id, version, texts } = ready;
    const flagged = texts.filter((text) => text.kinds.length > 0).map((text) => text.id);
    if (flagged.length > 0)
      await door.changeAs(people.qualityLead, "bundle.clear-text", (tx) =>
        clearTextsIn(tx, people.qualityLead, { id, cleared: flagged }),
      );
    await door.changeAs(people.nominatedIndividual, "bundle.issue", (tx) =>
      issueBundleIn(tx, people.nominatedIndividual, { id, version }),
    );
    return (await reached("issued")) !== undefined;
  } finally {
    await door.end();
  }
}
