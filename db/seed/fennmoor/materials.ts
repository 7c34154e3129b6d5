import type { CastKey, ServiceKey, Story } from "#db/seed/story.ts";
import { londonDay } from "#lib/dates.ts";
import { checkMaterialIn, noteKnowledgeIn, recordMaterialIn, stampMaterialIn } from "#lib/materials/commands.ts";
import type { CheckResult, KnowledgeMethod } from "#lib/materials/material.ts";
import { listSites } from "#lib/materials/queries/register.ts";
import type { MaterialKind } from "#lib/records/material-kinds.ts";

type Copy = { kind: MaterialKind; site: string; place: string; copy?: string; priorities?: boolean; last?: Print };
/** A print as the story tells it: content as of, printed, use until. */
type Print = [content: string, printed: string, until: string];
type Shelf = { by: CastKey; checker: CastKey; copies: Copy[]; known: [number, number, KnowledgeMethod, string] };

const evening = (day: string, until: string): Print => [`${day} 17:00`, `${day} 17:30`, until];
const dawn = (day: string, until: string): Print => [`${day} 05:45`, `${day} 06:00`, until];
const rotaToday = dawn("2026-11-24", "2026-11-26 06:00");
const gap = dawn("2026-11-15", "2026-11-22 06:00");

const plan = (site: string, place: string, copy?: string): Copy => ({
  kind: "downtime-procedure",
  site,
  place,
  ...(copy ? { copy } : {}),
});
const lasting = (kind: MaterialKind, site: string, place: string): Copy => ({ kind, site, place });
const fresh = (kind: MaterialKind, site: string, place: string, last: Print, copy = "1 of 1"): Copy => ({
  kind,
  site,
  place,
  copy,
  last,
});
const rota = (site: string, priorities: boolean): Copy => ({
  kind: "rota-backup",
  site,
  place: "Rota board, top sheet",
  priorities,
  last: rotaToday,
});

const branch = (site: string, priorities: boolean): Copy[] => [
  plan(site, "On-call bag"),
  fresh("care-summary", site, "Fire safe, blue folder", evening("2026-11-23", "2026-11-30 17:30")),
  fresh("mar-chart", site, "Fire safe, blue folder", evening("2026-11-23", "2026-11-30 17:30")),
  rota(site, priorities),
  lasting("contact-list", site, "On-call bag"),
  lasting("visit-log", site, "On-call bag"),
  lasting("next-of-kin-list", site, "Fire safe, blue folder"),
  lasting("supplier-support-card", site, "On-call bag"),
];

