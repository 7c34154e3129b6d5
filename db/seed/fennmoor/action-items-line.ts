import type { Tx } from "#db/client.ts";
import type { CastKey, ServiceKey, Story } from "#db/seed/story.ts";
import type { Actor } from "#lib/access/actor.ts";
import type { ActionPriority, ActionSource, Level } from "#lib/action-items/action-item.ts";
import { cancelIn } from "#lib/action-items/commands/cancel.ts";
import { completeIn } from "#lib/action-items/commands/complete.ts";
import { progressIn, redateIn } from "#lib/action-items/commands/progress.ts";
import { raiseActionIn } from "#lib/action-items/commands/raise.ts";
import { checkEffectIn, verifyIn } from "#lib/action-items/commands/verify.ts";
import { findAction } from "#lib/action-items/queries/register.ts";
import { londonDay } from "#lib/dates.ts";

type Step = { by: CastKey; on: string };

/** One action of the sample: who raised it and why, and what became of it at which times. Days are the story's. */
export type ActionStory = {
  number: number;
  title: string;
  finding?: string;
  from: ActionSource;
  owner: CastKey;
  raised: Step;
  due: string;
  priority: ActionPriority;
  level: Level;
  measure: string;
  services: ServiceKey[];
  progress?: (Step & { note: string; blocked?: true })[];
  moved?: (Step & { to: string; why: string })[];
  /** Completed with a record as its proof, named by the caller, or with words alone. */
  done?: Step & { summary: string; proof: { record: string } | { words: string }; effect?: string };
  verified?: Step & { how: string };
  effect?: Step & { worked: boolean; found: string };
  cancelled?: Step & { why: string };
};

/** `risk` raised it; `provedBy` is the risk whose proved control shows that it was done. */
export type FromRisk = ActionStory & { risk?: string; provedBy?: string };

/** Raises an action at its time and lives it through; answers its id. `sourceId` is the record that raised it. */
export async function tellAction(story: Story, line: ActionStory, sourceId?: string): Promise<string> {
  const day = (text: string) => londonDay(story.at(`${text} 12:00`));
  const { id } = await story.as(line.raised.by, "action.raise", line.raised.on, (tx, actor) =>
    raiseActionIn(tx, actor, {
      number: line.number,
      title: line.title,
      detail: undefined,
      finding: line.finding,
      sourceKind: line.from,
      sourceRecordId: sourceId,
      ownerId: story.people[line.owner].personId,
      dueOn: day(line.due),
      priority: line.priority,
      level: line.level,
      measure: line.measure,
      serviceIds: line.services.map((key) => story.services[key]),
    }),
  );
  const step = (verb: string, at: Step, run: (tx: Tx, actor: Actor, on: On) => Promise<unknown>) =>
    story.as(at.by, verb, at.on, async (tx, actor) => run(tx, actor, await onAction(tx, actor, id)));
  for (const each of inOrder([...(line.progress ?? []), ...(line.moved ?? [])])) {
    if ("note" in each) {
      const state = each.blocked ? "blocked" : "in-progress";
      await step("action.progress", each, (tx, actor, on) => progressIn(tx, actor, { ...on, note: each.note, state }));
    } else {
      const dueOn = day(each.to);
      await step("action.redate", each, (tx, actor, on) => redateIn(tx, actor, { ...on, dueOn, reason: each.why }));
    }
  }
  const { done, verified, effect, cancelled } = line;
  if (done) {
    const record = "record" in done.proof ? done.proof.record : undefined;
    await step("action.complete", done, (tx, actor, on) =>
      completeIn(tx, actor, {
        ...on,
        summary: done.summary,
        proof: record ? "record" : "note",
        attachmentId: undefined,
        evidenceId: record,
        proofNote: "words" in done.proof ? done.proof.words : undefined,
        effectDueOn: done.effect && day(done.effect),
      }),
    );
  }
  if (verified) {
    const outcome = "confirmed" as const;
    await step("action.verify", verified, (tx, actor, on) =>
      verifyIn(tx, actor, { ...on, outcome, how: verified.how }),
    );
  }
  if (effect) {
    const result = effect.worked ? "effective" : "not-effective";
    await step("action.check-effect", effect, (tx, actor, on) =>
      checkEffectIn(tx, actor, { ...on, result, found: effect.found, dueOn: undefined }),
    );
  }
  if (cancelled)
    await step("action.cancel", cancelled, (tx, actor, on) => cancelIn(tx, actor, { ...on, reason: cancelled.why }));
  return id;
}

type On = { id: string; version: number };

async function onAction(tx: Tx, actor: Actor, id: string): Promise<On> {
  const found = await findAction(tx, actor, id);
  if (!found) throw new Error("An action of the sample is missing.");
  return { id, version: found.version };
}

function inOrder<T extends Step>(steps: T[]): T[] {
  return steps.sort((one, other) => one.on.localeCompare(other.on));
}
