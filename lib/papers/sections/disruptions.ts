import { formatDateTime, formatDuration, minutesBetween } from "#lib/dates.ts";
import { severityWords, standingWords } from "#lib/disruptions/disruption.ts";
import { mostStories, type PaperRow, type PaperStory } from "#lib/meetings/paper.ts";
import { counted } from "#lib/words.ts";
import { type Body, type Desk, table, where } from "../desk.ts";
import { findingsOf, impactsOf, listClosures, listDisruptionsOf, paperOf } from "../queries/disruptions.ts";
import { begins, names, within } from "../words.ts";
import { noticedLabel, storyOf } from "./disruption-story.ts";

type Listed = Awaited<ReturnType<typeof listDisruptionsOf>>[number];
type Papers = Awaited<ReturnType<typeof paperOf>>;

const beganAt = (row: Listed) => row.startedAt ?? row.noticedAt ?? row.periodAt;
const lasted = (row: Listed) => (row.restoredAt ? minutesBetween(beganAt(row), row.restoredAt) : undefined);

export async function disruptionsPaper(desk: Desk): Promise<Body> {
  const all = await listDisruptionsOf(desk);
  const closures = await listClosures(desk);
  const noticed = all.filter((row) => row.periodAt >= desk.since.at);
  const earlier = all.filter((row) => row.periodAt < desk.since.at);
  const open = all.filter((row) => row.state !== "closed");
  const live = open.filter((row) => !row.restoredAt);
  const waiting = open.filter((row) => row.state === "awaiting-approval");
  const paper = await paperOf(
    desk,
    all.map((row) => row.id),
  );
  const ended = noticed.flatMap((row) => lasted(row) ?? []);
  const lasting = noticed.filter((row) => row.state !== "closed" && !row.restoredAt).length;
  const nearMisses = noticed.filter((row) => row.type === "near-miss").length;
  return {
    sentence: sentence(desk, { noticed, earlier: earlier.length, live: live.length, nearMisses }),
    figures: [
      {
        key: "noticed",
        value: String(noticed.length),
        compare: false,
        label: noticedLabel(desk.since.words, ended, lasting),
        ...desk.link("/disruptions", { view: "all", noticed: desk.since.day }),
      },
      {
        key: "closed",
        value: String(closures.length),
        label: "closed since then",
        compare: false,
        ...desk.link("/disruptions", { view: "closed", since: desk.since.day }),
      },
      { key: "open", value: String(open.length), label: "not closed", ...desk.link("/disruptions", { view: "open" }) },
      {
        key: "sign-off",
        value: String(waiting.length),
        label: waiting.length === 1 ? "review awaits sign-off" : "reviews await sign-off",
        ...desk.link("/disruptions", { view: "sign-off" }),
      },
    ],
    tables: [
      tableOf(desk, paper, "noticed", `Noticed since ${desk.since.words}`, noticed, "No disruption was noticed."),
      tableOf(desk, paper, "earlier", "Noticed earlier and not closed", earlier, "None is left from before."),
      table("answers", "Did care stay safe? What the people who signed say", {
        columns: ["Answer", "Reviews"],
        none: "No review was closed.",
        compare: false,
        rows: answerRows(closures),
      }),
    ],
    stories: await stories(desk, paper, noticed),
    notAssured: notAssured(all, paper),
  };
}

/** The most severe of those noticed since, each in a paragraph. */
async function stories(desk: Desk, paper: Papers, noticed: readonly Listed[]): Promise<PaperStory[]> {
  const told = noticed.slice(0, mostStories);
  const ids = told.map(({ id }) => id);
  const impacts = await impactsOf(desk, ids);
  const findings = await findingsOf(desk, ids);
  return told.map((row) => {
    const { people, due, done, late } = impacts.get(row.id) ?? {};
    const counts = typeof due === "number" && typeof done === "number" ? { due, done, late: late ?? 0 } : undefined;
    const words = storyOf({
      ...row,
      severity: row.severity ?? null,
      where: where(desk, row.serviceIds),
      people: people ?? undefined,
      tasks: counts,
      paper: paper.get(row.id),
      ...(findings.get(row.id) ?? { findings: 0, actions: 0 }),
      stands: standingWords(row),
    });
    return { id: row.id, href: `/disruptions/${row.id}`, reference: row.reference, title: row.title, words };
  });
}