const shelves: Record<ServiceKey, Shelf> = {
  saltmarsh: {
    by: "registeredManager",
    checker: "careWorker",
    known: [52, 54, "scenario-question", "2026-11-17"],
    copies: [
      plan("Office", "Red folder by the door", "1 of 2"),
      plan("Medicines room", "Red folder, top shelf", "2 of 2"),
      fresh("care-summary", "Ground floor", "Red folder at the desk", dawn("2026-11-23", "2026-11-30 06:00"), "1 of 2"),
      fresh("care-summary", "First floor", "Red folder at the desk", dawn("2026-11-23", "2026-11-30 06:00"), "2 of 2"),
      fresh("mar-chart", "Medicines room", "Red folder, top shelf", dawn("2026-11-24", "2026-12-01 06:00")),
      rota("Office", true),
      lasting("contact-list", "Office", "Red folder by the door"),
      lasting("manual-forms", "Office", "Red folder by the door"),
    ],
  },
  millrace: {
    by: "millraceManager",
    checker: "millraceManager",
    known: [4, 9, "observed", "2026-11-23"],
    copies: [
      plan("Ground floor", "Nurses' station, red folder", "1 of 2"),
      plan("First floor", "Nurses' station, red folder", "2 of 2"),
      fresh("care-summary", "Ground floor", "Nurses' station, red folder", gap, "1 of 2"),
      fresh("care-summary", "First floor", "Nurses' station, red folder", gap, "2 of 2"),
      fresh("mar-chart", "Medicines room", "Ground floor trolley", gap, "1 of 2"),
      fresh("mar-chart", "Medicines room", "First floor trolley", gap, "2 of 2"),
      rota("Ground floor", true),
      lasting("contact-list", "Ground floor", "Nurses' station, red folder"),
    ],
  },
  weirLane: {
    by: "supportedManager",
    checker: "supportedManager",
    known: [19, 19, "observed", "2026-10-12"],
    copies: [
      plan("House one", "Sleep-in room, red folder", "1 of 2"),
      plan("House two", "Sleep-in room, red folder", "2 of 2"),
      fresh(
        "care-summary",
        "House one",
        "Sleep-in room, red folder",
        evening("2026-11-23", "2026-11-30 18:00"),
        "1 of 2",
      ),
      fresh(
        "care-summary",
        "House two",
        "Sleep-in room, red folder",
        evening("2026-11-23", "2026-11-30 18:00"),
        "2 of 2",
      ),
      fresh("mar-chart", "House one", "Medicines cupboard", evening("2026-11-23", "2026-11-30 18:00")),
      rota("House one", true),
      lasting("contact-list", "House one", "Sleep-in room, red folder"),
    ],
  },
  tollgate: {
    by: "supportedManager",
    checker: "supportedManager",
    known: [11, 12, "scenario-question", "2026-09-29"],
    copies: [
      plan("Tollgate flats", "Staff flat, red folder"),
      fresh("care-summary", "Tollgate flats", "Staff flat, red folder", evening("2026-11-23", "2026-11-30 18:00")),
      fresh("mar-chart", "Tollgate flats", "Medicines cupboard", evening("2026-11-23", "2026-11-30 18:00")),
      rota("Tollgate flats", true),
      lasting("contact-list", "Tollgate flats", "Staff flat, red folder"),
      lasting("manual-forms", "Tollgate flats", "Staff flat, red folder"),
      lasting("network-power-guide", "Tollgate flats", "Inside the router cupboard"),
    ],
  },
  homecareNorth: {
    by: "northManager",
    checker: "northManager",
    known: [58, 61, "quiz", "2026-10-08"],
    copies: branch("North branch office", true),
  },
  homecareSouth: {
    by: "branchManager",
    checker: "branchManager",
    known: [31, 48, "self-declaration", "2026-11-11"],
    copies: branch("South branch office", false),
  },
};

/** Until July a copy was reprinted every other month and looked at every month; in autumn every fortnight, in November every week. */
const rounds: [day: string, lasts?: number][] = [
  ["2026-01-12", 62],
  ["2026-02-09"],
  ["2026-03-09", 62],
  ["2026-04-13"],
  ["2026-05-11", 62],
  ["2026-06-08"],
  ["2026-07-13", 62],
  ["2026-08-10"],
  ["2026-09-07", 14],
  ["2026-09-21", 14],
  ["2026-10-05", 14],
  ["2026-10-19", 14],
  ["2026-11-02", 7],
  ["2026-11-09", 7],
  ["2026-11-16", 7],
];
const later = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

type Placed = { id: string; copy: Copy; version: number };

/** Forty-six copies at six services and a year of checks: 41 in date, four out of date, one not known. */
export async function seedMaterials(story: Story): Promise<void> {
  for (const [index, key] of (Object.keys(shelves) as ServiceKey[]).entries()) {
    const shelf = shelves[key];
    const placed = await recordShelf(story, key, shelf, `2025-12-0${index + 1}`);
    for (const [day, lasts] of rounds) {
      const print: Print = [`${day} 05:45`, `${day} 06:00`, `${later(day, lasts ?? 0)} 06:00`];
      const due = placed.filter((one) => lasts && one.copy.last && !(key === "millrace" && day === "2026-11-16"));
      await reprint(story, shelf, `${day} 06:30`, due, () => print);
      await look(story, shelf, `${day} 10:30`, seenOn(key, day, placed));
    }
    await tellLastDays(story, key, shelf, placed);
    await story.as(shelf.by, "material.know", `${shelf.known[3]} 16:00`, async (tx, actor) => {
      const [knowing, asked, method, day] = shelf.known;
      const [first] = placed;
      if (first)
        await noteKnowledgeIn(tx, actor, { id: first.id, knowing, asked, method, shownOn: londonDay(story.at(day)) });
    });
  }
}

