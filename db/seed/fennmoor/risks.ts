import type { Tx } from "#db/client.ts";
import type { CastKey, Story } from "#db/seed/story.ts";
import type { Actor } from "#lib/access/actor.ts";
import { londonDay } from "#lib/dates.ts";
import { takeBoardLimit } from "#lib/meetings/commands/carry.ts";
import { acceptRiskIn, setAppetiteIn } from "#lib/risks/commands/accept.ts";
import { addControlIn, proveControlIn } from "#lib/risks/commands/controls.ts";
import { linkRiskIn } from "#lib/risks/commands/link.ts";
import { recordRiskIn } from "#lib/risks/commands/record.ts";
import { closeRiskIn, reviewRiskIn } from "#lib/risks/commands/review.ts";
import { scoreRiskIn } from "#lib/risks/commands/score.ts";
import { findRisk } from "#lib/risks/queries/record.ts";
import type { Level } from "#lib/risks/risk.ts";
import { highRisks } from "./risks-high.ts";
import type { RiskStory } from "./risks-line.ts";
import { lowRisks } from "./risks-low.ts";
import { middleRisks } from "./risks-middle.ts";

export type RiskIds = Record<string, string>;

type On = { id: string; version: number };

/** The register of the sample: 23 open risks, two closed and one draft, with a year of scores. Answers ids by reference. */
export async function seedRisks(story: Story, systemIds: Record<string, string>): Promise<RiskIds> {
  const ids: RiskIds = {};
  await story.as("nominatedIndividual", "appetite.set", "2026-04-23 15:10", (tx, actor) =>
    setAppetiteIn(
      tx,
      actor,
      {
        category: "all",
        maximum: 12,
        decidedOn: londonDay(tx.now),
        decisionReference: "Board minute 41, item 5",
      },
      takeBoardLimit,
    ),
  );
  for (const line of [...highRisks, ...middleRisks, ...lowRisks]) {
    const reference = `R-${String(line.number).padStart(3, "0")}`;
    ids[reference] = await tellRisk(story, line, systemIds);
  }
  return ids;
}

async function tellRisk(story: Story, line: RiskStory, systemIds: Record<string, string>): Promise<string> {
  const day = (text: string) => londonDay(story.at(`${text} 12:00`));
  const [[firstOn, first], ...later] = line.scores;
  const { id } = await story.as(line.by ?? "qualityLead", "risk.record", `${firstOn} 10:20`, (tx, actor) =>
    recordRiskIn(tx, actor, {
      number: line.number,
      title: line.title,
      cause: line.cause,
      event: line.event,
      effect: line.effect,
      category: line.category,
      recurs: line.recurs ?? false,
      draft: line.draft ?? false,
      ...levels(line.initial, "initialLikelihood", "initialConsequence"),
      ...levels(first, "likelihood", "consequence"),
      ...levels(line.target, "targetLikelihood", "targetConsequence"),
      scoreReason: first[2],
      orderReason: undefined,
      treatment: line.treatment ?? "treat",
      treatmentPlan: line.plan,
      reviewMonths: line.every,
      nextReviewOn: undefined,
      ownerId: story.people[line.owner].personId,
      serviceIds: line.services.map((key) => story.services[key]),
    }),
  );
  const act = <T>(who: CastKey, verb: string, when: string, run: (tx: Tx, actor: Actor, on: On) => Promise<T>) =>
    story.as(who, verb, when, async (tx, actor) => {
      const risk = await findRisk(tx, actor, id);
      if (!risk) throw new Error(`R-${line.number} cannot be seen by ${who}.`);
      return run(tx, actor, { id, version: risk.version });
    });
  for (const system of line.systems ?? []) {
    const toId = systemIds[system];
    if (!toId) throw new Error(`No system ${system}.`);
    await act("qualityLead", "risk.link", `${firstOn} 10:30`, (tx, actor, on) =>
      linkRiskIn(tx, actor, { id: on.id, toId }),
    );
  }
  // Told in the order of time, or a past day would show what came after it.
  const chapters: { when: string; tell: () => Promise<unknown> }[] = [];
  const then = (...[who, verb, when, run]: Parameters<typeof act>) =>
    chapters.push({ when, tell: () => act(who, verb, when, run) });
  for (const [when, [likelihood, consequence, reason]] of later)
    then(line.scoredBy ?? "qualityLead", "risk.score", `${when} 11:05`, (tx, actor, on) =>
      scoreRiskIn(tx, actor, { ...on, kind: "current", likelihood, consequence, reason, orderReason: undefined }),
    );
  for (const control of line.controls ?? []) {
    let controlId = "";
    then("qualityLead", "control.add", `${control.since} 11:30`, async (tx, actor, on) => {
      const added = await addControlIn(tx, actor, {
        ...on,
        type: control.type,
        line: control.line,
        description: control.what,
      });
      controlId = added.controlId;
    });
    for (const [when, found, how, who = "qualityLead", proofLine = "second"] of control.proofs ?? [])
      then(who, "control.prove", `${when} 14:20`, (tx, actor, on) =>
        proveControlIn(tx, actor, {
          id: on.id,
          controlId,
          provedOn: londonDay(tx.now),
          found,
          line: proofLine,
          how,
          evidenceId: undefined,
        }),
      );
  }
  for (const [when, outcome, note, next] of line.reviews ?? [])
    then(line.scoredBy ?? "qualityLead", "risk.review", `${when} 16:00`, (tx, actor, on) =>
      reviewRiskIn(tx, actor, { ...on, outcome, note, nextReviewOn: day(next) }),
    );
  if (line.accepted) {
    const { by, on: when, until, reason } = line.accepted;
    then(by, "risk.accept", `${when} 16:30`, (tx, actor, on) =>
      acceptRiskIn(tx, actor, { ...on, reason, boardDecisionId: undefined, expiresOn: day(until) }),
    );
  }
  if (line.closed) {
    const { on: when, reason } = line.closed;
    then("qualityLead", "risk.close", `${when} 16:45`, (tx, actor, on) => closeRiskIn(tx, actor, { ...on, reason }));
  }
  for (const { tell } of chapters.sort((a, b) => (a.when < b.when ? -1 : 1))) await tell();
  return id;
}

function levels<L extends string, C extends string>(
  [likelihood, consequence]: readonly [Level, Level, ...unknown[]],
  likelihoodName: L,
  consequenceName: C,
) {
  return { [likelihoodName]: likelihood, [consequenceName]: consequence } as Record<L | C, Level>;
}
