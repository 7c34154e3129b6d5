import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { addDays, londonDay } from "#lib/dates.ts";
import { collectBundle, recipientScope } from "#lib/evidence/collect/bundle.ts";
import { sectionIds } from "#lib/evidence/sections.ts";
import { useSample } from "#tests/support/world.ts";

const sample = useSample();
const today = londonDay(new Date());

async function bundleOf(sections: readonly string[]) {
  const { people, services } = sample().cast;
  const order = {
    ...{ id: randomUUID(), reference: "EB-2026-099", title: "A period", purpose: "cqc-inspection" as const },
    ...{ marking: "Public", recipient: "Care Quality Commission", body: null, framework: "A framework" },
    ...{ periodFrom: addDays(today, -100), periodTo: today, sections, issue: 1, supersedes: null },
    preparedBy: "Quality lead",
  };
  const scope = recipientScope(people.qualityLead.organisationId, order, Object.values(services));
  const { content } = await collectBundle(scope, order);
  const gaps = content.sections.flatMap((section) => section.gaps.map(({ what }) => what));
  const rowsOf = (name: string) => content.registers.find((register) => register.name === name)?.rows ?? [];
  return { content, gaps, rowsOf };
}

test("a risk whose acceptance has ended leaves as open, its acceptance as over, and as a known gap", async () => {
  const { content, gaps, rowsOf } = await bundleOf(sectionIds);
  const ended = rowsOf("risk-acceptances").filter((row) => String(row.expires_on) < today);
  expect(ended.length).toBeGreaterThan(0);
  for (const { record } of ended) {
    expect(rowsOf("risks").find((row) => row.record === record)?.state).toBe("Open");
    expect(gaps.join("\n")).toMatch(new RegExp(`${record}, .*its acceptance ended on`));
  }
  expect(JSON.stringify(content.sections[0]?.blocks)).toMatch(/"state":"attention","words":"[^"]+, over"/);
  const held = rowsOf("risk-acceptances").filter((row) => String(row.expires_on) >= today);
  const tolerated = rowsOf("risks").filter((row) => row.state === "Tolerated");
  expect(held.map((row) => row.record)).toEqual(expect.arrayContaining(tolerated.map((row) => row.record)));
});

test("each control is told with its newest proof, or that nobody has shown it to work", async () => {
  const { content, rowsOf } = await bundleOf(["risks"]);
  const [controls] = (content.sections[0]?.blocks ?? []).filter((block) => block.heading === "What holds them");
  if (controls?.kind !== "table") throw new Error("The controls are not told.");
  const live = rowsOf("risk-controls").filter((row) => !row.ended_at);
  expect(controls.rows.map(([record, words]) => [record, words])).toEqual(
    live.map((row) => [row.record, row.description]),
  );
  expect(controls.rows.filter((row) => typeof row[4] === "string").length).toBeGreaterThan(0);
});

test("who is given the statements alone is not told that no evidence exists, only that none of it is given", async () => {
  const alone = await bundleOf(["frameworks"]);
  expect(alone.gaps.length).toBeGreaterThan(0);
  expect(alone.gaps.join()).not.toContain("no digital resilience evidence");
  const whole = await bundleOf(sectionIds);
  expect(whole.gaps.join()).not.toContain("nothing of the sections given here");
});
