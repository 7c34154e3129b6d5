import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ChartFrame } from "#components/charts/chart-frame.tsx";
import { HeatMap } from "#components/charts/heat-map.tsx";
import { type Column, keptPairs, shownColumns } from "#components/data-table/columns.ts";
import { DataTable } from "#components/data-table/data-table.tsx";
import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { LookingBack } from "#components/data-table/looking-back.tsx";

const columns: Column[] = [
  { id: "ref", header: "Ref" },
  { id: "title", header: "Risk", lead: true },
  { id: "score", header: "Now", align: "right", sortable: { href: "/risks?sort=score", direction: "descending" } },
  { id: "owner", header: "Owner", hideable: true },
];
const rows = [1, 2, 3].map((n) => ({
  id: `id${n}`,
  href: `/risks/id${n}`,
  label: `Risk number ${n}`,
  cells: [`R-00${n}`, `Driven by ${n}`, 10 + n, `Owner ${n}`],
}));

function table(more: Partial<Parameters<typeof DataTable>[0]> = {}) {
  return renderToStaticMarkup(
    <DataTable caption="Open risks, highest first" says="3 of 3 shown" columns={columns} rows={rows} {...more} />,
  );
}

test("every row is in the first answer, with a caption, scopes and a link", () => {
  const html = table();
  expect(html).toContain("Open risks, highest first</caption>");
  expect(html.match(/<th scope="col"/g)).toHaveLength(4);
  expect(html.match(/scope="row"/g)).toHaveLength(3);
  for (const n of [1, 2, 3]) {
    expect(html).toContain(`href="/risks/id${n}"`);
    for (const text of [`Risk number ${n}`, `R-00${n}`, `Driven by ${n}`, `Owner ${n}`]) expect(html).toContain(text);
  }
  expect(html).toContain('aria-sort="descending"');
});

test("a word without an end breaks, so that it pushes no other column out of sight; ordinary titles break as words do", () => {
  const [row] = rows;
  const html = table({ rows: row ? [{ ...row, label: "x".repeat(120) }] : [] });
  expect(html).toContain("wrap-anywhere");
  expect(table()).not.toContain("wrap-anywhere");
});

test("a column put away is gone, and one that may not be hidden stays", () => {
  const html = table({ shown: ["ref"], columnsHref: "/risks?service=s&cols=ref" });
  expect(html).not.toContain("Owner 1");
  expect(html).toContain("Risk number 1");
  expect(html).toContain('name="service" value="s"');
  expect(html).toContain('name="cols" value="owner"');
});

test("an empty register says so and a filtered one offers the way back", () => {
  expect(table({ rows: [], empty: <p>No risks recorded yet</p> })).toContain("No risks recorded yet");
  const none = table({ rows: [], clearHref: "/risks" });
  expect(none).toContain("Nothing matches.");
  expect(none).toContain('href="/risks"');
});

test("filters in force can be taken off one by one", () => {
  const html = table({ applied: [{ label: "Score 6 or more", removeHref: "/risks?service=s" }] });
  expect(html).toContain('href="/risks?service=s"');
  expect(html).toContain("remove this filter");
});

test("the filter is a GET form that carries the sort but not the cursor", () => {
  const html = renderToStaticMarkup(
    <FilterBar href="/risks?sort=score&after=x&q=old" fields={["q", "after"]}>
      <input name="q" />
    </FilterBar>,
  );
  expect(html).toContain('method="get"');
  expect(html).toContain('name="sort" value="score"');
  expect(html).not.toContain('name="after"');
  expect(keptPairs("/risks?a=1&b=2", ["a"])).toEqual({ path: "/risks", pairs: [["b", "2"]] });
});

test("columns are read from both shapes of the address, and unknown ones are ignored", () => {
  expect(shownColumns("owner,ref", columns)).toEqual(["ref", "owner"]);
  expect(shownColumns(["always", "owner"], columns)).toEqual(["owner"]);
  expect(shownColumns(undefined, columns)).toBeUndefined();
});

test("putting every column away is a choice, not the same as no choice", () => {
  expect(shownColumns("always", columns)).toEqual([]);
  expect(table({ shown: [] })).not.toContain("Owner 1");
});

test("the heat map says the count, the words and the score of each cell", () => {
  const html = renderToStaticMarkup(
    <HeatMap
      caption="Open risks"
      noun={["risk", "risks"]}
      likelihoods={["Rare", "Likely"]}
      impacts={["Minor", "Major"]}
      cells={[
        { likelihood: 2, impact: 2, score: 16, band: "extreme", count: 3, href: "/risks?cell=2-2", selected: true },
        { likelihood: 1, impact: 1, score: 1, band: "low", count: 0, href: "/risks?cell=1-1" },
      ]}
    />,
  );
  expect(html).toContain("3 risks. Likely, Major. Score 16, extreme.");
  expect(html).toContain("0 risks. Rare, Minor. Score 1, low.");
  expect(html).toContain('href="/risks?cell=2-2"');
  expect(html).not.toContain('href="/risks?cell=1-1"');
  expect(html.indexOf("Likely")).toBeLessThan(html.indexOf("Rare"));
});

test("a chart carries its finding, its moment and all its data without script", () => {
  const html = renderToStaticMarkup(
    <ChartFrame
      title="Materials in date"
      finding="89% this week."
      asAt={new Date("2026-11-24T09:12:00Z")}
      table={{
        columns: ["Week", "In date"],
        rows: [
          ["7 Sep", "71%"],
          ["23 Nov", "89%"],
        ],
      }}
    >
      <p>picture</p>
    </ChartFrame>,
  );
  for (const text of ["89% this week.", "24 November 2026, 09:12", "7 Sep", "71%", "23 Nov"])
    expect(html).toContain(text);
  expect(html).toContain("<details");
});

test("looking back, what has changed since is folded into one line, so that the register stands near it", () => {
  const rows = Array.from({ length: 24 }, (_, index) => ({
    ...{ href: `/risks/${index}`, reference: `R-${index}`, title: "Loss of broadband", added: false },
    ...{ at: new Date("2026-11-22T09:00:00Z"), acts: [] },
  }));
  const html = renderToStaticMarkup(
    <LookingBack
      at={new Date("2026-06-01T22:59:59Z")}
      asked="2026-06-01"
      nowHref="/risks"
      since={{ total: 24, rows }}
    />,
  );
  expect(html).toMatch(/24 changed since/);
  expect(html.indexOf("<details")).toBeLessThan(html.indexOf("Loss of broadband"));
  expect(html).not.toContain("<details open");
});
