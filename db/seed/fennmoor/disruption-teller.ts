import type { Tx } from "#db/client.ts";
import type { CastKey, Story } from "#db/seed/story.ts";
import type { Actor } from "#lib/access/actor.ts";
import { closeDisruptionIn } from "#lib/disruptions/commands/close.ts";
import { agreeDutyIn, decideDutyIn } from "#lib/disruptions/commands/duties.ts";
import { nameSystemIn, recordFallbackIn, recordImpactIn } from "#lib/disruptions/commands/impact.ts";
import { checkPaperIn, countPaperIn } from "#lib/disruptions/commands/paper.ts";
import { reportDisruptionIn } from "#lib/disruptions/commands/report.ts";
import { addEntryIn } from "#lib/disruptions/commands/timeline.ts";
import { changeTimesIn } from "#lib/disruptions/commands/times.ts";
import { triageDisruptionIn } from "#lib/disruptions/commands/triage.ts";
import type { DutyId } from "#lib/disruptions/duty.ts";
import { findDisruption } from "#lib/disruptions/queries/disruption.ts";
import { listDuties, listPapers } from "#lib/disruptions/queries/review.ts";
import { linkRiskIn } from "#lib/risks/commands/link.ts";
import type { DisruptionStory } from "./disruption-line.ts";
import { tellReview } from "./review-teller.ts";

export type Told = { id: string; actions: Record<string, string> };
export type Known = { systems: Record<string, string>; risks: Record<string, string> };

/** Tells one disruption from its report to wherever the story leaves it, by the portal's own commands. */
export async function tellDisruption(story: Story, line: DisruptionStory, known: Known): Promise<Told> {
  const services = line.services.map((key) => story.services[key]);
  const at = (text: string | undefined) => (text ? story.at(text) : null);
  const paper = line.papers ? "used" : "not-used";
  const { id } = await story.as(line.by, "disruption.report", line.reported, (tx, actor) =>
    reportDisruptionIn(tx, actor, {
      number: line.number,
      title: line.title,
      type: line.type,
      serviceIds: services,
      noticedAt: story.at(line.times.noticed),
      peopleBand: line.band,
      paper,
      says: line.says,
    }),
  );
  const [level, when, reason] = line.severity.triaged;
  const triage = () =>
    onRow(story, line.manager, "disruption.triage", when, id, (tx, actor, version) =>
      triageDisruptionIn(tx, actor, {
        id,
        version,
        title: line.title,
        type: line.type,
        severity: level,
        reason,
        careAtRisk: "no",
        dataAtRisk: line.dataNotKnown ? "not-known" : "no",
        harmPossible: "no",
        detection: "staff",
        restoredAt: undefined,
        breaches: level > 1 ? ["availability"] : [],
      }),
    );
  if (level > 1) await triage();
  await together(story, "disruption.name-system", line.systems ?? [], {
    who: () => line.manager,
    when: () => when,
    run: (tx, actor, key) => nameSystemIn(tx, actor, { id, systemId: known.systems[key] ?? "" }),
  });
  await together(story, "disruption.add", line.entries ?? [], {
    who: ([, , , , writer]) => writer,
    when: ([, , , , , written]) => written,
    run: (tx, actor, [happened, says, role, source]) =>
      addEntryIn(tx, actor, { id, happenedAt: story.at(happened), says, role, source, correctsId: undefined }),
  });
  const { noticed, declared, onPaper, restored, verified } = line.times;
  await onRow(story, line.manager, "disruption.time", verified ?? restored ?? when, id, (tx, actor, version) =>
    changeTimesIn(tx, actor, {
      id,
      version,
      reason: undefined,
      times: {
        started: at(noticed),
        noticed: at(noticed),
        declared: at(declared),
        "on-paper": at(onPaper),
        restored: at(restored),
        verified: at(verified),
      },
    }),
  );
  await tellCounts(story, line, id);
  await tellDuties(story, line, id);
  if (level === 1) await triage();
  for (const reference of line.risks ?? []) await tellRisk(story, line, known.risks[reference] ?? "", id);
  const actions = line.review ? await tellReview(story, line, line.review, { id, risks: known.risks }) : {};
  const closed = line.review?.closed;
  if (closed) {
    await onRow(story, closed[0], "disruption.close", closed[1], id, (tx, actor, version) =>
      closeDisruptionIn(tx, actor, { id, version }),
    );
  }
  return { id, actions };
}

type Run<T> = (tx: Tx, actor: Actor, version: number) => Promise<T>;