async function recordShelf(story: Story, key: ServiceKey, shelf: Shelf, day: string): Promise<Placed[]> {
  return story.as(shelf.by, "material.record", `${day} 11:00`, async (tx, actor) => {
    const sites = await listSites(tx, actor);
    const placed: Placed[] = [];
    for (const copy of shelf.copies) {
      const [copyNumber = 1, copies = 1] = (copy.copy ?? "1 of 1").split(" of ").map(Number);
      const { id } = await recordMaterialIn(tx, actor, {
        kind: copy.kind,
        serviceId: story.services[key],
        siteId: sites.find((site) => site.serviceId === story.services[key] && site.name === copy.site)?.id,
        place: copy.place,
        copyNumber,
        copies,
        showsPriorities: copy.priorities,
        ownerId: actor.personId,
        contentAsOf: story.at(`${day} 09:00`),
        printedAt: story.at(`${day} 09:30`),
        useUntil: story.at(copy.last ? "2026-01-12 06:00" : "2026-12-31 12:00"),
      });
      placed.push({ id, copy, version: 1 });
    }
    return placed;
  });
}

async function reprint(
  story: Story,
  shelf: Shelf,
  when: string,
  due: readonly Placed[],
  print: (copy: Copy) => Print | undefined,
): Promise<void> {
  if (due.length === 0) return;
  await story.as(shelf.by, "material.stamp", when, async (tx, actor) => {
    for (const one of due) {
      const dates = print(one.copy);
      if (!dates) continue;
      const [contentAsOf, printedAt, useUntil] = dates.map((text) => story.at(text)) as [Date, Date, Date];
      await stampMaterialIn(tx, actor, { id: one.id, version: one.version, contentAsOf, printedAt, useUntil });
      one.version += 1;
    }
  });
}

type Seen = { id: string; result: CheckResult; note?: string };

async function look(story: Story, shelf: Shelf, when: string, seen: readonly Seen[]): Promise<void> {
  if (seen.length === 0) return;
  await story.as(shelf.checker, "material.check", when, async (tx, actor) => {
    for (const { id, result, note } of seen) await checkMaterialIn(tx, actor, { id, result, note });
  });
}

/** What each round found. Homecare South's contact list was left out of every round after the middle of October. */
function seenOn(key: ServiceKey, day: string, placed: readonly Placed[]): Seen[] {
  const skipped = (one: Placed) => key === "homecareSouth" && one.copy.kind === "contact-list" && day > "2026-10-05";
  return placed
    .filter((one) => !skipped(one))
    .map((one) => {
      if (key === "tollgate" && day === "2026-05-11" && one.copy.kind === "manual-forms")
        return { id: one.id, result: "missing", note: "The forms had been used up." };
      if (key === "weirLane" && day === "2026-03-09" && one.copy.kind === "contact-list")
        return { id: one.id, result: "illegible-damaged", note: "Coffee on the second sheet." };
      return { id: one.id, result: "present-current" };
    });
}

/** The days before the portal's as at: Saltmarsh House's undated pages, Millrace House's old sheets, and each last print. */
async function tellLastDays(story: Story, key: ServiceKey, shelf: Shelf, placed: readonly Placed[]): Promise<void> {
  const summaries = placed.filter((one) => one.copy.kind === "care-summary");
  if (key === "saltmarsh") {
    const undated = summaries.map(({ id }) => ({ id, result: "no-date-stamp", note: "Pages carry no date." }) as const);
    await look(story, shelf, "2026-11-17 12:10", undated);
  }
  if (key === "millrace") {
    const sheets = placed.filter((one) => one.copy.kind === "mar-chart");
    await reprint(story, shelf, "2026-11-16 06:30", [...summaries, ...sheets], (copy) => copy.last);
    const old = sheets.map(
      ({ id }) => ({ id, result: "present-out-of-date", note: "Some sheets show old dates." }) as const,
    );
    await look(story, shelf, "2026-11-18 20:50", old);
  }
  const renewed = placed.filter((one) => one.copy.last && one.copy.last !== gap && one.copy.last !== rotaToday);
  const overnight = renewed.filter((one) => one.copy.last?.[1].startsWith("2026-11-23"));
  await reprint(story, shelf, "2026-11-23 18:00", overnight, (copy) => copy.last);
  const thisMorning = placed.filter((one) => one.copy.last?.[1].startsWith("2026-11-24"));
  await reprint(story, shelf, "2026-11-24 06:10", thisMorning, (copy) => copy.last);
  const stale = (one: Placed) => one.copy.last === gap;
  const forgotten = (one: Placed) => key === "homecareSouth" && one.copy.kind === "contact-list";
  const seen = placed
    .filter((one) => !forgotten(one))
    .map((one) => ({ id: one.id, result: stale(one) ? "present-out-of-date" : "present-current" }) as const);
  await look(story, shelf, "2026-11-24 08:15", seen);
}
