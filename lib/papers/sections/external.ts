import { dueDay, requestStanding, requestWords } from "#lib/access/request.ts";
import { formatDate } from "#lib/dates.ts";
import { bundleStateWords, purposeWords } from "#lib/evidence/bundle.ts";
import type { PaperRow } from "#lib/meetings/paper.ts";
import { type Body, type Desk, table, where } from "../desk.ts";
import { listBundlesOf, listRequestsOf } from "../queries/outside.ts";
import { begins, within } from "../words.ts";

type Asked = Awaited<ReturnType<typeof listRequestsOf>>[number];
type Bundle = Awaited<ReturnType<typeof listBundlesOf>>[number];

const askers = { inspector: "CQC inspector", commissioner: "Commissioner" } as const;
const shapes = { open: "progress", overdue: "bad", answered: "ok", declined: "ok" } as const;

export async function externalPaper(desk: Desk): Promise<Body> {
  const requests = await listRequestsOf(desk);
  const bundles = await listBundlesOf(desk);
  const of = (standing: string) => requests.filter((one) => requestStanding(one, desk.tx.now) === standing).length;
  const asked = requests.filter((one) => one.askedAt >= desk.since.at).length;
  const open = of("open") + of("overdue");
  const issued = bundles.filter((one) => one.issuedAt && one.issuedAt >= desk.since.at).length;
  const preparing = bundles.filter((one) => ["draft", "assembling", "ready", "issuing"].includes(one.state)).length;
  return {
    sentence: sentence(desk, { asked, open, overdue: of("overdue"), issued }),
    figures: [
      { key: "open", value: String(open), label: "requests open", ...desk.link("/access/requests", { view: "open" }) },
      {
        key: "overdue",
        value: String(of("overdue")),
        label: "past their target",
        worse: of("overdue") > 0,
        ...desk.link("/access/requests", { view: "overdue" }),
      },
      { key: "issued", value: String(issued), label: `bundles issued since ${desk.since.words}`, compare: false },
      {
        key: "preparing",
        value: String(preparing),
        label: "bundles in preparation",
        ...desk.link("/evidence", { view: "preparing" }),
      },
    ],
    tables: [
      table("requests", `Requests open, asked or answered since ${desk.since.words}`, {
        columns: ["Asked by", "Asked", "Answer due", "Where it stands", "Where"],
        none: "Nobody outside asked for a record.",
        rows: requests.map((one) => requestRow(desk, one)),
      }),
      table("bundles", `Bundles in preparation, issued or ended since ${desk.since.words}`, {
        columns: ["Bundle", "For", "Issued", "Where it stands", "Where"],
        none: "No bundle was issued.",
        rows: bundles.map((one) => bundleRow(desk, one)),
      }),
    ],
    notAssured: ["Only what was asked for in Holdfast is counted: letters and calls are not."],
  };
}

function requestRow(desk: Desk, one: Asked): PaperRow {
  const standing = requestStanding(one, desk.tx.now);
  return {
    id: one.id,
    href: `/access/requests/${one.id}`,
    reference: one.reference,
    cells: [
      askers[one.kind],
      formatDate(one.askedAt, "short"),
      formatDate(dueDay(one.askedAt), "short"),
      requestWords[standing],
      where(desk, one.serviceIds),
    ],
    mark: { cell: 3, shape: shapes[standing] },
  };
}

function bundleRow(desk: Desk, one: Bundle): PaperRow {
  return {
    id: one.id,
    href: `/evidence/${one.id}`,
    reference: one.reference,
    cells: [
      one.title,
      `${purposeWords[one.purpose]}, ${one.recipient}`,
      one.issuedAt ? formatDate(one.issuedAt, "short") : "Not issued",
      bundleStateWords[one.state],
      where(desk, one.serviceIds),
    ],
    mark: { cell: 3, shape: one.state === "issued" ? "ok" : one.issuedAt ? "na" : "progress" },
  };
}

function sentence(desk: Desk, facts: { asked: number; open: number; overdue: number; issued: number }): string {
  const { asked, open, overdue, issued } = facts;
  const first =
    asked === 0
      ? `Nobody outside asked for a record since ${desk.since.words}.`
      : `${begins(asked, "request was", "requests were")} made since ${desk.since.words}.`;
  const waiting =
    open === 0
      ? "None is open."
      : `${begins(open, "is", "are")} open${overdue > 0 ? `, ${within(overdue, "past its target", "past their target")}` : ""}.`;
  return `${first} ${waiting} ${begins(issued, "bundle was", "bundles were")} issued.`;
}
