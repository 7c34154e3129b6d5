import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { AboveAppetite } from "#components/risks/above-appetite.tsx";

const risk = (reference: string, score: number) => ({ reference, score, history: [] });

test("risks at the limit of a kind that has its own are told apart from those at the limit of all", () => {
  const atLimit = [risk("R-052", 16), ...["R-001", "R-002"].map((one) => risk(one, 12))];
  const limits = [
    { score: 16, total: 1 },
    { score: 12, total: 2 },
  ];
  const html = renderToStaticMarkup(
    <AboveAppetite
      above={[]}
      atLimit={atLimit}
      limits={limits}
      total={0}
      appetites={[]}
      now={new Date("2026-11-23T03:00:00Z")}
    />,
  )
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
  expect(html).toContain("16 At the limit: one risk scores 16");
  expect(html).toContain("12 At the limit: two risks score 12");
});