/** A command on the disruption as it stands at that moment. */
export function onRow<T>(
  story: Story,
  who: CastKey,
  verb: string,
  when: string | Date,
  id: string,
  run: Run<T>,
): Promise<T> {
  return story.as(who, verb, when, async (tx, actor) => {
    const row = await findDisruption(tx, actor, id);
    return run(tx, actor, row?.version ?? 0);
  });
}

/** Steps that one person took at one time stand in one transaction. */
async function together<S>(
  story: Story,
  verb: string,
  steps: readonly S[],
  of: { who(step: S): CastKey; when(step: S): string; run(tx: Tx, actor: Actor, step: S): Promise<unknown> },
): Promise<void> {
  const groups = Map.groupBy(steps, (step) => `${of.who(step)} ${of.when(step)}`);
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    await story.as(of.who(first), verb, of.when(first), async (tx, actor) => {
      for (const step of group) await of.run(tx, actor, step);
    });
  }
}

async function tellCounts(story: Story, line: DisruptionStory, id: string) {
  const [enterer, entered] = line.entered ?? [line.manager, line.times.restored ?? line.reported];
  const by = (who: CastKey, when: string) => ({ who: () => who, when: () => when });
  await together(story, "disruption.impact", line.impacts ?? [], {
    ...by(line.manager, entered),
    run: (tx, actor, [service, people, staff, taskKind, due, late, longest]) =>
      recordImpactIn(tx, actor, {
        id,
        serviceId: story.services[service],
        peopleAffected: people,
        staffOnShift: staff,
        taskKind,
        tasksDue: due,
        tasksDone: due,
        tasksLate: late,
        longestLateMinutes: late > 0 ? longest : undefined,
        onPaperAt: undefined,
        restoredAt: undefined,
        note: undefined,
      }),
  });
  await together(story, "disruption.fallback", line.fallbacks ?? [], {
    ...by(line.manager, entered),
    run: (tx, actor, [materialKind, worked, note]) =>
      recordFallbackIn(tx, actor, { id, materialKind, used: true, worked, note }),
  });
  await together(story, "disruption.count-paper", line.papers ?? [], {
    ...by(enterer, entered),
    run: (tx, actor, [kind, written]) =>
      countPaperIn(tx, actor, { id, kind, written, returned: written, entered: written }),
  });
  const [checker, looked] = line.checked ?? [line.manager, entered];
  await together(story, "disruption.check-paper", line.checked ? (line.papers ?? []) : [], {
    ...by(checker, looked),
    run: async (tx, actor, [kind, written, checked = written, discrepancies = 0]) => {
      const row = (await listPapers(tx, actor, id)).find((one) => one.kind === kind);
      if (row) await checkPaperIn(tx, actor, { id, paperId: row.id, version: row.version, checked, discrepancies });
    },
  });
}

async function tellDuties(story: Story, line: DisruptionStory, id: string) {
  const rowOf = async (tx: Tx, actor: Actor, duty: DutyId) => {
    const row = (await listDuties(tx, actor, id)).find((one) => one.duty === duty);
    if (!row) throw new Error(`The story decides ${duty}, which triage did not ask.`);
    return { id, dutyId: row.id, version: row.version };
  };
  await together(story, "disruption.decide", line.duties ?? [], {
    who: ([, , who]) => who,
    when: ([, , , when]) => when,
    run: async (tx, actor, [duty, decision, , , reason]) => {
      if (decision === "undecided") return;
      const toldReference = decision === "submitted" ? "Quality team, email" : undefined;
      await decideDutyIn(tx, actor, { ...(await rowOf(tx, actor, duty)), decision, reason, toldReference });
    },
  });
  const agreed = (line.duties ?? []).flatMap(([duty, decision, decider, when, , by]) => {
    if (by) return [{ duty, who: by[0], when: by[1] }];
    const second: CastKey = decider === "qualityLead" ? "nominatedIndividual" : "qualityLead";
    return decision === "not-required" ? [{ duty, who: second, when }] : [];
  });
  await together(story, "disruption.agree", agreed, {
    who: (step) => step.who,
    when: (step) => step.when,
    run: async (tx, actor, { duty }) => agreeDutyIn(tx, actor, await rowOf(tx, actor, duty)),
  });
}

async function tellRisk(story: Story, line: DisruptionStory, riskId: string, id: string) {
  await story.as("qualityLead", "risk.link", line.review?.at ?? line.reported, (tx, actor) =>
    linkRiskIn(tx, actor, { id: riskId, toId: id }),
  );
}
