import { formatDate } from "#lib/dates.ts";
import type { PaperRow } from "#lib/meetings/paper.ts";
import { listServicesWithoutTest } from "#lib/resilience-tests/queries/services.ts";
import {
  isLate,
  isReported,
  notReported,
  recoveryOf,
  resultSaid,
  testEveryMonths,
  testKindWords,
} from "#lib/resilience-tests/resilience-test.ts";
import { counted } from "#lib/words.ts";
import { type Body, type Desk, isOfScope, table, where } from "../desk.ts";
import { listTestsOf } from "../queries/tests.ts";
import { begins, names, within } from "../words.ts";

type Listed = Awaited<ReturnType<typeof listTestsOf>>[number];

export async function exercisesPaper(desk: Desk): Promise<Body> {
  const all = await listTestsOf(desk);
  const held = all.filter((test) => test.heldFrom && test.heldFrom >= desk.since.at);
  const planned = all.filter((test) => test.state === "planned");
  const late = planned.filter((test) => isLate(test, desk.tx.now));
  const without = (await listServicesWithoutTest(desk.tx, desk.actor)).filter((one) => isOfScope(desk, one.id));
  const of = (shape: string) => held.filter((test) => resultSaid(test).shape === shape).length;
  const waiting = held.filter((test) => !isReported(test.state)).length;
  const boardless = held.filter((test) => test.boardPresent !== true).length;
  const whole = desk.serviceIds.length === 0;
  return {
    sentence: sentence(desk, {
      held: held.length,
      met: of("ok"),
      partly: of("warn"),
      not: of("bad"),
      without: without.length,
    }),
    figures: [
      {
        key: "held",
        value: String(held.length),
        label: `held since ${desk.since.words}`,
        compare: false,
        ...desk.link("/resilience-tests", { since: desk.since.day }),
      },
      {
        key: "not-met",
        value: String(of("warn") + of("bad")),
        label: "of them partly met or not met",
        compare: false,
        worse: of("warn") + of("bad") > 0,
      },
      {
        key: "without",
        value: String(without.length),
        label: `${without.length === 1 ? "service" : "services"} without a reported test in ${testEveryMonths} months`,
        worse: without.length > 0,
        ...(whole ? desk.link("/resilience-tests", { view: "no-test" }) : {}),
      },
      {
        key: "planned",
        value: String(planned.length),
        label: late.length > 0 ? `planned, ${late.length} of them overdue` : "planned",
        worse: late.length > 0,
        ...desk.link("/resilience-tests", { view: "planned" }),
      },
    ],
    tables: [
      table("held", `Held since ${desk.since.words}`, {
        columns: ["Test", "Where", "Held", "Result", "Recovery", "Board member present"],
        none: "No test was held.",
        compare: false,
        rows: held.map((test) => heldRow(desk, test)),
      }),
      table("planned", "Planned and overdue", {
        columns: ["Test", "Where", "Planned for", "Kind", "Where it stands"],
        none: "No test is planned.",
        rows: [...late, ...planned.filter((test) => !late.includes(test))].map((test) => plannedRow(desk, test)),
      }),
      table("without", `Services without a reported test in ${testEveryMonths} months`, {
        columns: ["Service", "Last test"],
        none: "Every service has a reported test in that time.",
        rows: without.map((one) => ({
          id: one.id,
          reference: "",
          cells: [one.name, one.last ? lastWords(one.last) : "No test on record"],
          mark: { cell: 1, shape: one.last && isReported(one.last.state) ? ("bad" as const) : ("unknown" as const) },
          serviceId: one.id,
        })),
      }),
    ],
    notAssured: [
      without.length > 0
        ? `Whether the fallback works is not known for ${names(without.map((one) => one.name))}: no reported test in ${testEveryMonths} months.`
        : "",
      waiting > 0
        ? `${begins(waiting, "test was", "tests were")} held and not reported yet, so nobody can say what ${waiting === 1 ? "it" : "they"} showed.`
        : "",
      boardless > 0 && held.length > 0
        ? `At ${counted(boardless, "test")} of ${held.length} no board member is known to have been present.`
        : "",
    ].filter(Boolean),
  };
}

/** When the last test was held; what waits for its report shows nothing. */
function lastWords({ heldFrom, state }: Pick<Listed, "heldFrom" | "state">): string {
  const held = heldFrom ? formatDate(heldFrom, "short") : "Not known";
  return isReported(state) ? held : `${held}, ${notReported.toLowerCase()}`;
}

function heldRow(desk: Desk, test: Listed): PaperRow {
  const { shape, word } = resultSaid(test);
  const recovery = {
    within: "Within target",
    over: "Too long",
    "no-target": "No target",
    "not-measured": "Not measured",
  };
  return {
    id: test.id,
    href: `/resilience-tests/${test.id}`,
    reference: test.reference,
    cells: [
      test.title,
      where(desk, test.serviceIds),
      test.heldFrom ? formatDate(test.heldFrom, "short") : "Not known",
      word,
      isReported(test.state) ? recovery[recoveryOf(test)] : notReported,
      test.boardPresent === null ? "Not known" : test.boardPresent ? "Yes" : "No",
    ],
    mark: { cell: 3, shape },
  };
}

function plannedRow(desk: Desk, test: Listed): PaperRow {
  const late = isLate(test, desk.tx.now);
  return {
    id: test.id,
    href: `/resilience-tests/${test.id}`,
    reference: test.reference,
    cells: [
      test.title,
      where(desk, test.serviceIds),
      formatDate(test.plannedFor, "short"),
      testKindWords[test.kind].label,
      late ? "Overdue" : "Planned",
    ],
    mark: { cell: 4, shape: late ? "bad" : "not-started" },
  };
}

type Facts = { held: number; met: number; partly: number; not: number; without: number };

function sentence(desk: Desk, { held, met, partly, not, without }: Facts): string {
  const results = [
    met > 0 ? `${within(met, "met", "met")}` : "",
    partly > 0 ? `${within(partly, "partly met", "partly met")}` : "",
    not > 0 ? `${within(not, "not met", "not met")}` : "",
  ].filter(Boolean);
  const first = `${begins(held, "test was", "tests were")} held since ${desk.since.words}${results.length > 0 ? `: ${results.join(", ")}` : ""}.`;
  const one = desk.serviceIds.length === 1;
  const second =
    without === 0
      ? `${one ? "The service has" : "Every service has"} a reported test within ${testEveryMonths} months.`
      : one
        ? `The service has had no reported test in ${testEveryMonths} months.`
        : `${begins(without, "service has", "services have")} had no reported test in ${testEveryMonths} months.`;
  return `${first} ${second}`;
}