function tableOf(desk: Desk, paper: Papers, key: string, title: string, rows: readonly Listed[], none: string) {
  return table(key, title, {
    columns: ["Disruption", "Where", "Began", "Lasted", "Severity", "Paper records checked", "Where it stands"],
    none,
    ...(key === "noticed" ? { compare: false as const } : {}),
    rows: rows.map((row) => rowOf(desk, paper, row)),
  });
}

function rowOf(desk: Desk, paper: Papers, row: Listed): PaperRow {
  const minutes = lasted(row);
  const count = paper.get(row.id);
  const unused = row.paper === "not-used" ? "Not used" : "Not known";
  return {
    id: row.id,
    href: `/disruptions/${row.id}`,
    reference: row.reference,
    cells: [
      row.title,
      where(desk, row.serviceIds),
      formatDateTime(beganAt(row), "short"),
      minutes === undefined ? "Systems not back" : formatDuration(minutes),
      row.severity ? `${row.severity}, ${severityWords[row.severity].label}` : "Not known",
      count ? `${count.checked} of ${count.written}` : unused,
      standingWords(row),
    ],
    mark: { cell: 6, shape: row.state === "closed" ? "ok" : row.restoredAt ? "progress" : "live" },
  };
}

const answerLabels = { yes: "Yes", partly: "In part", no: "No" } as const;

function answerRows(closures: Awaited<ReturnType<typeof listClosures>>): PaperRow[] {
  const kinds = [
    ["yes", "ok"],
    ["partly", "warn"],
    ["no", "bad"],
  ] as const;
  const rows = kinds.flatMap(([answer, shape]): PaperRow[] => {
    const count = closures.filter((one) => one.answer === answer).length;
    if (count === 0) return [];
    return [{ id: answer, reference: "", cells: [answerLabels[answer], String(count)], mark: { cell: 0, shape } }];
  });
  const triage = closures.filter((one) => one.answer === null).length;
  if (triage > 0)
    rows.push({ id: "triage", reference: "", cells: ["Closed at triage, without a review", String(triage)] });
  return rows;
}

type Facts = { noticed: Listed[]; earlier: number; live: number; nearMisses: number };

function sentence(desk: Desk, { noticed, earlier, live, nearMisses }: Facts): string {
  const closed = noticed.filter((row) => row.state === "closed").length;
  const misses = nearMisses > 0 ? `, ${within(nearMisses, "near miss", "near misses")} among them` : "";
  const first =
    noticed.length === 0
      ? `No disruption was noticed since ${desk.since.words}.`
      : `${begins(noticed.length, "disruption was", "disruptions were")} noticed since ${desk.since.words}${misses}: ${closedWords(closed, noticed.length)}.`;
  const left = earlier > 0 ? ` ${begins(earlier, "noticed earlier is", "noticed earlier are")} not closed.` : "";
  const now = live > 0 ? ` ${begins(live, "is", "are")} happening now.` : "";
  return first + left + now;
}

function closedWords(closed: number, all: number): string {
  if (all === 1) return closed === 1 ? "it is closed" : "it is not closed yet";
  if (closed === all) return "all are closed";
  return closed === 0 ? "none is closed yet" : within(closed, "is closed", "are closed");
}

function notAssured(all: readonly Listed[], paper: Papers): string[] {
  const unrated = all.filter((row) => !row.severity).map((row) => row.reference);
  const unchecked = all.filter((row) => {
    const count = paper.get(row.id);
    return row.paper === "used" && (!count || count.checked < count.written);
  });
  const unknown = all.filter((row) => row.paper === "not-known").map((row) => row.reference);
  return [
    "Only what somebody reported is counted: no report is no proof that nothing failed.",
    unrated.length > 0 ? `How severe it was is not known yet for ${names(unrated)}.` : "",
    unchecked.length > 0
      ? `Not every paper record is entered and checked for ${names(unchecked.map((row) => row.reference))}.`
      : "",
    unknown.length > 0
      ? `Whether paper was used is not known for ${names(unknown)} (${counted(unknown.length, "disruption")}).`
      : "",
  ].filter(Boolean);
}
