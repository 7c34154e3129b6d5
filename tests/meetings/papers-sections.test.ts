import { beforeAll, describe, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { ActionQuery } from "#lib/action-items/inputs.ts";
import { listActions } from "#lib/action-items/queries/register.ts";
import { formatDate, londonDay } from "#lib/dates.ts";
import { DisruptionQuery } from "#lib/disruptions/inputs.ts";
import { listDisruptions } from "#lib/disruptions/queries/register.ts";
import { MaterialQuery } from "#lib/materials/inputs.ts";
import { listMaterials } from "#lib/materials/queries/register.ts";
import type { PaperSection } from "#lib/meetings/paper.ts";
import { TestQuery } from "#lib/resilience-tests/inputs.ts";
import { listTests } from "#lib/resilience-tests/queries/register.ts";
import { RiskQuery } from "#lib/risks/inputs.ts";
import { listRisks, momentOf } from "#lib/risks/queries/register.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { figuresOf, paperOf, rowsOf, smallWorld } from "./papers-world.ts";

const here = useWorld();
const yesterday = new Date(Date.now() - 86_400_000);
const since = formatDate(londonDay(yesterday));
const committeeId = "00000000-0000-4000-8000-000000000001";
let cast: Cast;
let chair: Actor;
let ids: Awaited<ReturnType<typeof smallWorld>>;

beforeAll(async () => {
  cast = await castOf(here(), { sample: true });
  chair = cast.actors["quality-compliance-lead"];
  ids = await smallWorld(here(), cast);
});

const whole = (section: PaperSection) =>
  paperOf(chair, { committeeId, serviceIds: [], previousAt: yesterday }, section);
const local = (section: PaperSection) =>
  paperOf(
    cast.actors["registered-manager"],
    { committeeId, serviceIds: [cast.services.a], previousAt: yesterday },
    section,
  );

describe("each section says what its registers hold", () => {
  test("position: by service, risks above appetite first, and a service without a risk is not known", async () => {
    const paper = await whole("position");
    expect(paper.sentence).toBe(
      "One of three services has an overdue action or a risk above appetite. Service B comes first, with 1 risk above appetite and 1 overdue action.",
    );
    expect(figuresOf(paper)).toEqual({ needing: "1 of 3", above: "1", overdue: "1" });
    expect(rowsOf(paper, "services")).toEqual(["Service B", "Service A", "Service C"]);
    expect(paper.bars?.rows[0]).toEqual({ label: "Service B", values: [1, 1] });
    expect(paper.notAssured).toEqual(["No risk is recorded for Service C, so none is known there."]);
  });

  test("risks: above appetite, what is new, and what has no proof", async () => {
    const paper = await whole("risks");
    expect(paper.sentence).toBe(`One risk is above the board's appetite of 12. Since ${since}: two new risks.`);
    expect(figuresOf(paper)).toEqual({ above: "1", extreme: "1", open: "2", "review-overdue": "0" });
    expect(rowsOf(paper, "above")).toEqual(["Visits missed when scheduling fails"]);
    expect(rowsOf(paper, "moved")).toEqual(["Visits missed when scheduling fails", "Phones fail with the internet"]);
    expect(paper.notAssured).toEqual(["Two open risks have no control proved in the last 90 days."]);
  });

  test("disruptions: those noticed since, those still open, and what paper is not checked", async () => {
    const paper = await whole("disruptions");
    expect(paper.sentence).toBe(
      `Two disruptions were noticed since ${since}: none is closed yet. One is happening now.`,
    );
    expect(figuresOf(paper)).toEqual({ noticed: "2", closed: "0", open: "2", "sign-off": "0" });
    expect(paper.notAssured.join(" ")).toContain("Only what somebody reported is counted");
    expect(paper.stories?.map(({ id }) => id).sort()).toEqual([ids.over, ids.live].sort());
    const over = paper.stories?.find(({ id }) => id === ids.over)?.words;
    expect(over).toMatch(
      /^Internet outage, Service A\. Noticed .*, systems back .*31 paper records were written, and a/,
    );
    expect(paper.stories?.find(({ id }) => id === ids.live)?.words).toContain("systems not back yet");
  });

  test("notifications: what was decided, and the one that is not sent", async () => {
    const paper = await whole("notifications");
    expect(figuresOf(paper)).toMatchObject({ told: "0", "to-send": "1", open: "0" });
    expect(rowsOf(paper, "open")).toEqual(["Commissioner, service disruption"]);
    expect(paper.sentence).toMatch(/nobody had to be told\. One stands open\.$/);
  });

  test("tests: held with their results, and services without one in six months", async () => {
    const paper = await whole("exercises");
    expect(paper.sentence).toBe(
      `One test was held since ${since}: one partly met. Two services have had no reported test in 6 months.`,
    );
    expect(figuresOf(paper)).toEqual({ held: "1", "not-met": "1", without: "2", planned: "0" });
    expect(rowsOf(paper, "without")).toEqual(["Service B", "Service C"]);
  });

  test("actions: overdue and re-dated ones are told by exception", async () => {
    const paper = await whole("minutes-actions");
    expect(paper.sentence).toBe("No action from this committee's meetings is open. One action is overdue in all.");
    expect(figuresOf(paper)).toEqual({ own: "0", overdue: "1", waiting: "0", "effect-due": "0" });
    expect(rowsOf(paper, "exceptions")).toEqual(["Test the phone tree"]);
    expect(paper.notAssured).toEqual(["One open action has been re-dated twice or more."]);
  });

  test("materials: the share in date by service, and copies that are not", async () => {
    const paper = await whole("materials");
    expect(paper.sentence).toBe(
      "1 of 2 copies are in date, 50%. One copy is missing, out of date or without a date stamp. Service B has the smallest share, 0%.",
    );
    expect(figuresOf(paper)).toEqual({ "in-date": "50%", "not-in-date": "1", "not-known": "0", "no-priorities": "0" });
    expect(paper.notAssured).toEqual(["No copy is recorded for Service C."]);
  });

  test("commissioner and CQC matters: nobody asked", async () => {
    const paper = await whole("external");
    expect(paper.sentence).toBe(
      `Nobody outside asked for a record since ${since}. None is open. No bundle was issued.`,
    );
    expect(figuresOf(paper)).toEqual({ open: "0", overdue: "0", issued: "0", preparing: "0" });
  });
});

test("a local meeting is told of its own service alone", async () => {
  expect(figuresOf(await local("risks"))).toMatchObject({ above: "0", open: "1" });
  expect((await local("position")).sentence).toBe(
    "Service A has no overdue action and no risk above appetite on record.",
  );
  expect(figuresOf(await local("minutes-actions"))).toMatchObject({ overdue: "0" });
  expect(figuresOf(await local("materials"))).toMatchObject({ "in-date": "100%" });
});

test("each figure leads to the register that shows exactly its rows", async () => {
  const sections = ["risks", "disruptions", "exercises", "minutes-actions", "materials"] as const;
  let compared = 0;
  for (const papers of [await Promise.all(sections.map(whole)), await Promise.all(sections.map(local))])
    for (const paper of papers)
      for (const figure of paper.figures) {
        if (!figure.href || figure.key === "without" || figure.key === "in-date") continue;
        expect([paper.section, figure.key, await totalOf(figure.href)]).toEqual([
          paper.section,
          figure.key,
          Number(figure.value),
        ]);
        compared += 1;
      }
  expect(compared).toBeGreaterThan(24);
});

/** How many rows the register at an address holds. */
function totalOf(href: string): Promise<number> {
  const { pathname, searchParams } = new URL(href, "http://127.0.0.1");
  const asked = Object.fromEntries(searchParams);
  return readAs(chair, async (tx) => {
    switch (pathname) {
      case "/risks":
        return (await listRisks(tx, chair, RiskQuery.parse(asked), await momentOf(tx, chair))).total;
      case "/disruptions":
        return (await listDisruptions(tx, chair, DisruptionQuery.parse(asked))).total;
      case "/resilience-tests":
        return (await listTests(tx, chair, TestQuery.parse(asked))).total;
      case "/action-items":
        return (await listActions(tx, chair, ActionQuery.parse(asked))).total;
      case "/materials":
        return (await listMaterials(tx, chair, MaterialQuery.parse(asked))).total;
      default:
        throw new Error(`No register stands at ${pathname}.`);
    }
  });
}

test("no name of a person stands in a paper", async () => {
  const sections = ["risks", "disruptions", "notifications", "minutes-actions", "exercises"] as const;
  const text = JSON.stringify(await Promise.all(sections.map(whole)));
  expect(text).not.toContain("Opener");
  expect(ids.late.ownerId).toBe(chair.personId);
  expect(text).toContain("Quality and compliance lead");
});
