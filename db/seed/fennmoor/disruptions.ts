import type { Story } from "#db/seed/story.ts";
import { nameSystemIn, recordFallbackIn } from "#lib/disruptions/commands/impact.ts";
import { reportDisruptionIn } from "#lib/disruptions/commands/report.ts";
import { addEntryIn } from "#lib/disruptions/commands/timeline.ts";
import { changeTimesIn } from "#lib/disruptions/commands/times.ts";
import { triageDisruptionIn } from "#lib/disruptions/commands/triage.ts";
import { type Known, onRow, type Told, tellDisruption } from "./disruption-teller.ts";
import { smallerDisruptions } from "./disruptions-year.ts";
import { internetOutage } from "./internet-outage.ts";
import { rotaOutage } from "./rota-outage.ts";
import { tabletFailure } from "./tablet-failure.ts";

/** The stories' disruptions by their short names, and the actions that their findings raised, by reference. */
export type DisruptionIds = {
  internetOutage: string;
  rotaOutage: string;
  tabletFailure: string;
  slowScheduling: string;
  actions: Record<string, string>;
};

/** Three stories whole, a year of smaller ones, and one that is open when the demo first starts. */
export async function seedDisruptions(story: Story, known: Known): Promise<DisruptionIds> {
  const told: Record<number, Told> = {};
  const all = [...smallerDisruptions, tabletFailure, rotaOutage, internetOutage];
  for (const line of all.sort((a, b) => (a.reported < b.reported ? -1 : 1)))
    told[line.number] = await tellDisruption(story, line, known);
  const of = (number: number) => told[number]?.id ?? "";
  return {
    internetOutage: of(internetOutage.number),
    rotaOutage: of(rotaOutage.number),
    tabletFailure: of(tabletFailure.number),
    slowScheduling: await slowScheduling(story, known),
    actions: Object.assign({}, ...Object.values(told).map((one) => one.actions)),
  };
}

/** Open since one hour before the first start. */
async function slowScheduling(story: Story, known: Known): Promise<string> {
  const before = (minutes: number) => new Date(story.firstStart.getTime() - minutes * 60_000);
  const services = [story.services.homecareNorth, story.services.homecareSouth];
  const title = "Visit scheduling is slow";
  const { id } = await story.as("digitalLead", "disruption.report", before(54), (tx, actor) =>
    reportDisruptionIn(tx, actor, {
      number: 15,
      title,
      type: "degraded-performance",
      serviceIds: services,
      noticedAt: before(60),
      peopleBand: "not-known",
      paper: "used",
      says: "Visits take minutes to open on every phone in both branches",
    }),
  );
  await onRow(story, "qualityLead", "disruption.triage", before(45), id, (tx, actor, version) =>
    triageDisruptionIn(tx, actor, {
      id,
      version,
      title,
      type: "degraded-performance",
      severity: 3,
      reason: "A critical system is hardly usable in two branches",
      careAtRisk: "no",
      dataAtRisk: "no",
      harmPossible: "no",
      detection: "staff",
      restoredAt: undefined,
      breaches: ["availability"],
    }),
  );
  await story.as("qualityLead", "disruption.name-system", before(44), (tx, actor) =>
    nameSystemIn(tx, actor, { id, systemId: known.systems.rota ?? "" }),
  );
  await onRow(story, "qualityLead", "disruption.time", before(43), id, (tx, actor, version) =>
    changeTimesIn(tx, actor, {
      id,
      version,
      reason: undefined,
      times: {
        started: before(60),
        noticed: before(60),
        declared: before(50),
        "on-paper": before(48),
        restored: null,
        verified: null,
      },
    }),
  );
  const lines: [minutes: number, says: string, role: string, who: "branchManager" | "northManager" | "digitalLead"][] =
    [
      [48, "Printed rotas in use in both branches", "Branch manager", "branchManager"],
      [35, "Supplier told. They see slow answers for several customers", "Digital lead", "digitalLead"],
      [20, "First run of visits made in Homecare North. None missed", "Branch manager", "northManager"],
      [12, "First run of visits made in Homecare South. None missed", "Branch manager", "branchManager"],
    ];
  for (const [minutes, says, role, who] of lines) {
    await story.as(who, "disruption.add", before(minutes - 2), (tx, actor) =>
      addEntryIn(tx, actor, { id, happenedAt: before(minutes), says, role, source: "phone", correctsId: undefined }),
    );
  }
  await story.as("branchManager", "disruption.fallback", before(10), (tx, actor) =>
    recordFallbackIn(tx, actor, { id, materialKind: "rota-backup", used: true, worked: "yes", note: undefined }),
  );
  return id;
}
